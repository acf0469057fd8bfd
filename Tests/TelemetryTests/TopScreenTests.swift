// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Telemetry
import Testing

/// `zavesa top`, on pages written here.
@Suite struct TopScreenTests {
    private static let first = """
        # HELP zavesa_requests_total Answers.
        # TYPE zavesa_requests_total counter
        zavesa_requests_total{endpoint="chat.completions",status="200"} 10
        zavesa_requests_total{endpoint="none",status="404"} 2
        zavesa_active_requests 3
        zavesa_refusals_total{code="residency_no_route"} 4
        zavesa_pii_entities_total{type="EMAIL",lang="ru",action="tokenize",detector="global/email"} 5
        zavesa_pii_entities_total{type="EMAIL",lang="en",action="tokenize",detector="global/email"} 1
        zavesa_pii_entities_total{type="PERSON",lang="ru",action="tokenize",detector="ru/names"} 9
        zavesa_policy_decisions_total{rule="a",sensitivity="C2",country="RU",outcome="allowed"} 8
        zavesa_upstream_state{endpoint="main"} 0
        zavesa_upstream_state{endpoint="far"} 2
        zavesa_budget_remaining{scope="team-a"} 120
        gen_ai_server_request_duration_seconds_bucket{gen_ai_operation_name="chat",le="0.1"} 5
        gen_ai_server_request_duration_seconds_bucket{gen_ai_operation_name="chat",le="0.2"} 10
        gen_ai_server_request_duration_seconds_bucket{gen_ai_operation_name="chat",le="+Inf"} 10
        gen_ai_server_request_duration_seconds_count{gen_ai_operation_name="chat"} 10
        zavesa_gateway_overhead_seconds_bucket{phase="detect",le="0.001"} 10
        zavesa_gateway_overhead_seconds_bucket{phase="detect",le="+Inf"} 10
        zavesa_gateway_overhead_seconds_count{phase="detect"} 10
        """

    @Test func atFirstEverythingIsCountedSinceTheStart() {
        let lines = TopScreen(MetricsPage(Self.first), since: nil, seconds: 0).lines
        #expect(lines[0] == "requests    12   being answered 3   refused 4")
        #expect(lines[1] == "answers     p50 100.0 ms   p99 198.0 ms")
        #expect(lines[2] == "first piece p50 –   p99 –")
        let found = lines.firstIndex(of: "FOUND") ?? 0
        #expect(lines[found + 1].hasPrefix("  PERSON ") && lines[found + 1].hasSuffix(" 9"))
        #expect(lines[found + 2].hasPrefix("  EMAIL ") && lines[found + 2].hasSuffix(" 6"))
        #expect(lines.contains { $0.hasPrefix("  RU ") && $0.hasSuffix(" 8") })
        #expect(lines.contains { $0.hasPrefix("  residency_no_route ") && $0.hasSuffix(" 4") })
        #expect(lines.contains { $0.hasPrefix("  main ") && $0.hasSuffix(" healthy") })
        #expect(lines.contains { $0.hasPrefix("  far ") && $0.hasSuffix(" open") })
        #expect(lines.contains { $0.hasPrefix("  team-a ") && $0.hasSuffix(" 120") })
        #expect(lines.contains { $0.hasPrefix("  detect ") && $0.hasSuffix("p50 500 µs   p99 990 µs") })
    }

    @Test func thenWhatCameBetweenTwoLooks() {
        let second = Self.first.replacing(#"status="200"} 10"#, with: #"status="200"} 25"#)
            .replacing(#"chat",le="0.2"} 10"#, with: #"chat",le="0.2"} 20"#)
            .replacing(#"chat",le="+Inf"} 10"#, with: #"chat",le="+Inf"} 20"#)
        let lines = TopScreen(MetricsPage(second), since: MetricsPage(Self.first), seconds: 2).lines
        #expect(lines[0].hasPrefix("requests    27   7.5/s "))
        // All ten that came since took between 0.1 and 0.2 s.
        #expect(lines[1] == "answers     p50 150.0 ms   p99 199.0 ms")
    }

    @Test func namesWithoutUnitsAreRead() {
        let plain = Self.first.replacing("request_duration_seconds", with: "request_duration")
        #expect(
            TopScreen(MetricsPage(plain), since: nil, seconds: 0).lines[1] == "answers     p50 100.0 ms   p99 198.0 ms")
    }

    @Test func aLabelCannotDriveATerminal() {
        let page = MetricsPage("zavesa_refusals_total{code=\"a\u{1B}[2J\u{7}\\n\\\"b\"} 1\n")
        let text = TopScreen(page, since: nil, seconds: 0).lines.joined()
        #expect(text.contains("a [2J  \"b"))
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 })
    }

    @Test(arguments: ["", "x", "x{", "x{a=\"b", "x{a=\"b\"}", "x nine", "{} 1", "x{a} 1"])
    func whatIsNoRowIsPassedOver(line: String) {
        #expect(MetricsPage(line + "\ny 1\n").rows.map(\.name) == ["y"])
    }
}
