// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Access
import FoundationEssentials
import StrictYAML
import Vault

/// The file of API keys in the data folder. `zavesa keys` changes it, also while a gateway runs, which then reads it again.
package struct KeyStore: Sendable {
    package let path: String
    private var lock: String { path + ".lock" }

    /// 100 000 keys, and some room.
    private static let byteLimit = 64 * 1_024 * 1_024

    /// The store of a data folder.
    package init(data: String) { path = DataLayout(root: data).accessKeys }

    /// Whether somebody has made a key here. From then on nobody comes in without one, also when all are revoked.
    package var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// What it holds; `nil` where there is no store.
    package func load() throws(KeyStoreError) -> KeyStoreDocument? {
        guard exists else { return nil }
        return try read()
    }

    /// Changes it, one process after the other; `body` gets what is there by then.
    package func change<Result>(
        _ body: (inout KeyStoreDocument) throws(KeyStoreError) -> Result
    ) throws(KeyStoreError) -> Result {
        do throws(PrivateFile.Failure) {
            try PrivateFile.ensureFolder(PrivateFile.folder(of: path))
        } catch {
            throw .unwritable(path)
        }
        do {
            return try PrivateFile.withLock(lock) { () throws(KeyStoreError) in
                var document = exists ? try read() : KeyStoreDocument()
                let result = try body(&document)
                try write(document)
                return result
            }
        } catch {
            switch error {
            case .lock: throw .unwritable(path)
            case .body(let cause): throw cause
            }
        }
    }

    private func read() throws(KeyStoreError) -> KeyStoreDocument {
        try Self.document(at: path, limit: Self.byteLimit)
    }

    private func write(_ document: KeyStoreDocument) throws(KeyStoreError) {
        do throws(PrivateFile.Failure) {
            try PrivateFile.replace(path, contents: Array(document.text.utf8))
        } catch {
            throw .unwritable(path)
        }
    }

    /// Reads a file in the store's form.
    static func document(at path: String, limit: Int) throws(KeyStoreError) -> KeyStoreDocument {
        let bytes: [UInt8]
        do throws(PrivateFile.Failure) {
            bytes = try PrivateFile.read(path, limit: limit)
        } catch {
            throw .unreadable(path)
        }
        do throws(DocumentError) {
            return try KeyStoreDocument(YAMLNode(parsing: String(decoding: bytes, as: UTF8.self), file: path))
        } catch {
            throw KeyStoreError(error.description)
        }
    }
}

/// Why keys cannot be read or changed, for the operator; holds paths and lines, never a key.
package struct KeyStoreError: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }

    static func unreadable(_ path: String) -> KeyStoreError {
        KeyStoreError("\(path) cannot be read, or others can read it: chmod 600.")
    }

    static func unwritable(_ path: String) -> KeyStoreError {
        KeyStoreError("\(path) cannot be written: is its folder yours alone (chmod 700), and the disk not full?")
    }
}
