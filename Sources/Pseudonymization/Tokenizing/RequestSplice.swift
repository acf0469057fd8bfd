// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Policy
import PrivacyCore
import Providers
import Vault

/// Writes a plan into a request's bytes; everything else stays as the client sent it (P7).
///
/// Tokens, marks and substitutes need no escape at any level of JSON, so each is written over the source bytes of its
/// span. A substitute stands in running text only: a name that has to be an identifier, or a key that must not stand
/// twice, is redacted.
struct RequestSplice {
    private(set) var body: [UInt8] = []
    /// Where in `body` tokens and marks stand.
    private(set) var written: [Range<Int>] = []
    /// Where in `body` numbers stand that were slots.
    private(set) var numbers: [Range<Int>] = []
    /// Where in `body` the note stands that tells the model of tokens.
    private(set) var told: [Range<Int>] = []
    /// Where in `body` texts stand that go back as they came.
    private(set) var returned: [Range<Int>] = []
    /// Where in `body` images and files stand.
    private(set) var unread: [Range<Int>] = []
    /// URLs with tokens in them, each up to and including a token.
    private(set) var sentURLs: Set<RollingFingerprint> = []
    /// How offsets into the documents that go out stand to those into the caller's, by the documents' numbers.
    private(set) var documents: [Int: TextShifts] = [:]

    /// The texts that stand for values and are neither token nor mark; hashes among them.
    private(set) var substituted: Set<[UInt8]> = []

    private let catalog: EntityCatalog
    private var substitutes: SubstituteWriter
    /// Where in the source what stands is neither token nor mark: the guard looks at it as at any text.
    private var unmarked: Set<Int> = []
    /// What each value becomes.
    let tokens: [ReplacedValue: Token]
    /// How often each mark stands as an object's key.
    private var markedKeys: [TokenLabel: Int] = [:]

    init(
        _ parsed: ParsedRequest, plan: ReplacementPlan, issued: [RevealedToken], replays: Replays,
        catalog: EntityCatalog, substitutes: SubstituteWriter, model: String?, forbidsStorage: Bool,
        removals: [JSONEdit] = [], note: String? = nil
    ) throws(PseudonymizationError) {
        self.catalog = catalog
        self.substitutes = substitutes
        tokens = Dictionary(
            issued.map { (ReplacedValue(value: $0.value, type: $0.type), $0.token) },
            uniquingKeysWith: { first, _ in first })
        var edits: [JSONEdit] = []
        let documentNumbers = Dictionary(
            parsed.documents.enumerated().compactMap { number, slot in slot.map { ($0, number) } },
            uniquingKeysWith: { first, _ in first })
        for (index, (slot, replacements)) in zip(parsed.slots, plan.replacements).enumerated() {
            let first = edits.count
            try append(replacements, in: slot, to: &edits)
            if let number = documentNumbers[index] {
                documents[number] = Self.shifts(of: replacements, edits[first...], in: slot)
            }
        }
        // What is taken out needs no token, and nothing of it may be named to the guard.
        let stays = { (range: Range<Int>) in !removals.contains { $0.range.overlaps(range) } }
        edits = edits.filter { stays($0.range) }.sorted { $0.range.lowerBound < $1.range.lowerBound }
        let replacing = edits
        edits += replays.edits + removals
        if forbidsStorage, let edit = parsed.storageEdit {
            edits = edits.filter { !$0.range.overlaps(edit.range) } + [edit]
        }
        if let model, let range = parsed.modelRange {
            let edit = JSONEdit(range: range, replacement: JSONEscaper.escape(Array(model.utf8), levels: 1))
            edits = edits.filter { !$0.range.overlaps(range) } + [edit]
        }
        // Without a token there is nothing to explain.
        let explaining = tokens.isEmpty ? nil : note.flatMap { parsed.notePlace?.edit($0) }
        if let explaining { edits.append(explaining) }
        edits.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
        body = JSONSplicer.apply(edits, to: parsed.body)
        let shift = OffsetShift(edits)
        written = replacing.filter { !unmarked.contains($0.range.lowerBound) }.map { shift.moved($0.range) }
        told = explaining.map { [shift.written($0)] } ?? []
        returned = replays.ranges.map { shift.moved($0) }
        unread = parsed.unread.filter(stays).map { shift.moved($0) }
        numbers = parsed.slots.filter { $0.form == .number && stays($0.text.sourceRange) }
            .map { shift.moved($0.text.sourceRange) }
    }

