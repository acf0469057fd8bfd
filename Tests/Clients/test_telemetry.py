# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""What operators see, with everything switched on and at the most talkative level: numbers and names, and no value."""

from __future__ import annotations

import json
import re
import socket

import pytest
from collector import Collector, attributes
from gateway import ROOT
from ports import free_ports
from samples import CONVERSATIONS, leaks
from test_leaks import VALUES, everything_written, through_every_path
from upstream import Upstream, response

PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.fixture
def collector():
    server = Collector()
    yield server
    server.close()


def settings(collector: Collector, more: str = "") -> str:
    return (f"home: [RU]\nlog: {{level: trace, format: json}}\n"
            f"telemetry: {{propagate: true, otlp: {{endpoint: \"{collector.url}\", interval: 100ms}}}}\n{more}")


def log_lines(gateway) -> list[dict]:
    return [json.loads(line) for line in gateway.log.decode().splitlines() if line.startswith("{")]


def hang_up(request):
    raise OSError("no answer")
    yield b""


FAILURES = {
    "error": lambda request: iter([response(request.body, "500 Internal Server Error")]),
    "limited": lambda request: iter([response(b'{"error":{"message":' + json.dumps(request.last_user_text).encode()
                                              + b"}}", "429 Too Many Requests")]),
    "redirect": lambda request: iter([b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1/" + b"x\r\n"
                                      b"content-length: 0\r\n\r\n"]),
    "page": lambda request: iter([response(b"<html>" + request.body, "200 OK", "text/html")]),
    "garbage": lambda request: iter([b"\x00\x01" + request.body]),
    "silence": hang_up,
}


def test_values_stay_out_of_logs_metrics_and_exports_of_a_gateway_that_answers(start, upstream, collector):
    gateway = start([f"rec={upstream.url},country=RU"], config=settings(collector))
    through_every_path(gateway)
    for text, _ in CONVERSATIONS.values():
        gateway.chat(text, traceparent=PARENT)
        # Where names and ids belong: a trace, a model, a path, a method's neighbor.
        gateway.chat("Hello", traceparent=text.encode().hex()[:55], tracestate=text.encode().hex())
        gateway.post(json.dumps({"text": text}).encode(), "/v1/privacy/detect")
        gateway.post(json.dumps({"text": text, "conversation": text}).encode(), "/v1/privacy/tokenize")
        gateway.post(json.dumps({"text": text, "language": text}).encode(), "/analyze")
        gateway.post(json.dumps({"text": text}).encode(), "/v1/" + text.encode().hex()[:40])
    collector.wait(lambda: len([s for s in collector.spans() if s["kind"] == 2]) > 50)
    gateway.stop()
    assert len(log_lines(gateway)) > 50
    assert leaks(everything_written(gateway) + bytes(collector.raw), VALUES) == []
    assert leaks(bytes(upstream.raw), VALUES) == []


@pytest.mark.parametrize("policy, code", [
    ("policy: {block: {types: [EMAIL]}}\n", "pii_policy_blocked"),
    ("keys_file: KEYS\n", "invalid_api_key"),
    ("limits: {body: 1KiB}\n", "body_too_large"),
])
def test_values_stay_out_of_what_is_told_of_refusals(start, upstream, collector, tmp_path, policy, code):
    keys = tmp_path / "keys"
    keys.write_text("app acme sha256:" + "0" * 64 + "\n")
    keys.chmod(0o600)
    gateway = start([f"rec={upstream.url},country=RU"], config=settings(collector, policy.replace("KEYS", str(keys))))
    for text, _ in CONVERSATIONS.values():
        padded = text + " " * (2_000 if "limits" in policy else 0)
        _, _, answer = gateway.chat(padded, authorization=f"Bearer {text.encode().hex()[:32]}")
        assert answer["error"]["code"] == code
    gateway.stop()
    assert code in gateway.log.decode()
    assert upstream.requests == []
    assert leaks(gateway.log + bytes(collector.raw) + b"".join(gateway.files().values()), VALUES) == []


def test_values_stay_out_of_what_is_told_where_no_route_is_lawful(start, upstream, collector):
    gateway = start([f"far={upstream.url},country=US"], config=settings(collector))
    for text, _ in CONVERSATIONS.values():
        _, _, answer = gateway.chat(text)
        assert answer["error"]["code"] == "residency_no_route"
    page = gateway.get("/metrics", admin=True)[1].decode()
    assert re.search(r"^zavesa_residency_denied_total 3$", page, re.M)
    gateway.stop()
    assert leaks(gateway.log + page.encode() + bytes(collector.raw), VALUES) == []


@pytest.mark.parametrize("kind", FAILURES)
def test_values_stay_out_of_what_is_told_of_upstreams_that_fail(start, collector, kind):
    failing = Upstream(FAILURES[kind])
    gateway = start([f"rec={failing.url},country=RU"], config=settings(collector))
    for text, _ in CONVERSATIONS.values():
        assert gateway.chat(text)[0] >= 400
    page = gateway.get("/metrics", admin=True)[1]
    gateway.stop()
    failing.close()
    assert [line for line in log_lines(gateway) if line.get("upstream") == "rec"]
    assert leaks(gateway.log + page + bytes(collector.raw) + b"".join(gateway.files().values()), VALUES) == []


