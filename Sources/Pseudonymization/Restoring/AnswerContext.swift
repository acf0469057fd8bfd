// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Providers

/// What restoring an answer needs to know of its request.
package struct AnswerContext: Sendable {
    /// Tokens that may be resolved.
    package let view: RestoreView
    package let rules: RestoreRules
    /// Names of the tools that the request declared, as the client wrote them.
    package let declaredTools: Set<String>
    /// Whether the client asked for an answer in JSON.
    package let answersInJSON: Bool
    /// Seals signatures; `nil` where texts under one need not come back.
    package let seal: ReplaySeal?

    package init(
        view: RestoreView, rules: RestoreRules, declaredTools: Set<String>, answersInJSON: Bool = false,
        seal: ReplaySeal? = nil
    ) {
        self.view = view
        self.rules = rules
        self.declaredTools = declaredTools
        self.answersInJSON = answersInJSON
        self.seal = seal
    }

    /// The restorer for a text that comes whole, already unescaped.
    func restorer(for slot: TextSlot) -> StreamingRestorer {
        let source: StreamingRestorer.Source =
            switch slot.form {
            case .identifier: .identifier
            case .free where answersInJSON && slot.origin == .text: .json
            case .free, .objectKey, .number: .text
            }
        return StreamingRestorer(
            view: view, rules: rules, source: source, isAllowed: isAllowed(slot.origin), isRead: slot.origin == .text)
    }

    /// The restorer for a lane, whose tool is called `tool`.
    func restorer(for lane: Lane, tool: String?) -> StreamingRestorer {
        let isForTool = lane.isForTool
        let isJSON = lane.isJSON || (lane.isAnswer && answersInJSON)
        return StreamingRestorer(
            view: view, rules: rules, source: isJSON ? .json : .text,
            isAllowed: !isForTool || rules.allows(tool: tool, declared: declaredTools), isRead: !isForTool)
    }

    /// A tool's name as the client declared it: a name that was replaced comes back as its token.
    func toolName(_ name: String) -> String {
        let step = StreamingRestorer.restore(Array(name.utf8), view: view, rules: rules, source: .identifier)
        return String(decoding: step.output, as: UTF8.self)
    }

    private func isAllowed(_ origin: TextSlot.Origin) -> Bool {
        switch origin {
        case .text: true
        case .toolArguments(let name): rules.allows(tool: name.map(toolName), declared: declaredTools)
        }
    }
}

extension Lane {
    /// Whether the lane is what the caller asked for.
    fileprivate var isAnswer: Bool {
        if case .part("text", _) = kind { return true }
        return kind == .content
    }

    /// Whether the lane is what a tool is handed.
    fileprivate var isForTool: Bool {
        switch kind {
        case .toolArguments, .functionArguments, .toolInput: true
        case .content, .reasoning, .thinking, .refusal, .transcript, .part, .field: false
        }
    }

    /// Whether the lane is what the model says to its reader: not what it thinks, and not what a tool is handed.
    package var isSaid: Bool {
        switch kind {
        case .content, .refusal, .transcript, .part, .field: true
        case .reasoning, .thinking, .toolArguments, .functionArguments, .toolInput: false
        }
    }
}
