// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// The root key in a file: a header line with a version, then 32 bytes in base64.
///
///     zavesa-root-key v1
///     q83v…
///
/// The file is 0600 in a folder 0700, apart from the vault's folder: whoever copies one has not got the other.
/// A file or folder that others may read is refused and not mended, because the key may be known by then.
package struct RootKeyFile: KeyProvider {
    private static let header = "zavesa-root-key v1"
    /// Header, key and line ends, with room for a stray line end.
    private static let maxLength = 128

    private let path: String

    /// Takes the path of the file; nothing is read yet.
    package init(path: String) {
        self.path = path
    }

    package func rootKey() async throws(KeyProviderError) -> RootKey {
        let bytes: [UInt8]
        do {
            try PrivateFile.checkFolder(PrivateFile.folder(of: path))
            bytes = try PrivateFile.read(path, limit: Self.maxLength)
        } catch {
            throw KeyProviderError(error)
        }
        return try Self.parse(bytes)
    }

    package func generate() async throws(KeyProviderError) -> RootKey {
        let body = Data(RandomBytes.bytes(RootKey.length)).base64EncodedString()
        do {
            try PrivateFile.ensureFolder(PrivateFile.folder(of: path))
            _ = try PrivateFile.create(path, contents: Array("\(Self.header)\n\(body)\n".utf8))
        } catch {
            throw KeyProviderError(error)
        }
        return try await rootKey()
    }

    private static func parse(_ bytes: [UInt8]) throws(KeyProviderError) -> RootKey {
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        guard lines.count == 2, lines[0].elementsEqual(header.utf8),
            let data = Data(base64Encoded: Data(lines[1])), let key = RootKey(bytes: Array(data))
        else { throw KeyProviderError(code: .malformed) }
        return key
    }
}

extension KeyProviderError {
    /// What the file system said, as a key provider says it.
    fileprivate init(_ failure: PrivateFile.Failure) {
        switch failure {
        case .missing: self.init(code: .missing)
        case .exposed: self.init(code: .exposed)
        case .failed: self.init(code: .unavailable)
        }
    }
}
