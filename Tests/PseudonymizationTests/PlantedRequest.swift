// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
import Policy
import PrivacyCore
import Providers
import Pseudonymization
import Vault
import ZavesaTesting

/// A chat request with known values in it, and the detections an engine would report.
struct PlantedRequest {
    let parsed: ParsedRequest
    let detections: [[Detection]]
    let actions: [[ProtectiveAction]]

    /// One for all tests: building its tables is slow in a debug build.
    static let provider = OpenAIProvider()
    static let endpoint = OpenAIProvider.chatCompletions

    static let catalog = EntityCatalog(
        [
            ("PERSON", "PERSON"), ("EMAIL", "EMAIL"), ("PHONE", "PHONE"), ("RU_SNILS", "SNILS"), ("URL", "URL"),
            ("CARD", "CARD"), ("SECRET", "SECRET"), ("ADDRESS", "ADDRESS"),
        ].compactMap { type, label in
            TokenLabel(label).map {
                EntityDescriptor(
                    type: EntityType(rawValue: type), label: $0, canonicalLabel: label, dataClass: .c2,
                    isSecret: type == "SECRET")
            }
        })

    /// A request body; in each of its texts the first place of each value is reported.
    init(
        body: [UInt8], values: [(value: [UInt8], type: EntityType)], redacting: Set<EntityType> = [],
        passing: Set<EntityType> = [], acting: [EntityType: ProtectiveAction] = [:]
    ) throws {
        parsed = try PlantedRequest.provider.parseRequest(body, to: Self.endpoint)
        var reported: Set<[UInt8]> = []
        detections = parsed.slots.map { slot in
            var found: [Detection] = []
            for (value, type) in values where slot.form != .number && !reported.contains(value) {
                guard let start = slot.text.utf8.firstIndex(of: value), let end = Optional(start + value.count),
                    !found.contains(where: { $0.span.overlaps(ByteSpan(start, end)) })
                else { continue }
                reported.insert(value)
                found.append(
                    Detection(
                        type: type, span: ByteSpan(start, end), score: 1, strength: .validated,
                        detector: DetectorID(rawValue: "test")))
            }
            return found.sorted { $0.span < $1.span }
        }
        actions = detections.map { found in
            found.map {
                acting[$0.type]
                    ?? (redacting.contains($0.type) ? .redact : passing.contains($0.type) ? .pass : .tokenize)
            }
        }
    }

    /// A request with one user message.
    init(
        user text: [UInt8], values: [(value: [UInt8], type: EntityType)], redacting: Set<EntityType> = [],
        passing: Set<EntityType> = [], acting: [EntityType: ProtectiveAction] = [:]
    ) throws {
        try self.init(
            body: Self.body(user: text), values: values, redacting: redacting, passing: passing, acting: acting)
    }

    /// `{"model":"m","messages":[{"role":"user","content":…}]}`
    static func body(user text: [UInt8]) -> [UInt8] {
        Array(#"{"model":"m","messages":[{"role":"user","content":""#.utf8) + JSONEscaper.escape(text, levels: 1)
            + Array(#""}]}"#.utf8)
    }

    func decision() -> PolicyDecision {
        PolicyDecision(
            inputClass: .c2, residualClass: .c1, hasSecret: false, actions: actions,
            allowed: [UpstreamID(rawValue: "up")], refusal: nil, answerRule: .pass, rules: [], policyID: "test",
            policyDigest: "")
    }

    func tokenized(
        in vault: some Vaulting, scope: Scope = .test, model: String? = nil
    ) async throws -> TokenizedRequest {
        try await RequestTokenizer(catalog: Self.catalog).tokenize(
            parsed, detections: detections, decision: decision(), model: model, scope: scope,
            request: RequestID(rawValue: "r"), vault: vault)
    }
}

extension Scope {
    static let test = scope("one")

    static func scope(_ name: String, tenant: String = "default", caller: String = "local") -> Scope {
        Scope(
            kind: .conversation, tenant: TenantID(rawValue: tenant), caller: CallerID(rawValue: caller),
            key: Array(name.utf8))
    }
}

extension [UInt8] {
    /// Where `part` first stands.
    func firstIndex(of part: [UInt8]) -> Int? {
        guard let head = part.first else { return nil }
        return indices.first { self[$0] == head && self[$0...].starts(with: part) }
    }

    var text: String { String(decoding: self, as: UTF8.self) }
}

extension ParsedRequest {
    /// The unescaped texts.
    var texts: [[UInt8]] { slots.map(\.text.utf8) }
}

extension EntityType {
    static let email = EntityType(rawValue: "EMAIL")
    static let phone = EntityType(rawValue: "PHONE")
    static let snils = EntityType(rawValue: "RU_SNILS")
    static let secret = EntityType(rawValue: "SECRET")
    static let url = EntityType(rawValue: "URL")
}
