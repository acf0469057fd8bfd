// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOExtras
import NIOHTTP1
import NIOPosix
import NIOSSL

extension UpstreamError {
    /// What another library's error means here; its text stays behind.
    init(_ error: any Error) {
        switch error {
        case let error as UpstreamError: self = error
        case is CancellationError: self.init(.cancelled)
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: self.init(.tls)
        case let error as HTTPParserError: self.init(error == .invalidEOFState ? .disconnected : .malformed)
        case is NIOHTTP1ProxyConnectHandler.Error: self.init(.connect)
        case is NIOConnectionError, is IOError, is ChannelError: self.init(.connect)
        default: self.init(.disconnected)
        }
    }
}
