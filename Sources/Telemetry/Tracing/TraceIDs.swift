// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The id of a trace: 16 bytes that are not all zero (W3C Trace Context §3.2.2.3).
package struct TraceID: Hashable, Sendable, CustomStringConvertible {
    let high: UInt64
    let low: UInt64

    /// `nil` where all bits are zero.
    init?(high: UInt64, low: UInt64) {
        guard high != 0 || low != 0 else { return nil }
        self.high = high
        self.low = low
    }

    /// A random one.
    package static func random() -> TraceID {
        TraceID(nonZeroHigh: IDSource.next(), low: IDSource.next())
    }

    private init(nonZeroHigh: UInt64, low: UInt64) {
        high = nonZeroHigh
        self.low = low
    }

    /// 32 hexadecimal digits in lower case.
    package var description: String { Hexadecimal.text(high) + Hexadecimal.text(low) }
}

/// The id of a span: 8 bytes that are not all zero.
package struct SpanID: Hashable, Sendable, CustomStringConvertible {
    let bits: UInt64

    /// `nil` where all bits are zero.
    init?(_ bits: UInt64) {
        guard bits != 0 else { return nil }
        self.bits = bits
    }

    /// A random one.
    package static func random() -> SpanID { SpanID(nonZero: IDSource.next()) }

    private init(nonZero: UInt64) { bits = nonZero }

    /// 16 hexadecimal digits in lower case.
    package var description: String { Hexadecimal.text(bits) }
}

/// Numbers for ids, which have to differ and need not be secret: SplitMix64 from a seed of the system's. Asking the system
/// for each takes a microsecond.
private enum IDSource {
    private static let state = Mutex(UInt64.random(in: 0...UInt64.max))

    /// Never 0.
    static func next() -> UInt64 {
        var bits = state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            return state
        }
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return max(1, bits ^ (bits >> 31))
    }
}

/// Numbers as traces write them: in lower case, all digits there.
enum Hexadecimal {
    static func text(_ bits: UInt64) -> String {
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// `nil` for anything but lower-case hexadecimal digits.
    static func number(_ digits: some Sequence<UInt8>) -> UInt64? {
        var number: UInt64 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt64(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 | UInt64(digit - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return number
    }
}
