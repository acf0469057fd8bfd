// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import CScan

/// Where the next byte of a kind stands in a text: most texts have few of it, and the rest is passed over many bytes at once.
package enum ByteSearch {
    /// The offset of the first ASCII digit at or after `offset`, the text's end if there is none.
    package static func digit(in text: [UInt8], from offset: Int) -> Int {
        // The text is lent for the call, which reads no further than its count.
        unsafe text.withUnsafeBufferPointer { unsafe zv_find_digit($0.baseAddress, offset, $0.count) }
    }

    /// The offset of the first ASCII digit from `offset` on and before `end`, which is in the text; `end` if there is none.
    static func digit(in text: [UInt8], from offset: Int, to end: Int) -> Int {
        unsafe text.withUnsafeBufferPointer { unsafe zv_find_digit($0.baseAddress, offset, min(end, $0.count)) }
    }

    /// The offset of the first byte at or after `offset` that is one of three, the text's end if there is none.
    package static func any(of bytes: (UInt8, UInt8, UInt8), in text: [UInt8], from offset: Int) -> Int {
        unsafe text.withUnsafeBufferPointer {
            unsafe zv_find_any($0.baseAddress, offset, $0.count, bytes.0, bytes.1, bytes.2)
        }
    }

    /// The offset of the first such byte at or after `offset`; `nil` if there is none.
    package static func byte(_ byte: UInt8, in text: [UInt8], from offset: Int) -> Int? {
        let found = unsafe text.withUnsafeBufferPointer { unsafe zv_find_byte($0.baseAddress, offset, $0.count, byte) }
        return found < text.count ? found : nil
    }
}
