// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import JSONText
package import PrivacyCore
package import Providers

/// Puts values back into a streamed answer: network bytes in, events for the client out.
///
/// A state machine without I/O. One restorer for each lane; what a lane holds back goes out before the event that ends
/// its choice, before the end mark, or when the stream ends. An event that cannot be read ends the stream with an
/// error event and without what was held (P4).
///
/// Where the upstream speaks another wire format than the caller, each of its events is translated first, so that only
/// the caller's is restored.
package struct StreamRestoration: Sendable {
    package enum State: Sendable, Equatable {
        /// Events may come. → `done`, `failed`, `limited`
        case open
        /// The end mark has gone out; nothing follows it.
        case done
        /// An error event has gone out; nothing follows it.
        case failed(Failure)
        /// The answer has reached its limit and was ended there, well-formed; nothing follows it.
        case limited
    }

    package enum Failure: Sendable, Equatable {
        /// The upstream sent its own error, which was passed on.
        case upstream
        /// An event could not be read.
        case malformed
        /// The upstream's connection ended before its answer did.
        case cutShort
    }

    /// What one call gave.
    package struct Output: Sendable {
        /// For the client; one write.
        package var bytes: [UInt8] = []
        package var counts = RestorationCounts()
        /// What the model said, tokens and all, for those who look for data of its own making.
        package var received: [(lane: Lane, text: [UInt8])] = []
        /// What the upstream said of the cost.
        package var usage: ReportedUsage?

        package init() {}
    }

    package private(set) var state = State.open

    private let provider: any Provider
    private let endpoint: Endpoint
    private let context: AnswerContext
    private let framing: StreamFraming
    private var decoder: StreamDecoder
    private var lanes: [Lane: StreamingRestorer] = [:]
    /// Of lanes that have ended.
    private var shifts: [Lane: TextShifts] = [:]
    private var toolNames: [Lane: String] = [:]
    private var signedLanes: [Lane: SignedLane] = [:]
    private var models = LaneModels()
    private var limits = LaneLimits()
    private var hasEvents = false
    private var numbering = EventNumbering()
    private var surrogates = SurrogateJoiner()
    /// Whether what the stream said so far has its end.
    private var hasEnded = true
    /// From the upstream's wire format into the caller's; `nil` where they are one.
    private var translation: (any ChatStream)?
    /// Where the answer ends at the latest; `nil` where nothing but the upstream says so.
    private var limit: StreamLimit?

    /// `translation` reads events of `dialect`; without it the upstream speaks the endpoint's own.
    package init(
        provider: any Provider, endpoint: Endpoint, context: AnswerContext,
        translating translation: (any ChatStream)? = nil, from dialect: Dialect? = nil, limit: StreamLimit? = nil
    ) {
        self.provider = provider
        self.endpoint = endpoint
        self.context = context
        self.translation = translation
        self.limit = limit
        framing = endpoint.dialect.framing
        decoder = StreamDecoder((dialect ?? endpoint.dialect).framing)
    }

    /// How many bytes of all texts have come in and wait for the rest of a token.
    package var heldCount: Int { lanes.values.reduce(0) { $0 + $1.heldCount } }

    /// Takes bytes of the upstream.
    package mutating func consume(_ bytes: [UInt8]) -> Output {
        var output = Output()
        guard state == .open else { return output }
        do {
            for frame in try decoder.consume(bytes) { receive(frame, &output) }
        } catch {
            fail(.malformed, &output)
        }
        return output
    }

    /// The upstream has ended its stream.
    package mutating func finish() -> Output {
        var output = Output()
        for frame in decoder.finish() { receive(frame, &output) }
        if state == .open {
            do {
                for event in try translation?.finish() ?? [] { handle(.event(event), &output) }
            } catch {
                fail(.malformed, &output)
            }
        }
        numbering.end()
        guard state == .open else { return output }
        // Bytes came that are no stream, or nothing came: the caller would take it for an empty answer. Half an answer that
        // nothing ends would be taken for a whole one.
        guard hasEvents else {
            fail(.malformed, &output)
            return output
        }
        flush(Array(lanes.keys), &output)
        if state == .open, !hasEnded { fail(.cutShort, &output) }
        return output
    }

    /// A frame as it came: an event of another wire format becomes any number of the caller's.
    private mutating func receive(_ frame: ServerSentEventFrame, _ output: inout Output) {
        var frame = frame
        if case .event(let event) = frame {
            frame = .event(ServerSentEvent(name: event.name, data: surrogates.join(event.data)))
        }
        guard state == .open, translation != nil, case .event(let event) = frame else { return handle(frame, &output) }
        do {
            for event in try translation?.consume(event) ?? [] { handle(.event(event), &output) }
            output.usage = translation?.reported ?? output.usage
        } catch {
            fail(.malformed, &output)
        }
    }

    private mutating func handle(_ frame: ServerSentEventFrame, _ output: inout Output) {
        guard state == .open else { return }
        guard case .event(let event) = frame else {
            output.bytes += framing.encode(frame) ?? []
            return
        }
        hasEvents = true
        do {
            switch try provider.parseStreamEvent(event, from: endpoint) {
            case .delta(let delta): try handle(delta, of: event, &output)
            case .other: output.bytes += framing.encode(event)
            case .done:
                flush(Array(lanes.keys), &output)
                guard state == .open else { return }
                output.bytes += framing.encode(event)
                state = .done
            case .failure:
                flush(Array(lanes.keys), &output)
                output.bytes += framing.encode(event)
                state = .failed(.upstream)
            }
        } catch {
            fail(.malformed, &output)
        }
    }

    /// Throws `.limit` for a text too many.
    private mutating func handle(
        _ delta: StreamDelta, of event: ServerSentEvent, _ output: inout Output
    ) throws(ProviderError) {
        for (lane, name) in delta.toolNames {
            try limits.admit(lane)
            toolNames[lane] = context.toolName(name)
        }
        if let usage = delta.usage { output.usage.take(usage) }
        if delta.ending != .none || endpoint.streamsEndWithChoices && !delta.endedChoices.isEmpty {
            hasEnded = true
        } else if !delta.pieces.isEmpty {
            hasEnded = false
        }
        numbering.see(delta.sequence)
        guard limit?.admits(delta, of: event) ?? true else { return cut(&output) }
        var texts: [[UInt8]] = []
        for piece in delta.pieces {
            try limits.admit(piece.lane)
            output.received.append((piece.lane, piece.slot.text.utf8))
            texts.append(take(piece, &output))
            try models.set(lanes[piece.lane]?.heldCount == 0 ? nil : event, for: piece.lane)
        }
        // What ends here goes out with the lane's last piece in this event, or before the event.
        let ending = lanes.keys.filter {
            delta.ending != .none || delta.endedChoices.contains($0.choice) || delta.endedLanes.contains($0)
        }
        var silent: [Lane] = []
        for lane in ending {
            if let last = delta.pieces.lastIndex(where: { $0.lane == lane }) {
                texts[last] += end(lane, &output)
            } else {
                silent.append(lane)
            }
        }
        if let signature = delta.signature { silent.append(signature.lane) }
        flush(silent, &output)
        guard state == .open else { return }
        output.bytes += framing.encode(rewrite(event, delta, texts, &output))
        if !delta.endedChoices.isEmpty {
            signedLanes = signedLanes.filter { !delta.endedChoices.contains($0.key.choice) }
        }
        switch delta.ending {
        case .none: break
        case .done: state = .done
        case .failed: state = .failed(.upstream)
        }
    }

    /// The event with its new texts. One whose text is held back goes out all the same, for its other fields.
    private func rewrite(
        _ event: ServerSentEvent, _ delta: StreamDelta, _ texts: [[UInt8]], _ output: inout Output
    ) -> ServerSentEvent {
        var edits = context.view.isEmpty ? [] : delta.removals
        for (piece, text) in zip(delta.pieces, texts) {
            if let edit = JSONEdit(rewriting: piece.slot, as: text) { edits.append(edit) }
        }
        for copy in delta.copies {
            if let edit = JSONEdit(rewriting: copy.slot, as: text(of: copy)) { edits.append(edit) }
        }
        for (lane, offset) in delta.offsets {
            guard let shifts = lanes[lane]?.shifts ?? shifts[lane] else { continue }
            if let edit = offset.edit(to: shifts.moved(offset.value)) { edits.append(edit) }
        }
        edits += delta.cited.compactMap(context.view.edit)
        if let edit = numbering.edit(delta.sequence) { edits.append(edit) }
        let restorer = ResponseRestorer(context)
        for slot in delta.wholeTexts {
            if let edit = restorer.restore(slot, counts: &output.counts) { edits.append(edit) }
        }
        if let signature = delta.signature, let seal = context.seal {
            let sealed = (signedLanes[signature.lane] ?? SignedLane()).sealed(signature.text.utf8, by: seal)
            edits.append(JSONEdit(rewriting: signature.text, as: sealed))
        }
        edits.sort { $0.range.lowerBound < $1.range.lowerBound }
        return ServerSentEvent(name: event.name, data: JSONSplicer.apply(edits, to: event.data))
    }

    /// The whole of a lane, restored once more; what was counted when it came in pieces is not counted again.
    private func text(of copy: StreamDelta.Piece) -> [UInt8] {
        var tool = toolNames[copy.lane]
        if tool == nil, case .toolArguments(let name?) = copy.slot.origin { tool = context.toolName(name) }
        var restorer = context.restorer(for: copy.lane, tool: tool)
        var step = restorer.consume(copy.slot.text.utf8)
        step += restorer.finish()
        return step.output
    }

    private mutating func take(_ piece: StreamDelta.Piece, _ output: inout Output) -> [UInt8] {
        let lane = piece.lane
        let new = lanes[lane] == nil ? context.restorer(for: lane, tool: toolNames[lane]) : nil
        if let new { lanes[lane] = new }
        guard let step = lanes[lane]?.consume(piece.slot.text.utf8) else { return [] }
        output.counts += step.counts
        if lane.kind == .thinking {
            signedLanes[lane, default: SignedLane()].append(original: piece.slot.text.utf8, restored: step.output)
        }
        return step.output
    }

    /// What a lane still holds; the lane is gone after it.
    private mutating func end(_ lane: Lane, _ output: inout Output) -> [UInt8] {
        guard var restorer = lanes.removeValue(forKey: lane) else { return [] }
        let step = restorer.finish()
        shifts[lane] = restorer.shifts
        output.counts += step.counts
        if lane.kind == .thinking { signedLanes[lane]?.append(original: [], restored: step.output) }
        return step.output
    }

    /// Sends what lanes hold in events of their own.
    private mutating func flush(_ ending: [Lane], _ output: inout Output) {
        for lane in ending.sorted(by: Lane.inOrder) {
            let text = end(lane, &output)
            guard !text.isEmpty else { continue }
            guard let model = models[lane],
                let event = provider.continuation(
                    of: lane, text: text, like: model, sequence: numbering.insert(), in: endpoint)
            else { return fail(.malformed, &output) }
            output.bytes += framing.encode(event)
        }
    }

    /// Ends the answer before an event that would make it too long.
    private mutating func cut(_ output: inout Output) {
        flush(Array(lanes.keys), &output)
        guard state == .open else { return }
        let events = limit?.cut(sequence: numbering.insert()).map { provider.cutoff($0, in: endpoint) } ?? []
        guard !events.isEmpty else { return fail(.malformed, &output) }
        for event in events { output.bytes += framing.encode(event) }
        state = .limited
    }

    private mutating func fail(_ failure: Failure, _ output: inout Output) {
        state = .failed(failure)
        lanes = [:]
        let error =
            failure == .cutShort
            ? ProviderErrorBody(
                message: "The upstream's answer ended before it was complete.", type: "server_error",
                code: "upstream_error")
            : ProviderErrorBody(
                message: "The answer could not be read to the end and was cut off.", type: "server_error",
                code: "restore_failed")
        output.bytes += provider.errorEvent(error)
    }
}

extension ReportedUsage? {
    fileprivate mutating func take(_ later: ReportedUsage) {
        var said = self ?? ReportedUsage()
        said.update(later)
        self = said
    }
}

extension Lane {
    /// An order that is the same in every run: by choice, then by kind.
    fileprivate static func inOrder(_ left: Lane, _ right: Lane) -> Bool {
        (left.choice, left.rank.0, left.rank.1) < (right.choice, right.rank.0, right.rank.1)
    }

    private var rank: (Int, String) {
        switch kind {
        case .reasoning, .thinking: (0, "")
        case .content: (1, "")
        case .refusal: (2, "")
        case .transcript: (3, "")
        case .part(let name, let index): (1, "\(index) \(name)")
        case .field(let name): (4, name)
        case .functionArguments: (5, "")
        case .toolArguments(let index): (6 + 2 * index, "")
        case .toolInput(let index): (7 + 2 * index, "")
        }
    }
}
