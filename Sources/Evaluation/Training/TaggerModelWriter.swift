// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors

/// Writes a model in the form that `TaggerModel` reads.
enum TaggerModelWriter {
    /// The weight of one unit: weights beyond 127 units are cut.
    private static let unit: Float = 1.0 / 32

    static func bytes(
        bits: Int, weights: [TaggerChain.Scores], steps: [TaggerChain.Scores], clusters: [UInt64: UInt16],
        likeness: [UInt32], cautions: [Double]
    ) -> [UInt8] {
        var bytes = Array("ZNT2".utf8)
        append(UInt32(bits), to: &bytes)
        append(unit.bitPattern, to: &bytes)
        append(UInt32(clusters.count), to: &bytes)
        append(UInt32(likeness.count), to: &bytes)
        for caution in cautions { append(Float(caution).bitPattern, to: &bytes) }
        for row in steps { for lane in 0..<8 { append(row[lane].bitPattern, to: &bytes) } }
        for row in weights {
            for lane in 0..<8 {
                let units = min(max((row[lane] / unit).rounded(.toNearestOrEven), -127), 127)
                bytes.append(UInt8(Int(units) + 128))
            }
        }
        for (hash, number) in clusters.sorted(by: { $0.key < $1.key }) {
            let entry = hash & ~0xFFFF | UInt64(number)
            append(UInt32(truncatingIfNeeded: entry), to: &bytes)
            append(UInt32(truncatingIfNeeded: entry >> 32), to: &bytes)
        }
        for row in likeness { append(row, to: &bytes) }
        return bytes
    }

    private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
}
