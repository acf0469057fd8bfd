// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Text of file systems and headers made safe to show: a file name may hold escape sequences for a terminal.
enum ReportText {
    /// Control characters, line breaks and bidi controls replaced.
    static func printable(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
                output.append("\u{FFFD}")
            default: output.append(scalar)
            }
        }
        return String(output)
    }

    /// A share of 0 to 1 as whole percent; less than all is never shown as 100, more than none never as 0.
    static func percent(_ share: Double) -> String {
        let rounded = Int((share * 100).rounded())
        if rounded >= 100, share < 1 { return "99 %" }
        return rounded <= 0 && share > 0 ? "1 %" : "\(rounded) %"
    }

    /// What every report says about itself.
    static let limits = [
        "Detectors find what their rules and lists know: a class is a lower bound, not a proof that nothing else is there.",
        "No recall is claimed here; `make accuracy` measures it on named corpora.",
        "Languages are told by script. Counts are findings, not distinct persons.",
    ]
}
