// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Policy
import PrivacyCore
import Providers
import Pseudonymization
import Telemetry
import Vault

/// What several steps use.
extension RequestPipeline {
    /// The wire format of this request.
    var provider: any Provider { gateway.providers.provider(of: call.endpoint) }

    /// Seals texts that an upstream signs, so that they can come back to it.
    func seal(in scope: Scope, for upstream: Upstream) -> ReplaySeal {
        ReplaySeal { [scopes = gateway.scopes] in scopes.replayMark(of: $0, in: scope, from: upstream.id) }
    }

    /// Runs one step's computation where a body of this size belongs, and times it. To be called on a thread for computing.
    func work<Result: Sendable>(
        _ phase: Phase, bytes: Int? = nil, _ body: () async throws(GatewayError) -> Result
    ) async throws(GatewayError) -> Result {
        let started = ContinuousClock.now
        defer { took(phase, since: started) }
        return try await gateway.scans.step(bytes: bytes ?? call.body.count, body)
    }

    /// A step has ended just now.
    func took(_ phase: Phase, since started: ContinuousClock.Instant) {
        let ended = ContinuousClock.now
        gateway.metrics.overhead.observe(phase, ended - started)
        timeline.add(phase, since: started, until: ended)
    }

    /// Where the tokens of this request are valid (DESIGN §5).
    func scope(of request: ParsedRequest) -> Scope { scope(snapshot.policy.scope, of: request) }

    /// The conversation that it belongs to, however wide tokens are valid.
    func conversation(of request: ParsedRequest) -> Scope { scope(.conversation, of: request) }

    private func scope(_ kind: Scope.Kind, of request: ParsedRequest) -> Scope {
        gateway.scope(kind, of: call.caller, in: call.context, opening: request)
    }
}

extension Gateway {
    /// Hashes values of a tenant where policy says so.
    func valueHash(of tenant: TenantID) -> ValueHash {
        ValueHash { [scopes] value, type in scopes.valueHash(of: value, type: type, tenant: tenant) }
    }

    /// The scope of a request: a conversation that nobody named is told by how it begins.
    func scope(
        _ kind: Scope.Kind, of caller: Caller, in context: Call.Context, opening request: ParsedRequest
    ) -> Scope {
        scope(kind, of: caller, in: context)
            ?? scopes.scope(tenant: caller.tenant, caller: caller.id, of: .opening(request.conversationOpening))
    }

    /// The scope that a caller has named, or that policy gives without a name; `nil` for a conversation nobody named.
    func scope(_ kind: Scope.Kind, of caller: Caller, in context: Call.Context) -> Scope? {
        let (id, tenant) = (caller.id, caller.tenant)
        return switch (kind, context.case, context.conversation) {
        case (.tenant, _, _): scopes.tenantScope(tenant)
        case (.case, let name?, _): scopes.scope(.case, tenant: tenant, caller: id, of: .named(name))
        case (_, _, let name?): scopes.scope(tenant: tenant, caller: id, of: .named(name))
        default: nil
        }
    }
}
