// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Crypto

extension SymmetricKey {
    /// The key itself, for a key file that is not the vault's, such as that of the audit log's references.
    package init(_ key: RootKey) {
        self = key.key
    }
}
