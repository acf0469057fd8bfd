// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Access
import Audit
import HTTPTypes
import Logging
import PrivacyCore
import Synchronization
import Telemetry

/// The front door: says who is there and whether they may, and keeps account of those who may not.
///
/// Its rules are swapped whole by a reload; what it counts stays.
package final class Door: Sendable {
    /// How failures are answered and recorded.
    package struct Limits: Sendable, Equatable {
        /// Failures a minute after which one address gets 429.
        package var failuresPerMinute = 20
        /// Failures a minute that get an audit record of their own.
        package var recordsPerMinute = 10

        package init() {}
    }

    private struct Accounts {
        var throttle: FailureThrottle
        var rejected: FailureLedger
        var violated: FailureLedger
    }

    private let current: Mutex<AccessRules>
    private let accounts: Mutex<Accounts>
    private let audit: any AuditRecording
    private let metrics: AccessMetrics
    private let logger: Logger
    private let clock: @Sendable () -> Int64

    package init(
        _ rules: AccessRules, limits: Limits = Limits(), of gateway: Gateway,
        clock: @escaping @Sendable () -> Int64 = { Moment.now }
    ) {
        current = Mutex(rules)
        accounts = Mutex(
            Accounts(
                throttle: FailureThrottle(limit: limits.failuresPerMinute),
                rejected: FailureLedger(limit: limits.recordsPerMinute),
                violated: FailureLedger(limit: limits.recordsPerMinute)))
        audit = gateway.audit
        metrics = gateway.metrics.access
        logger = gateway.logger
        self.clock = clock
        metrics.keys.add(Double(rules.keys.entries.count))
    }

    /// Who may come in from now on.
    package var rules: AccessRules {
        get { current.withLock { $0 } }
        set {
            let before = current.withLock { rules in
                defer { rules = newValue }
                return rules.keys.entries.count
            }
            metrics.keys.add(Double(newValue.keys.entries.count - before))
        }
    }

    /// Lets in who may do `permission`, or anybody who is known where it is `nil`.
    // Control: ZV-ACC-01
    func enter(
        _ headers: HTTPFields, from peer: Peer, for permission: Permission?, at place: String
    ) async throws(GatewayError) -> Principal {
        let principal: Principal
        do throws(Rejection) {
            principal = try await rules.principal(
                credential: headers.credential, certificate: peer.certificate, at: clock())
        } catch {
            throw await refuse(error, from: peer, at: place)
        }
        if let permission, !principal.rights.permissions.contains(permission) {
            // Where nobody is asked, what is not for everybody is for nobody.
            guard principal.method != .open else { throw await refuse(.missing, from: peer, at: place) }
            throw await forbid(principal, permission, at: place)
        }
        metrics.admissions.add(1, principal.method.rawValue)
        return principal
    }

    /// Refuses somebody who is known something that is not theirs.
    func forbid(_ principal: Principal, _ permission: Permission?, at place: String) async -> GatewayError {
        // Control: ZV-ACC-03
        let isViolation = permission.map { $0.roles.isDisjoint(with: principal.rights.roles.roles) } ?? false
        var event = AuditEvent(
            code: isViolation ? .roleViolated : .accessRefused, outcome: .denied, tenant: principal.caller.tenant)
        event.reason = .accessDenied
        event.caller = principal.caller.id
        event.endpoint = place
        event.access = AuditEvent.Access(
            method: principal.method.rawValue, roles: principal.rights.roles.names,
            cause: isViolation ? .role : .permission)
        metrics.rejections.add(1, isViolation ? "role" : "permission")
        await record(event)
        return GatewayError(.accessDenied)
    }

    /// Writes what no record stands for yet: called now and then, and with `isLast` before the log closes.
    package func settle(isLast: Bool = false) async {
        let now = clock()
        let counts = accounts.withLock {
            (rejected: $0.rejected.flush(at: now, isLast: isLast), violated: $0.violated.flush(at: now, isLast: isLast))
        }
        for (code, count) in [(AuditCode.accessRefused, counts.rejected), (.roleViolated, counts.violated)]
        where count > 0 {
            var event = AuditEvent(code: code, outcome: .denied, tenant: .default)
            event.count = count
            await write(event)
        }
    }

    private func refuse(_ rejection: Rejection, from peer: Peer, at place: String) async -> GatewayError {
        metrics.rejections.add(1, rejection.rawValue)
        guard rejection != .unavailable else {
            return GatewayError(.protectionUnavailable, "The keys of the tokens' issuer cannot be read.")
        }
        let isViolation = rejection == .exclusiveRoles
        var event = AuditEvent(
            code: isViolation ? .roleViolated : .accessRefused, outcome: .denied, tenant: .default)
        event.reason = isViolation ? .accessDenied : .invalidKey
        event.endpoint = place
        event.access = AuditEvent.Access(cause: AuditEvent.Access.Cause(rejection))
        await record(event)
        let now = clock()
        let isFlood = accounts.withLock { $0.throttle.isOverLimit(after: peer.address, at: now) }
        return switch rejection {
        case _ where isFlood: GatewayError(.tooManyAttempts)
        case .exclusiveRoles: GatewayError(.accessDenied, "The token claims roles that exclude each other.")
        case .expired: GatewayError(.invalidKey, "It has expired, or its time has not come.")
        case .missing, .unknown, .refused, .unavailable: GatewayError(.invalidKey)
        }
    }

    /// Writes a record for a failure, or counts it for a later one.
    private func record(_ event: AuditEvent) async {
        let now = clock()
        let count = accounts.withLock { accounts in
            event.code == .roleViolated ? accounts.violated.note(at: now) : accounts.rejected.note(at: now)
        }
        guard let count else { return }
        var event = event
        event.count = count
        await write(event)
    }

    /// A refusal stands whether it can be recorded or not; that it could not is counted and said.
    private func write(_ event: AuditEvent) async {
        do throws(AuditError) {
            _ = try await audit.record(event)
        } catch {
            logger.error("a refusal at the door was not recorded")
        }
    }
}

extension AuditEvent.Access.Cause {
    fileprivate init(_ rejection: Rejection) {
        self =
            switch rejection {
            case .missing: .missing
            case .unknown: .unknown
            case .expired: .expired
            case .refused: .refused
            case .exclusiveRoles: .role
            case .unavailable: .unavailable
            }
    }
}
