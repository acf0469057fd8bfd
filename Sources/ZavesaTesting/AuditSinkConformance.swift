// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Audit

/// Proves that a sink keeps the contract of `AuditSink`.
///
/// A test gives a way to open the sink over its storage, anew each time, and a way to read the storage without the
/// sink; `run` answers with every promise that was broken.
package struct AuditSinkConformance {
    /// Opens the sink over the storage; called again after each sink is released.
    private let open: () throws -> any AuditSink
    /// Every line in the storage, in order, read without the sink.
    private let stored: () throws -> [[UInt8]]
    /// Makes the storage refuse to grow, runs what is given, and lets it grow again; `nil` where that cannot be done.
    private let whileFull: ((() throws -> Void) throws -> Void)?

    package init(
        open: @escaping () throws -> any AuditSink, stored: @escaping () throws -> [[UInt8]],
        whileFull: ((() throws -> Void) throws -> Void)? = nil
    ) {
        self.open = open
        self.stored = stored
        self.whileFull = whileFull
    }

    /// The promises that were broken; empty for a sink that keeps the contract.
    package func run() throws -> [String] {
        var broken: [String] = []
        let first = Self.lines("first", 3)
        try { try open().append(first) }()
        if try stored() != first { broken.append("a batch is stored as it was given, in order") }

        let second = Self.lines("second", 1)
        try { try open().append(second) }()
        if try stored() != first + second { broken.append("a sink opened again continues after what is stored") }

        try { try open().append([]) }()
        if try stored() != first + second { broken.append("an empty batch adds nothing") }

        let large = Self.lines("large", 5000)
        try { try open().append(large) }()
        if try stored() != first + second + large { broken.append("a large batch is stored whole") }

        broken += try runWhileFull(expecting: first + second + large)
        return broken
    }

    private func runWhileFull(expecting before: [[UInt8]]) throws -> [String] {
        guard let whileFull else { return [] }
        var broken: [String] = []
        let sink = try open()
        try whileFull {
            do {
                try sink.append(Self.lines("refused", 20_000))
                broken.append("a batch that does not fit is refused")
            } catch {
                if (error as? AuditError)?.code != .unavailable { broken.append("a full storage is `unavailable`") }
            }
        }
        if try stored() != before { broken.append("nothing of a refused batch is stored") }
        let after = Self.lines("after", 2)
        try sink.append(after)
        if try stored() != before + after { broken.append("the same sink works again when there is room") }
        return broken
    }

    private static func lines(_ name: String, _ count: Int) -> [[UInt8]] {
        (0..<count).map { Array("{\"\(name)\":\($0)}".utf8) }
    }
}
