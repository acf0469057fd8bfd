// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A letter of any script, with its lower case where the script has cases that we know.
struct AddressLetter {
    let length: Int
    let isCapital: Bool
    let script: AddressToken.Script
    /// The bytes in lower case; the third and fourth of a longer character are hashed as they stand.
    private let lead: UInt8
    private let trail: UInt8
    private let rest: (UInt8, UInt8)

    /// The letter that begins at `index`; `nil` if none does.
    init?(at index: Int, in bytes: [UInt8]) {
        if let letter = NameLetter(at: index, in: bytes) {
            length = letter.length
            isCapital = letter.isCapital
            (lead, trail, rest) = (letter.lowerLead, letter.lowerTrail, (0, 0))
            switch letter.script {
            case .latin: script = .latin
            case .cyrillic: script = .cyrillic
            case .arabic: script = .arabic
            }
            return
        }
        let first = bytes[index]
        let second = index + 1 < bytes.count ? bytes[index + 1] : 0
        guard first >= 0xC3, WordBytes.isWordLead(first, followedBy: second) else { return nil }
        // × and ÷ stand among the letters of Latin-1.
        if first == 0xC3, second == 0x97 || second == 0xB7 { return nil }
        length = min(first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4, bytes.count - index)
        script = .other
        rest = (length > 2 ? bytes[index + 2] : 0, length > 3 ? bytes[index + 3] : 0)
        switch (first, second) {
        case (0xCE, 0x91...0x9F): (lead, trail, isCapital) = (first, second + 0x20, true)
        case (0xCE, 0xA0...0xA9): (lead, trail, isCapital) = (0xCF, second - 0x20, true)
        default: (lead, trail, isCapital) = (first, second, false)
        }
    }

    /// Adds the lower-case letter to a hash.
    func add(to hash: inout WordHash) {
        hash.add(lead)
        guard length > 1 else { return }
        hash.add(trail)
        if length > 2 { hash.add(rest.0) }
        if length > 3 { hash.add(rest.1) }
    }
}
