// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A text cut as unevenly as models do: 1 to 11 characters a piece, also within a token.
enum DemoPieces {
    private static let sizes = [3, 1, 7, 2, 11, 1, 5, 4]

    static func cut(_ text: String) -> [String] {
        var pieces: [String] = []
        var rest = Array(text.unicodeScalars)[...]
        while !rest.isEmpty {
            let scalars = rest.prefix(sizes[pieces.count % sizes.count])
            pieces.append(String(String.UnicodeScalarView(scalars)))
            rest = rest.dropFirst(scalars.count)
        }
        return pieces
    }
}
