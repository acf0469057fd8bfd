// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Waits until both listeners know their ports, and then says so once.
actor ReadyPorts {
    private let onReady: @Sendable (GatewayProcess.Ready) async -> Void
    private var main: Int?
    private var admin: Int?

    init(_ onReady: @escaping @Sendable (GatewayProcess.Ready) async -> Void) {
        self.onReady = onReady
    }

    func know(main port: Int) async {
        main = port
        await announce()
    }

    func know(admin port: Int) async {
        admin = port
        await announce()
    }

    private func announce() async {
        guard let main, let admin else { return }
        await onReady(GatewayProcess.Ready(port: main, adminPort: admin))
    }
}
