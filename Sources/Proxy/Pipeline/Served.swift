// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Logging
import Providers

/// A request that has its answer, for metrics and access log: configured names, constants of code and counts (P6).
struct Served: Sendable {
    /// The operation's name, constant.
    let endpoint: String
    /// Whose format it was in.
    let provider: String
    let caller: Caller
    let received: ContinuousClock.Instant
    let bytesIn: Int
    let error: GatewayError?
}

extension Served {
    /// One of the pipeline.
    init(_ call: Call, error: GatewayError?) {
        self.init(
            endpoint: call.endpoint.name, provider: call.endpoint.dialect.rawValue, caller: call.caller,
            received: call.received, bytesIn: call.body.count, error: error)
    }
}

extension Gateway {
    /// Counts an answer, and writes its line of the access log.
    func observe(_ served: Served, reply: Reply) {
        let code = served.error?.code.rawValue ?? ""
        metrics.requests.add(1, served.endpoint, String(reply.status))
        metrics.requestDuration.observe(.now - served.received, served.endpoint, served.provider, code)
        guard logger.logLevel <= .info else { return }
        var metadata: Logger.Metadata = [
            "request.id": "\(reply.request)", "endpoint": "\(served.endpoint)", "caller": "\(served.caller.id)",
            "bytes.in": "\(served.bytesIn)", "bytes.out": "\(reply.bytesOut)",
        ]
        if !code.isEmpty { metadata["error.code"] = "\(code)" }
        logger.info("request answered", metadata: metadata)
    }
}

extension Result {
    /// The error of a failure.
    var failure: Failure? {
        switch self {
        case .success: nil
        case .failure(let error): error
        }
    }
}
