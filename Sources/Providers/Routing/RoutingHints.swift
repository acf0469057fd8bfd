// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import JSONText
package import Routing

/// What a request says for the choice of an upstream, beside its texts and its model.
package struct RoutingHints: Sendable {
    /// What it prefers among the upstreams that policy allows; `nil` where it says nothing.
    package var preferences: RoutePreferences?
    /// Takes the preferences out of the body, for upstreams that would not know them.
    package var removals: [JSONEdit] = []
    /// Takes only the list of models out, for upstreams that know preferences: which of the models a caller may have is
    /// decided here, and the one that was chosen stands in `model`.
    package var modelRemovals: [JSONEdit] = []
    /// Whether its answer has to keep to a schema.
    package var asksForSchema = false

    package init() {}

    /// Of a request whose preferences are not read: a list of models would let the upstream choose one that its caller may
    /// not have.
    init(plain scan: JSONScan) {
        modelRemovals = MemberRemoval.edits(of: ["models"], in: scan)
        removals = modelRemovals
    }

    /// Of a chat completion. Throws `.invalidBody` for a preference that is not known: to pass over it would be to answer
    /// against it.
    init(chat scan: JSONScan) throws(ProviderError) {
        self.init(plain: scan)
        preferences = try PreferenceReader(scan).preferences()
        if preferences != nil { removals = MemberRemoval.edits(of: PreferenceReader.members, in: scan) }
        let format = scan.member("response_format", of: 0)
        asksForSchema = format.flatMap { scan.text("type", of: $0) } == "json_schema"
    }

    /// Of a request in the form of OpenAI's responses.
    init(responses scan: JSONScan) {
        self.init(plain: scan)
        let format = scan.member("text", of: 0).flatMap { scan.member("format", of: $0) }
        asksForSchema = format.flatMap { scan.text("type", of: $0) } == "json_schema"
    }
}
