// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

extension RussianUnit {
    /// The bits of `taggerFlags` that say that the form is an ordinary word.
    static let ordinaryFlags: UInt64 = 64 | 128
    /// Those that say that it may be a part of a name.
    static let nameFlags: UInt64 = 63

    /// What the lexicons and endings say of the unit, as bits for the tagger.
    var taggerFlags: UInt64 {
        initials.isEmpty ? analysis.taggerFlags : 1 << 9
    }
}

extension RussianAnalyzer.Analysis {
    /// What the lexicons and endings say of the word, as bits for the tagger.
    var taggerFlags: UInt64 {
        var bits: UInt64 = 0
        for reading in readings {
            switch reading.role {
            case .given: bits |= reading.flags.contains(.usualGiven) ? 3 : 1
            case .patronymic: bits |= 4
            default:
                bits |= reading.flags.contains(.surname) ? 8 : 0
                bits |= reading.isShaped ? 16 : 0
                bits |= reading.flags.contains(.usualSurname) ? 32 : 0
            }
        }
        if form.contains(.ordinary) { bits |= 64 }
        if form.contains(.frequent) { bits |= 128 }
        if isPlace { bits |= 256 }
        return bits
    }
}