    private mutating func append(
        _ replacements: [Replacement], in slot: TextSlot, to edits: inout [JSONEdit]
    ) throws(PseudonymizationError) {
        var tracker = URLTracker()
        var start = 0
        for replacement in replacements {
            let span = replacement.span
            for byte in slot.text.utf8[start..<span.start] { tracker.consume(byte) }
            start = span.end
            let label = try ReplacementPlan.label(of: replacement.type, in: catalog)
            let text: [UInt8]
            let source = slot.text.source(of: span.range)
            if replacement.action != .tokenize {
                let substitute = slot.form == .free ? substitutes.text(for: replacement, label: label) : nil
                text = substitute ?? mark(label, in: slot)
                if let substitute { substituted.insert(substitute) }
                if substitute != nil, replacement.action != .hash { unmarked.insert(source.lowerBound) }
                for byte in text { tracker.consume(byte) }
            } else {
                let key = ReplacedValue(
                    value: Sensitive(Array(slot.text.utf8[span.range])), type: replacement.type)
                guard let token = tokens[key] else { throw PseudonymizationError(code: .inconsistent) }
                text = Array((slot.form == .identifier ? token.bare : token.bracketed).utf8)
                tracker.consumeToken(Array(token.bare.utf8))
                if tracker.isInside { sentURLs.insert(tracker.fingerprint) }
            }
            edits.append(JSONEdit(range: source, replacement: text))
        }
    }

    /// How a text that goes out stands to the caller's.
    private static func shifts(
        of replacements: [Replacement], _ edits: ArraySlice<JSONEdit>, in slot: TextSlot
    ) -> TextShifts {
        var shifts = TextShifts()
        var start = 0
        for (replacement, edit) in zip(replacements, edits) {
            shifts.pass(slot.text.utf8[start..<replacement.span.start])
            shifts.replace(edit.replacement, by: slot.text.utf8[replacement.span.range])
            start = replacement.span.end
        }
        return shifts
    }

    private mutating func mark(_ label: TokenLabel, in slot: TextSlot) -> [UInt8] {
        guard slot.form == .objectKey else {
            return RedactionMark.text(for: label, isIdentifier: slot.form == .identifier)
        }
        markedKeys[label, default: 0] += 1
        return RedactionMark.keyText(for: label, number: markedKeys[label] ?? 1)
    }
}

/// Where ranges of a text stand after edits.
private struct OffsetShift {
    /// Ends of edits in the text before them, and how far what follows has moved.
    private var shifts: [(end: Int, shift: Int)] = []

    /// Precondition: `edits` are in ascending order.
    init(_ edits: [JSONEdit]) {
        var shift = 0
        for edit in edits {
            shift += edit.replacement.count - edit.range.count
            shifts.append((edit.range.upperBound, shift))
        }
    }

    /// A range that is one of the edits, or that none of them touches.
    func moved(_ range: Range<Int>) -> Range<Int> {
        let lower = range.lowerBound + shift(at: range.lowerBound)
        return lower..<max(lower, range.upperBound + shift(at: range.upperBound))
    }

    /// Where what one of the edits puts in stands.
    func written(_ edit: JSONEdit) -> Range<Int> {
        let end = edit.range.upperBound + shift(at: edit.range.upperBound)
        return end - edit.replacement.count..<end
    }

    /// The shift of the last edit that ends at or before an offset.
    private func shift(at offset: Int) -> Int {
        var low = 0
        var high = shifts.count
        while low < high {
            let middle = (low + high) / 2
            if shifts[middle].end <= offset { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? 0 : shifts[low - 1].shift
    }
}
