// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Why bytes were refused as JSON. Holds offsets, never text of the data.
package struct JSONTextError: Error, Equatable, Sendable {
    package enum Code: String, Sendable {
        case syntax
        case invalidUTF8
        /// The same key twice in one object, also after unescaping.
        case duplicateKey
        case tooDeep
        case tooManyValues
        /// More bytes than offsets are kept for: 2 GiB.
        case tooLong
        /// A string escape that stands for no character: a lone surrogate.
        case loneSurrogate
        /// A number that is no integer, where only integers are read.
        case unsupportedNumber

        /// Whether the text may be well formed but is more than is read.
        package var isLimit: Bool {
            switch self {
            case .tooDeep, .tooManyValues, .tooLong: true
            case .syntax, .invalidUTF8, .duplicateKey, .loneSurrogate, .unsupportedNumber: false
            }
        }
    }

    package let code: Code
    /// Byte offset of the first byte that is wrong.
    package let offset: Int

    package init(code: Code, offset: Int) {
        self.code = code
        self.offset = offset
    }
}
