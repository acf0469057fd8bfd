// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Providers
import Testing

@Suite("A header that goes on to the upstream")
struct ForwardedHeaderTests {
    private let header = ForwardedHeader(name: "anthropic-beta")

    @Test(
        "holds names of versions and features",
        arguments: [
            "2023-06-01", "context-1m-2025-08-07", "prompt-caching-2024-07-31,computer-use-2024-10-22",
            "first-2025-01-01, second-2025-02-02", "max-tokens-3-5-sonnet-2024-07-15", "files-api-2025-04-14",
            "extended.cache_ttl",
        ])
    func names(value: String) { #expect(header.admits(value)) }

    @Test(
        "holds nothing that could be somebody's",
        arguments: [
            "79161234567", "+79161234567", "7-916-123-45-67", "4111 1111 1111 1111", "x-79161234567", "a1-b2-c3-d4",
            "ivan@example.org",
            "112-233-445-95", "4509-123456", "a=b", "a;b", "", ",", "beta,,gamma", "1990-05-17", "name 2025-01-01",
            "тест", String(repeating: "a", count: 513),
        ])
    func numbers(value: String) { #expect(!header.admits(value)) }
}
