// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

extension RecordValue {
    /// The value in the canonical form of RFC 8785. For this narrow kind of value that is: members in the order of
    /// their keys' bytes, no white space, whole numbers as they are.
    package var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        write(to: &bytes)
        return bytes
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .integer(let number): bytes += String(number).utf8
        case .boolean(let value): bytes += (value ? "true" : "false").utf8
        case .text(let text): Self.write(text, to: &bytes)
        case .list(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.write(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Texts reach this point checked by their grammar; a byte that is not plain would be a hole in the schema.
    private static func write(_ text: String, to bytes: inout [UInt8]) {
        precondition(text.utf8.allSatisfy(isPlain), "a text of a record is outside every grammar")
        bytes.append(UInt8(ascii: "\""))
        bytes += text.utf8
        bytes.append(UInt8(ascii: "\""))
    }
}
