// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Access
import FoundationEssentials
import Vault

/// The keys of a gateway: those of the data folder's store, and those of a `keys_file`.
struct KeyFiles: Sendable {
    let store: KeyStore
    let keysFile: String?

    private static let fileLimit = 4 * 1_024 * 1_024

    init(_ settings: Settings) {
        store = KeyStore(data: settings.data)
        keysFile = settings.keysFile
    }

    /// What to look at for changes.
    var paths: [String] { [store.path] + [keysFile].compactMap { $0 } }

    /// Every key; `nil` where nobody has made any. Throws what is wrong with a file, with its line.
    func directory() throws -> KeyDirectory? {
        let stored = try store.load()
        guard let keysFile else { return stored.map { KeyDirectory($0.entries) } }
        let entries = stored.map(\.entries) ?? []
        return KeyDirectory(entries + (try Self.entries(in: keysFile)))
    }

    /// A `keys_file` has one caller a line, or the form of the store.
    private static func entries(in path: String) throws -> [KeyEntry] {
        guard let bytes = try? PrivateFile.read(path, limit: fileLimit) else {
            throw StartError("keys_file: \(path) cannot be read, or others can read it (chmod 600).")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let first = text.split(separator: "\n").first { !$0.hasPrefix("#") } ?? ""
        do {
            guard !first.hasPrefix("version:") else {
                return try KeyStore.document(at: path, limit: fileLimit).entries
            }
            return try KeyLines.entries(parsing: text)
        } catch let error as KeysFileError {
            throw StartError("keys_file: \(path), \(error.description).")
        } catch let error as KeyStoreError {
            throw StartError("keys_file: \(error.description)")
        }
    }
}
