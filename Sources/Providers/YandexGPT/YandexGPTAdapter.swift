// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Carries chat completions to YandexGPT (Foundation Models, text generation v1, reference as of November 2026).
package struct YandexGPTAdapter: ChatAdapter {
    package let dialect = Dialect.yandexgpt
    package let path = "/completion"
    package let headers: [(name: String, value: String)]
    package let storageHeaders = [(name: "x-data-logging-enabled", value: "false")]
    /// `seed` asks for an answer like the last one, as far as possible; here it is not.
    package let parameters = ChatParameters(carried: ["temperature"], dropped: ["seed"])
    private let folder: String

    /// `folder` is the identifier of the cloud folder that pays.
    package init(folder: String) {
        self.folder = folder
        headers = [("x-folder-id", folder)]
    }

    package func stream(to head: AnswerHead) -> any ChatStream { YandexGPTStream(head) }

    /// `gpt://FOLDER/MODEL/latest`; a name that says its version, or is a whole URI, keeps it.
    func uri(of model: String) -> String {
        if model.contains("://") { return model }
        return "gpt://\(folder)/\(model)\(model.contains("/") ? "" : "/latest")"
    }

    /// Why an answer ended; `nil` where it has not.
    static func ending(_ status: String?) -> Completion.Ending? {
        switch status {
        case "ALTERNATIVE_STATUS_FINAL": .stop
        case "ALTERNATIVE_STATUS_TRUNCATED_FINAL": .length
        case "ALTERNATIVE_STATUS_TOOL_CALLS": .toolCalls
        case "ALTERNATIVE_STATUS_CONTENT_FILTER": .contentFilter
        default: nil
        }
    }
}
