// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What all values of a metric share: its name, its help line, its kind and the names of its labels.
struct MetricFamily: Sendable {
    let name: String
    let help: String
    let kind: String
    let labels: [String]

    /// Label sets a family keeps apart; what comes after them is counted under `other`, so that no label, whatever it
    /// holds, can make the registry grow without end.
    static let maxLabelSets = 512

    /// The `# HELP` and `# TYPE` lines.
    var header: String { "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n" }

    /// `labels`, or a row of `other` where the family is full and has not seen them.
    func bounded(_ labels: [String], isKnown: Bool, count: Int) -> [String] {
        isKnown || count < Self.maxLabelSets ? labels : Array(repeating: "other", count: labels.count)
    }

    /// `{a="x",b="y"}`, with one more pair where a histogram needs it.
    func labelText(_ values: [String], _ extra: (name: String, value: String)? = nil) -> String {
        var pairs = zip(labels, values).map { "\($0)=\"\(Self.escaped($1))\"" }
        if let extra { pairs.append("\(extra.name)=\"\(extra.value)\"") }
        return pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}"
    }

    /// A whole number without its fraction.
    static func text(of number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
