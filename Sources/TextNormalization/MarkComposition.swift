// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The Cyrillic letters that are letters of their own and not a letter with a mark: decomposed spellings come together.
enum MarkComposition {
    /// The letter that `letter` and a combining mark make, of the same length; `nil` if the mark is only dropped.
    static func compose(_ letter: ArraySlice<UInt8>, with mark: UInt32) -> [UInt8]? {
        guard 0x301...0x308 ~= mark, letter.count == 2, let lead = letter.first, let trail = letter.last,
            let base = Unicode.Scalar(UInt32(lead & 0x1F) << 6 | UInt32(trail & 0x3F)),
            let composed = letterOfItsOwn(base, mark)
        else { return nil }
        return Array(String(composed).utf8)
    }

    private static func letterOfItsOwn(_ base: Unicode.Scalar, _ mark: UInt32) -> Unicode.Scalar? {
        switch (base, mark) {
        case ("и", 0x306): "й"
        case ("И", 0x306): "Й"
        case ("у", 0x306): "ў"
        case ("У", 0x306): "Ў"
        case ("і", 0x308): "ї"
        case ("І", 0x308): "Ї"
        case ("г", 0x301): "ѓ"
        case ("Г", 0x301): "Ѓ"
        case ("к", 0x301): "ќ"
        case ("К", 0x301): "Ќ"
        default: nil
        }
    }
}