def test_a_request_is_one_line_with_ids_names_and_durations(start, upstream, collector):
    gateway = start([f"rec={upstream.url},country=RU"], config=settings(collector), log_level="info")
    status, headers, _ = gateway.chat("Привет", traceparent=PARENT)
    assert status == 200
    gateway.post(b"{}", "/v1/nowhere")
    gateway.stop()
    lines = [line for line in log_lines(gateway) if line["message"] == "request answered"]
    assert len(lines) == 2
    # The line of an answer comes after its last record, and so perhaps after that of a later request.
    lost, chat = sorted(lines, key=lambda line: line["status"], reverse=True)
    assert chat["request.id"] == headers["x-request-id"]
    assert chat["trace.id"] == PARENT.split("-")[1]
    assert (chat["endpoint"], chat["upstream"], chat["status"]) == ("chat.completions", "rec", 200)
    assert chat["duration.ms"] >= chat["upstream.ms"] > 0 and chat["detect.ms"] > 0
    assert (lost["endpoint"], lost["status"], lost["error.code"]) == ("none", 404, "not_found")


def test_spans_and_metrics_have_the_shape_that_collectors_read(start, upstream, collector):
    gateway = start([f"rec={upstream.url},country=RU"], config=settings(collector))
    assert gateway.chat("Привет", traceparent=PARENT)[0] == 200
    collector.wait(lambda: len(collector.spans()) >= 10 and "gen_ai.server.request.duration" in collector.metrics())
    server, client = (next(s for s in collector.spans() if s["kind"] == kind) for kind in (2, 3))
    assert (server["traceId"], server["parentSpanId"]) == tuple(PARENT.split("-")[1:3])
    assert client["parentSpanId"] == server["spanId"] and client["name"] == "chat *"
    assert int(server["startTimeUnixNano"]) <= int(client["startTimeUnixNano"]) <= int(client["endTimeUnixNano"])
    assert attributes(client)["gen_ai.provider.name"] == "openai"
    assert attributes(server)["http.response.status_code"] == "200"
    told = upstream.requests[0].headers["traceparent"]
    assert told == f"00-{server['traceId']}-{client['spanId']}-01"
    duration = collector.metrics()["gen_ai.server.request.duration"]
    point = duration["histogram"]["dataPoints"][0]
    assert duration["unit"] == "s" and int(point["count"]) == 1
    assert len(point["bucketCounts"]) == len(point["explicitBounds"]) + 1


def test_what_was_counted_last_is_sent_when_the_gateway_stops(start, upstream, collector):
    slow = settings(collector).replace("interval: 100ms", "interval: 1h")
    gateway = start([f"rec={upstream.url},country=RU"], config=slow)
    assert gateway.chat("Привет")[0] == 200
    gateway.stop()
    assert [span for span in collector.spans() if span["kind"] == 2]
    assert "zavesa_requests_total" in collector.metrics()


def test_a_collector_that_never_answers_holds_nobody_up(start, upstream):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.listen(1)

        class Silent:
            url = f"http://127.0.0.1:{silent.getsockname()[1]}"

        gateway = start([f"rec={upstream.url},country=RU"], config=settings(Silent))
        assert all(gateway.chat("Привет")[0] == 200 for _ in range(20))


def test_every_family_stands_in_the_documentation_with_its_kind(start, upstream):
    gateway = start([f"rec={upstream.url},country=RU"])
    assert gateway.chat("Привет")[0] == 200
    page = gateway.get("/metrics", admin=True)[1].decode()
    written = dict(re.findall(r"^\| `(\w+)` \| (\w+) \|", (ROOT / "docs" / "telemetry.md").read_text(encoding="utf-8"), re.M))
    families = dict(re.findall(r"^# TYPE (\w+) (\w+)$", page, re.M))
    assert len(families) > 40 and written == families


def test_top_shows_what_a_gateway_does(start, upstream):
    gateway = start([f"rec={upstream.url},country=RU"])
    for text, _ in CONVERSATIONS.values():
        gateway.chat(text)
    done = gateway.run("top", "--once", "--url", f"http://127.0.0.1:{gateway.admin_port}")
    shown = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert re.search(r"^requests +3 ", shown, re.M)
    for row in ("PERSON", "EMAIL", "RU", "detect"):
        assert re.search(rf"^  {row} ", shown, re.M), shown
    assert "\x1b" not in shown and leaks(done.stdout, VALUES) == []


def test_top_says_where_nobody_answers(start, upstream):
    gateway = start([f"rec={upstream.url},country=RU"])
    done = gateway.run("top", "--once", "--url", f"http://127.0.0.1:{free_ports(1)[0]}")
    assert done.returncode == 1 and b"admin address" in done.stderr
