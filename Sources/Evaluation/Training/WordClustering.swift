// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Puts words that stand in the same surroundings into one class: the exchange algorithm of a two-sided class bigram
/// model (Martin, Liermann, Ney 1998; Uszkoreit, Brants 2008).
///
/// Counts and scores are integers, so that the same texts give the same classes.
struct WordClustering {
    private static let classes = 256
    private static let rounds = 12

    /// By word: its neighbors with how often they stand there; those before it and those after it are apart.
    private let neighbors: [[(place: Int, count: Int32)]]
    private var classOf: [Int]
    /// By neighbor and class, and by class: how often.
    private var pairs: [Int32]
    private var totals: [Int]
    private let hashes: [UInt64]

    /// The classes, from 1, of the words that occur at least `least` times in streams of word hashes.
    static func classes(of streams: [[UInt64]], least: Int) -> [UInt64: UInt16] {
        var clustering = WordClustering(streams, least: least)
        for _ in 0..<rounds where !clustering.improve() { break }
        return Dictionary(
            uniqueKeysWithValues: zip(clustering.hashes, clustering.classOf.map { UInt16($0 + 1) }))
    }

    private init(_ streams: [[UInt64]], least: Int) {
        var counts: [UInt64: Int] = [:]
        for stream in streams { for hash in stream { counts[hash, default: 0] += 1 } }
        let kept = counts.filter { $0.value >= least }
        hashes = kept.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.map(\.key)
        let count = hashes.count
        let index = Dictionary(uniqueKeysWithValues: hashes.enumerated().map { ($1, $0) })
        var found = [[Int: Int32]](repeating: [:], count: count)
        for stream in streams {
            var previous = -1
            for hash in stream {
                let word = index[hash] ?? -1
                if word >= 0, previous >= 0 {
                    found[word][previous, default: 0] += 1
                    found[previous][count + word, default: 0] += 1
                }
                previous = word
            }
        }
        neighbors = found.map { $0.sorted { $0.key < $1.key }.map { (place: $0.key, count: $0.value) } }
        classOf = (0..<count).map { $0 % Self.classes }
        pairs = [Int32](repeating: 0, count: count * 2 * Self.classes)
        totals = [Int](repeating: 0, count: Self.classes)
        for word in 0..<count {
            for (place, times) in neighbors[word] {
                pairs[place * Self.classes + classOf[word]] += times
                totals[classOf[word]] += Int(times)
            }
        }
    }

    /// Moves each word to the class that is best for it. Whether any word moved.
    private mutating func improve() -> Bool {
        var moved = false
        var gains = [Int](repeating: 0, count: Self.classes)
        for word in neighbors.indices where !neighbors[word].isEmpty {
            let from = classOf[word]
            var total = 0
            for (place, times) in neighbors[word] {
                pairs[place * Self.classes + from] -= times
                total += Int(times)
            }
            totals[from] -= total
            for target in 0..<Self.classes {
                gains[target] = Self.entropy(totals[target]) - Self.entropy(totals[target] + total)
            }
            for (place, times) in neighbors[word] {
                let row = place * Self.classes
                let alone = Self.entropy(Int(times))
                for target in 0..<Self.classes {
                    let known = Int(pairs[row + target])
                    gains[target] += known == 0 ? alone : Self.entropy(known + Int(times)) - Self.entropy(known)
                }
            }
            var best = from
            for target in 0..<Self.classes where gains[target] > gains[best] { best = target }
            for (place, times) in neighbors[word] { pairs[place * Self.classes + best] += times }
            totals[best] += total
            classOf[word] = best
            moved = moved || best != from
        }
        return moved
    }

    private static let table: [Int] = (0..<(1 << 16)).map {
        $0 < 2 ? 0 : Int((Double($0) * log2(Double($0)) * 4096).rounded())
    }

    /// n · log₂ n in 4096ths.
    private static func entropy(_ count: Int) -> Int {
        if count < table.count { return table[count] }
        return Int((Double(count) * log2(Double(count)) * 4096).rounded())
    }
}
