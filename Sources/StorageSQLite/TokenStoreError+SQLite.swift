// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import GRDB
import Vault

extension TokenStoreError {
    /// What SQLite or the file system said, without its text: messages may quote the database.
    init(describing error: any Error) {
        switch error {
        case let error as TokenStoreError: self = error
        case let error as DatabaseError: self.init(code: Self.code(of: error.resultCode))
        case is CancellationError: self.init(code: .busy)
        default: self.init(code: .failed)
        }
    }

    private static func code(of result: ResultCode) -> Code {
        switch result {
        case .SQLITE_FULL: .full
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_INTERRUPT, .SQLITE_ABORT: .busy
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged
        default: .failed
        }
    }
}
