// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// One server-sent event as it came: its `event:` name and its `data:` lines joined.
package struct ServerSentEvent: Sendable, Equatable {
    package let name: String?
    package let data: [UInt8]

    package init(name: String?, data: [UInt8]) {
        self.name = name
        self.data = data
    }
}
