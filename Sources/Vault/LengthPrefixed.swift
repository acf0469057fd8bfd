// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Fields joined so that two different lists never give the same bytes: each has its length before it,
/// four bytes, most significant first.
struct LengthPrefixed {
    private(set) var bytes: [UInt8] = []

    /// Joins fields.
    init(_ fields: [UInt8]...) {
        for field in fields { append(field) }
    }

    /// Adds a field.
    mutating func append(_ field: some Collection<UInt8>) {
        let length = UInt32(clamping: field.count)
        for shift in stride(from: 24, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
        bytes.append(contentsOf: field)
    }
}
