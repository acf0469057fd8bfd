// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What a stream of server-sent events is made of.
package enum ServerSentEventFrame: Sendable, Equatable {
    case event(ServerSentEvent)
    /// A line that begins with a colon, without it: upstreams send these to keep a connection open.
    case comment([UInt8])
    /// How long a client should wait before it reconnects.
    case retry(milliseconds: Int)
    /// The identifier a client would resume after.
    case identifier([UInt8])
}
