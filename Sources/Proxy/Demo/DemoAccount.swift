// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import JSONText

/// The demo model's own account of an exchange: what it got and what it said, tokens and all.
///
/// Written as numbers, one a byte, because a text would have its tokens restored on the way back: that is the gateway's
/// work, and here the tokens are what is to be seen.
package struct DemoAccount: Sendable, Equatable {
    /// The member of the answer that holds it.
    static let key = "zavesa_demo"

    /// The user's last message as it arrived at the model.
    package let received: String
    package let said: String

    init(received: String, said: String) {
        self.received = received
        self.said = said
    }

    /// Reads it from an answer; `nil` where there is none.
    package init?(in scan: JSONScan) {
        guard let account = scan.member("zavesa_demo", of: 0),
            let received = scan.member("received", of: account), let said = scan.member("said", of: account)
        else { return nil }
        let text = { (array: Int) in
            String(decoding: scan.children(of: array).compactMap { UInt8(scan.string($0)) }, as: UTF8.self)
        }
        self.init(received: text(received), said: text(said))
    }

    var json: JSONValue {
        let numbers = { (text: String) in JSONValue.array(text.utf8.map { .integer(Int64($0)) }) }
        return .object([("received", numbers(received)), ("said", numbers(said))])
    }
}
