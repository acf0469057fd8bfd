// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Telemetry
import Testing

@Suite struct MetricTests {
    @Test func aCounterIsWrittenAsPrometheusReadsIt() {
        let metric = Metric(.counter, "things_total", "Things.", labels: ["kind", "state"])
        metric.add(2, "b", "x\"y\\z\n")
        metric.add(1, "a", "ok")
        metric.add(0.5, "a", "ok")
        var text = ""
        metric.write(to: &text)
        #expect(
            text == """
                # HELP things_total Things.
                # TYPE things_total counter
                things_total{kind="a",state="ok"} 1.5
                things_total{kind="b",state="x\\"y\\\\z\\n"} 2

                """)
    }

    @Test func aHistogramCountsUpwards() {
        let histogram = Histogram("time_seconds", "Time.", labels: ["phase"], edges: [0.1, 1])
        for milliseconds in [50, 100, 500, 5_000] { histogram.observe(.milliseconds(milliseconds), "x") }
        var text = ""
        histogram.write(to: &text)
        #expect(text.contains(#"time_seconds_bucket{phase="x",le="0.1"} 2"#))
        #expect(text.contains(#"time_seconds_bucket{phase="x",le="1"} 3"#))
        #expect(text.contains(#"time_seconds_bucket{phase="x",le="+Inf"} 4"#))
        #expect(text.contains(#"time_seconds_count{phase="x"} 4"#))
        #expect(text.contains(#"time_seconds_sum{phase="x"} 5.65"#))
    }

    @Test func whatIsNoLongerThereIsDropped() {
        let metric = Metric(.gauge, "state", "State.", labels: ["place"])
        for place in ["a", "b"] { metric.set(2, place) }
        metric.keep { $0 == ["b"] }
        var text = ""
        metric.write(to: &text)
        #expect(!text.contains(#"place="a""#) && text.contains(#"state{place="b"} 2"#))
    }

    @Test func labelsThatNeverEndAreCountedTogether() {
        let metric = Metric(.counter, "things_total", "Things.", labels: ["kind"])
        for number in 0..<2_000 { metric.add(1, "kind-\(number)") }
        var text = ""
        metric.write(to: &text)
        #expect(text.split(separator: "\n").count < 600)
        #expect(metric.value("other") > 1_000)
    }

    @Test(arguments: [
        (PrometheusUnits.suffix, "gen_ai_server_request_duration_seconds"),
        (.plain, "gen_ai_server_request_duration"),
    ])
    func aNameOfTheConventionHasItsUnitOrNot(units: PrometheusUnits, name: String) {
        let histogram = Histogram("gen_ai.server.request.duration", "Time.", labels: ["error.type"], edges: [1])
        histogram.observe(.seconds(1), "x")
        var text = ""
        histogram.write(to: &text, units: units)
        #expect(text.contains(#"\#n\#(name)_bucket{error_type="x",le="1"} 1\#n"#))
    }

    @Test func aNameOfOursIsWrittenAsItIs() {
        let histogram = Histogram("zavesa_x_seconds", "Time.", edges: [1])
        #expect(
            PrometheusUnits.allCases.map(histogram.family.prometheusName) == ["zavesa_x_seconds", "zavesa_x_seconds"])
    }

    @Test func tokensHaveNoUnitInTheirName() {
        let histogram = Histogram("gen_ai.client.token.usage", "Tokens.", edges: [1], unit: .tokens)
        #expect(histogram.family.prometheusName(.suffix) == "gen_ai_client_token_usage")
    }

    @Test func aCounterWithoutLabelsIsThereFromTheStart() {
        var text = ""
        Metric(.counter, "things_total", "Things.").write(to: &text)
        #expect(text.hasSuffix("things_total 0\n"))
    }

    @Test func aGaugeTakesItsNewValueAndAHeightOnlyALargerOne() {
        let metric = Metric(.gauge, "height", "Height.")
        metric.set(7)
        metric.series().raise(to: 3)
        #expect(metric.value() == 7)
        metric.series().raise(to: 9)
        #expect(metric.value() == 9)
    }
}
