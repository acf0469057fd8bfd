// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Runs an operation of the store and says its failure as the vault says it. The closure's errors are untyped because
/// the language does not infer a closure's error type yet; a store throws `TokenStoreError` only.
func asking<Answer>(
    _ operation: () async throws -> Answer
) async throws(VaultError) -> Answer {
    do {
        return try await operation()
    } catch {
        throw VaultError(code: .unavailable, storeCode: (error as? TokenStoreError)?.code)
    }
}
