// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A value that must not reach logs, errors or reports by accident: it prints «redacted» everywhere.
///
/// `expose` is the one way in, so that every use of the clear value can be found by its name.
package struct Sensitive<Value: Sendable>: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private let value: Value

    package init(_ value: Value) {
        self.value = value
    }

    /// Lends the clear value to `body`.
    package func expose<Result, Failure: Error>(_ body: (Value) throws(Failure) -> Result) throws(Failure) -> Result {
        try body(value)
    }

    package var description: String { "redacted" }
    package var debugDescription: String { "redacted" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension Sensitive: Equatable where Value: Equatable {}
extension Sensitive: Hashable where Value: Hashable {}
