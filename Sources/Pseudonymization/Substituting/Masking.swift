// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore

/// Hides a value but for some letters and digits: `**** **** **** 1234`.
enum Masking {
    /// What stays where it stands, so that a reader sees the form; everything else is hidden, too.
    private static let separators = Set<Unicode.Scalar>(" -.,/+():@_".unicodeScalars)

    /// The masked value. Of one that is too short for the rule nothing shows.
    static func masked(_ value: [UInt8], rule: MaskRule, in dataClass: DataClass) -> [UInt8] {
        let scalars = Array(String(decoding: value, as: UTF8.self).unicodeScalars)
        let count = scalars.count(where: isHidden)
        let shown = rule.shown(of: count, in: dataClass) ?? (0, 0)
        var output = ""
        var seen = 0
        for scalar in scalars {
            guard isHidden(scalar) else {
                output.unicodeScalars.append(separators.contains(scalar) ? scalar : "*")
                continue
            }
            let isShown = seen < shown.first || seen >= count - shown.last
            output.unicodeScalars.append(isShown ? scalar : "*")
            seen += 1
        }
        return Array(output.utf8)
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
