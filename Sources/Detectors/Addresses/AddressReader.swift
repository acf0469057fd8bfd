// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Reads the component of an address that begins at a token.
struct AddressReader {
    let tokens: [AddressToken]
    let vocabulary: AddressVocabulary

    static let point = UInt8(ascii: ".")
    static let comma = UInt8(ascii: ",")
    static let sign = UInt8(ascii: "#")

    /// The component that begins at `index`, the most telling reading first.
    func component(at index: Int) -> AddressComponent? {
        let token = tokens[index]
        switch token.kind {
        case .number: return token.isPlainNumber ? ofNumber(at: index) : nil
        case .word:
            if token.script == .cyrillic, !token.isCapital, let street = lowerCaseStreet(at: index) { return street }
            let isPlain = token.roles.isEmpty && !token.isCapital
            return isPlain && token.script != .arabic && token.script != .latin ? nil : ofWord(at: index)
        case .mark:
            return token.isMark(Self.sign) ? signedUnit(at: index) : nil
        }
    }

    private func ofNumber(at index: Int) -> AddressComponent? {
        if let line = numberedStreetLine(at: index) { return line }
        if let box = numberedBox(at: index) { return box }
        if let floor = floor(at: index) { return floor }
        if let quarter = numberedDistrict(at: index) { return quarter }
        if let street = postcodedStreet(at: index) { return street }
        if let code = formedPostcode(at: index) { return code }
        if let street = bareStreet(at: index) { return street }
        if let street = numberedName(at: index) { return street }
        return plainPostcode(at: index)
    }

    private func ofWord(at index: Int) -> AddressComponent? {
        let token = tokens[index]
        if token.isUpper, let code = britishPostcode(at: index) ?? prefixedPostcode(at: index) { return code }
        if !token.roles.isEmpty {
            if token.has(.ordinal), let floor = floor(at: index) { return floor }
            if let corner = corner(at: index) { return corner }
            if let premises = premises(at: index) { return premises }
            if let office = military(at: index) { return office }
            if let code = labelledPostcode(at: index) { return code }
            if let street = streetBefore(at: index) { return street }
            if let town = town(at: index) { return town }
            if let region = regionBefore(at: index) { return region }
            if let district = district(at: index) { return district }
        }
        if token.isCapital || token.script == .latin {
            if let region = regionAfter(at: index) { return region }
            if let house = namedHouse(at: index) { return house }
            if let street = streetAfter(at: index, hasNumber: false) { return street }
            if let street = bareStreet(at: index) { return street }
            if let state = state(at: index) { return state }
        }
        return place(at: index)
    }

    // MARK: What several readers ask

    func token(_ index: Int) -> AddressToken? { index >= 0 && index < tokens.count ? tokens[index] : nil }

    /// The index after a word or phrase and the point of an abbreviation.
    func after(_ index: Int) -> Int {
        let next = index + tokens[index].length
        return token(next)?.isMark(Self.point) == true ? next + 1 : next
    }

    /// The index of the number behind «№», "No." or nothing; `nil` if there is none on this line.
    func number(from index: Int) -> Int? {
        var index = index
        while let token = token(index), token.newlines == 0 {
            if token.isMark(Self.sign) || token.isMark(UInt8(ascii: ":")) {
                index += 1
            } else if token.has(.numberSign) {
                index = after(index)
            } else {
                return token.isPlainNumber ? index : nil
            }
        }
        return nil
    }

    /// Whether a number stands by itself and is no piece of a word of code: "B2", "8WgFCB7Pr9".
    func isFree(_ number: Int) -> Bool {
        let isStart = tokens[number].hasSpace || token(number - 1).map { $0.kind == .mark && $0.mark != 0x2F } ?? true
        guard let next = token(number + 1) else { return isStart }
        return isStart && (next.kind == .mark || next.hasSpace)
    }

    /// Whether premises or a box with its number begin at a token.
    func startsPremises(_ index: Int) -> Bool {
        guard let token = token(index), token.has(.premises) else { return false }
        let next = after(index)
        if number(from: next) != nil { return true }
        guard let letter = self.token(next) else { return false }
        guard letter.kind == .word, letter.newlines == 0 else { return false }
        return letter.letters == 1 && token.has([.part, .unit]) || letter.has(.ordinal) && token.has(.unit)
    }

    /// Whether a number is counted or measured in what follows it.
    func isMeasured(_ number: Int) -> Bool {
        guard let next = token(number + 1), next.newlines == 0 else { return false }
        return next.has(.measure)
    }

    /// Whether the apostrophe at `index` ends a word: "Princes' Boulevard".
    func isPossessive(_ index: Int) -> Bool {
        guard let mark = token(index), mark.isMark(UInt8(ascii: "'")), !mark.hasSpace else { return false }
        return token(index + 1)?.isCapital == true
    }

    /// Whether a hyphen or apostrophe at `index` joins two parts of a name.
    func joins(_ index: Int) -> Bool {
        guard let mark = token(index), mark.isMark(UInt8(ascii: "-")) || mark.isMark(UInt8(ascii: "'")),
            !mark.hasSpace, let next = token(index + 1)
        else { return false }
        return !next.hasSpace && next.kind != .mark
    }
}
