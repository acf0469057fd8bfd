// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

extension [UInt8] {
    /// Whether these bytes hold a part, anywhere.
    package func holds(_ part: [UInt8]) -> Bool {
        guard let first = part.first else { return true }
        var start = startIndex
        while let found = self[start...].firstIndex(of: first) {
            if self[found...].starts(with: part) { return true }
            start = found + 1
        }
        return false
    }
}
