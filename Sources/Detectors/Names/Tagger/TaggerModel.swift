// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
package import StrictYAML

/// The weights of one script's tagger.
///
/// A file has the four bytes ZNT2, then in little-endian 32-bit words: the number of bits of a feature's place, the
/// weights' unit as a float, the number of words with clusters, the number of letter groups; then as floats: the cautions
/// for texts in small letters, in mixed case and in capitals, and twice 64 weights of each tag after each tag, for texts
/// in mixed case and for others; then for each place eight bytes, the weight of each tag plus 128; then for each word with a cluster 64 bits, of which
/// the lower 16 are the cluster's number and the others those of the word's hash; then 32 bits for each letter group's place.
package struct TaggerModel: Sendable {
    private let shift: UInt64
    private let unit: Float
    /// By place: eight weights, each plus 128.
    private let weights: [UInt64]
    /// For texts in mixed case, and for others.
    private let chains: [TaggerChain]
    let resource: TaggerResource
    /// The log-odds that the tagger's word on a person must exceed, so that few others are taken for persons.
    private let cautions: [Double]

    /// Reads a model. Throws if the file is missing or is no model.
    package init(path: String) throws(DocumentError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DocumentError(code: .invalidValue, file: path, expectation: "expected a readable file")
        }
        try self.init(bytes: [UInt8](data), file: path)
    }

    /// Reads a model from its bytes; `file` is for errors.
    package init(bytes: [UInt8], file: String) throws(DocumentError) {
        let invalid = DocumentError(code: .syntax, file: file, expectation: "expected a tagger model (ZNT2)")
        let header = 32 + 128 * 4
        guard bytes.count >= header, bytes.starts(with: Array("ZNT2".utf8)) else { throw invalid }
        let bits = Self.word(bytes, 4)
        let clustered = Int(Self.word(bytes, 12))
        let groups = Int(Self.word(bytes, 16))
        guard (8...22).contains(bits), groups == 0 || groups == 1 << NameLikeness.bits,
            bytes.count == header + (8 << Int(bits)) + clustered * 8 + groups * 4
        else { throw invalid }
        shift = 64 - UInt64(bits)
        unit = Float(bitPattern: Self.word(bytes, 8))
        let cautions = (0..<3).map { Double(Float(bitPattern: Self.word(bytes, 20 + $0 * 4))) }
        guard unit.isFinite, cautions.allSatisfy(\.isFinite) else { throw invalid }
        self.cautions = cautions
        var steps = [TaggerChain.Scores](repeating: TaggerChain.Scores(), count: 16)
        for index in 0..<128 { steps[index / 8][index % 8] = Float(bitPattern: Self.word(bytes, 32 + index * 4)) }
        chains = [TaggerChain(weights: Array(steps[..<8])), TaggerChain(weights: Array(steps[8...]))]
        let end = header + (8 << Int(bits))
        weights = Self.longs(bytes, header..<end)
        let clusters = WordClusters(entries: Self.longs(bytes, end..<end + clustered * 8))
        let likeness = NameLikeness(
            weights: (0..<groups).map { Self.word(bytes, end + clustered * 8 + $0 * 4) })
        resource = TaggerResource(clusters: clusters, likeness: likeness)
    }

    /// How tags follow each other in texts of one half.
    func chain(_ half: TaggerFeatures.Half) -> TaggerChain { chains[half.number] }

    /// The caution for texts in one letter case.
    func caution(_ letterCase: LetterCase) -> Double { cautions[Int(letterCase.rawValue)] }

    /// The scores of the tags of the word at `index`.
    func scores(
        of index: Int, in words: [TaggerWord], half: TaggerFeatures.Half
    ) -> TaggerChain.Scores {
        // All features first: so the processor asks for many rows at a time.
        var rows = TaggerFeatures.Row<Int>(repeating: 0)
        var count = 0
        TaggerFeatures.forEach(index, in: words, half: half) { hash in
            rows[count] = Int(truncatingIfNeeded: hash >> shift)
            count &+= 1
        }
        // Eight bytes are added up in two registers of four 16-bit lanes: 54 times 255 stays below 65,536.
        var even: UInt64 = 0
        var odd: UInt64 = 0
        for index in 0..<count {
            let row = weights[rows[index]]
            even &+= row & 0x00FF_00FF_00FF_00FF
            odd &+= row >> 8 & 0x00FF_00FF_00FF_00FF
        }
        var scores = TaggerChain.Scores()
        let bias = Float(TaggerFeatures.count * 128)
        for lane in 0..<4 {
            scores[lane * 2] = (Float(even >> UInt64(lane * 16) & 0xFFFF) - bias) * unit
            scores[lane * 2 + 1] = (Float(odd >> UInt64(lane * 16) & 0xFFFF) - bias) * unit
        }
        return scores
    }

    private static func word(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2]) << 16
            | UInt32(bytes[offset + 3]) << 24
    }

    private static func longs(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt64] {
        stride(from: range.lowerBound, to: range.upperBound, by: 8).map { offset in
            UInt64(word(bytes, offset)) | UInt64(word(bytes, offset + 4)) << 32
        }
    }
}
