// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The way from the root to a value: object keys (unescaped) and array indices.
package struct JSONPath: Hashable, Sendable {
    package enum Component: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    package var components: [Component]

    package init(_ components: [Component] = []) {
        self.components = components
    }

    /// The last object key on the way, for field-name evidence.
    package var lastKey: String? {
        for component in components.reversed() {
            if case .key(let name) = component { return name }
        }
        return nil
    }
}
