// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import StrictYAML

/// The few labels that spans are compared by, and the names that corpora and detectors have for each
/// (`dictionaries/tables/labels.yaml`).
package struct LabelTable: Sendable {
    /// In the order in which reports list them.
    package let labels: [SpanLabel]
    private let byName: [String: SpanLabel]

    /// Throws for a name that stands for two labels, and for what else is wrong.
    package init(_ document: YAMLNode) throws(DocumentError) {
        var labels: [SpanLabel] = []
        var byName: [String: SpanLabel] = [:]
        for (name, node) in try document.mapping(keys: ["source", "labels"]).required("labels").pairs() {
            let label = SpanLabel(rawValue: name)
            labels.append(label)
            for alias in try [name] + node.strings() {
                guard byName.updateValue(label, forKey: alias) ?? label == label else {
                    throw node.error(.duplicateKey, "the name \(alias) stands for two labels")
                }
            }
        }
        self.labels = labels
        self.byName = byName
    }

    /// The label that a name stands for, whatever its case and separators are; a prefix of BIO tagging is dropped.
    package func label(named name: String) -> SpanLabel {
        var key = Self.key(name)
        if key.hasPrefix("B_") || key.hasPrefix("I_"), key.dropFirst(2).prefix(2).count(where: Self.isCapital) == 2 {
            key.removeFirst(2)
        }
        return byName[key] ?? .other
    }

    /// Upper case, with one `_` for each run of white space and hyphens; white space at both ends is dropped.
    private static func key(_ name: String) -> String {
        var key = ""
        var gap = ""
        for character in name {
            if character.isWhitespace || character == "-" {
                gap = key.isEmpty && character != "-" ? gap : "_"
            } else {
                key += gap + character.uppercased()
                gap = ""
            }
        }
        return name.last == "-" ? key + gap : key
    }

    private static func isCapital(_ character: Character) -> Bool { ("A"..."Z").contains(character) }
}
