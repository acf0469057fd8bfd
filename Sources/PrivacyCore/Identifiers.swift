// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// An organisation whose data and tokens are kept apart from all others.
package struct TenantID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
    /// The tenant of callers that no key file names.
    package static let `default` = TenantID(rawValue: "default")
}

/// Who sent a request: a configured key's name, or `local`. Never an end user's name.
package struct CallerID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
    /// The caller on a loopback address when no keys are configured.
    package static let local = CallerID(rawValue: "local")
}

/// One request through the gateway; a random UUIDv7 in its canonical spelling, made by us.
package struct RequestID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
}

/// An upstream's configured name.
package struct UpstreamID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
}
