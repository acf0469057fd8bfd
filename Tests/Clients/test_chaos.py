# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""A short run of scripts/chaos.sh, and what becomes of single requests when upstreams misbehave."""

from __future__ import annotations

import json
import pathlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import chaos
import pytest
from samples import CONVERSATIONS
from upstream import Upstream, chunk, completion, echo, response, stream

TEXT = CONVERSATIONS["ru"][0]
ROUTE, ATTEMPTS = "x-zavesa-route", "x-zavesa-attempts"


def config(*upstreams: tuple[str, Upstream], routing: str = "{}", **extras: str) -> str:
    lines = "".join(
        f'  - {{ name: {name}, url: "{upstream.url}", country: RU, timeouts: {{ connect: 500ms, first_byte: 1s, '
        f"idle: 500ms }}{extras.get(name, '')} }}\n" for name, upstream in upstreams)
    return f"home: [RU]\nupstreams:\n{lines}routing: {routing}\n"


def ask(gateway, streams: bool = False, **fields) -> tuple[int, dict, bytes]:
    body = {"model": "m", "stream": streams, "messages": [{"role": "user", "content": TEXT}], **fields}
    status, headers, answer = gateway.post(json.dumps(body, ensure_ascii=False).encode())
    return status, {name.lower(): value for name, value in headers.items()}, answer


def test_half_a_minute_of_chaos(tmp_path: pathlib.Path):
    result = {"seconds": 25, **chaos.run(tmp_path, 25)}
    assert not chaos.check(result), json.dumps(result, ensure_ascii=False, indent=1)
    assert result["requests"] > 100 and result["changes"] > 20, result
    assert result["fallbacks"] > 5 and result["probes"] > 20, result


def role_then_close(request):
    payload = chunk({"role": "assistant", "content": ""})
    yield (b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
           + b"%x\r\n" % len(payload) + payload + b"\r\n")
    raise OSError("closed")


def head_then_silence(request):
    kind = b"text/event-stream" if request.json.get("stream") else b"application/json"
    yield b"HTTP/1.1 200 OK\r\ncontent-type: %s\r\ntransfer-encoding: chunked\r\n\r\n" % kind
    time.sleep(5)


def half_a_body(request):
    yield b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{\"id\":"
    raise OSError("closed")


def error_event(request):
    yield from stream(b'data: {"error":{"message":"overloaded"}}\n\n')


def too_many(request):
    body = b'{"error":{"message":"slow down"}}'
    yield (b"HTTP/1.1 429 Too Many Requests\r\ncontent-type: application/json\r\nretry-after: 30\r\n"
           b"content-length: %d\r\n\r\n" % len(body)) + body


@pytest.mark.parametrize("responder, streams", [
    (role_then_close, True), (head_then_silence, True), (error_event, True), (head_then_silence, False),
    (half_a_body, False), (too_many, False), (too_many, True),
])
def test_whoever_says_200_and_nothing_more_is_passed_over(start, responder, streams):
    liar, honest = Upstream(responder), Upstream(echo)
    gateway = start([], config=config(("liar", liar), ("honest", honest)))
    status, headers, body = ask(gateway, streams)
    assert status == 200 and chaos.said(body, streams) == TEXT
    assert headers[ROUTE] == "honest; in_country; fallback" and headers[ATTEMPTS] == "2"
    assert len(liar.requests) == len(honest.requests) == 1
    decisions = [event["route"] for event in gateway.events() if event["code"] in ("LLM001I", "LLM009I")]
    assert [(route["endpoint"], route["reason"], route["attempt"]) for route in decisions] == [
        ("liar", "order", 1), ("honest", "fallback", 2)]


def test_what_broke_after_its_first_word_is_not_asked_of_another(start):
    def breaks(request):
        payload = chunk({"role": "assistant", "content": "half "})
        yield (b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
               + b"%x\r\n" % len(payload) + payload + b"\r\n")
        time.sleep(0.1)
        raise OSError("closed")

    first, second = Upstream(breaks), Upstream(echo)
    gateway = start([], config=config(("first", first), ("second", second)))
    status, _, body = ask(gateway, streams=True)
    assert status == 200 and b"half " in body and b"upstream_error" in body and b"[DONE]" not in body
    assert not second.requests


@pytest.mark.parametrize("streams", [False, True])
def test_who_wants_no_fallback_gets_none(start, streams):
    broken, second = Upstream(lambda request: iter([response(b"{}", "500 Internal Server Error")])), Upstream(echo)
    gateway = start([], config=config(("broken", broken), ("second", second)))
    assert ask(gateway, streams, provider={"allow_fallbacks": False})[0] == 500
    assert len(broken.requests) == 1 and not second.requests
    assert ask(gateway, streams)[0] == 200


def test_a_request_that_is_refused_is_not_asked_of_another(start):
    refuses = Upstream(lambda request: iter([response(b'{"error":{"message":"no"}}', "400 Bad Request")]))
    second = Upstream(echo)
    gateway = start([], config=config(("first", refuses), ("second", second)))
    assert ask(gateway)[0] == 400
    assert not second.requests


def test_who_asks_to_be_left_alone_is_left_alone(start):
    limited, other = Upstream(too_many), Upstream(echo)
    gateway = start([], config=config(("limited", limited), ("other", other)))
    for _ in range(5):
        assert ask(gateway)[0] == 200
    assert len(limited.requests) == 1 and len(other.requests) == 5
    assert ask(gateway)[1][ROUTE] == "other; in_country; health"
    assert b'zavesa_upstream_state{endpoint="limited"} 2' in gateway.get("/metrics", admin=True)[1]


def test_the_only_one_that_asked_for_rest_gets_it_and_the_caller_is_told_for_how_long(start):
    limited = Upstream(too_many)
    gateway = start([], config=config(("limited", limited)))
    assert ask(gateway)[0] == 429
    status, headers, body = ask(gateway)
    assert status == 503 and json.loads(body)["error"]["code"] == "upstream_unavailable"
    assert 25 <= int(headers["retry-after"]) <= 30 and headers["x-should-retry"] == "true"
    assert len(limited.requests) == 1


def test_one_that_fails_leaves_rotation_and_comes_back(start):
    state = {"broken": True}

    def flaps(request):
        if state["broken"]:
            yield response(b'{"error":{"message":"no"}}', "500 Internal Server Error")
        else:
            yield from echo(request)

    first, second = Upstream(flaps), Upstream(echo)
    routing = "{ breaker: { failures: 3, window: 10s, open: 700ms } }"
    gateway = start([], config=config(("first", first), ("second", second), routing=routing))
    for _ in range(10):
        assert ask(gateway)[0] == 200
    assert len(first.requests) < 10
    state["broken"] = False
    assert first.wait_for(lambda: ask(gateway)[1][ROUTE].startswith("first;"))


def test_a_storm_is_not_multiplied(start):
    down = [Upstream(lambda request: iter([response(b"{}", "500 Internal Server Error")])) for _ in range(3)]
    routing = "{ retries: { share: 0 }, breaker: { failures: 10000 } }"
    gateway = start([], config=config(*((f"u{n}", one) for n, one in enumerate(down)), routing=routing))
    began = time.monotonic()
    for _ in range(120):
        assert ask(gateway)[0] in (500, 503)
    retries = sum(len(one.requests) for one in down) - 120
    assert 50 <= retries <= 50 + 5 * (time.monotonic() - began) + 1


def test_probes_find_who_is_down_before_a_request_does_and_hold_nothing_of_a_users(start):
    down = Upstream(lambda request: iter([response(b"{}", "503 Service Unavailable")]))
    second = Upstream(lambda request: echo(request) if request.method == "POST" else iter([response(b"{}")]))
    # In quotes, as in a deployment's template: an interval that is no interval would be an error, not silence.
    routing = '{ probes: { interval: "50ms", path: /health }, breaker: { failures: 2 } }'
    began = time.monotonic()
    gateway = start([], config=config(("down", down), ("second", second), routing=routing))
    assert down.wait_for(lambda: b'zavesa_upstream_state{endpoint="down"} 2' in gateway.get("/metrics", admin=True)[1])
    assert ask(gateway)[1][ROUTE] == "second; in_country; health"
    assert {(request.method, request.path) for request in down.requests} == {("GET", "/v1/health")}
    assert all(not request.body and "authorization" not in request.headers for request in down.requests)
    # One look each interval, however much is asked.
    with ThreadPoolExecutor(8) as pool:
        assert {status for status, _, _ in pool.map(lambda _: ask(gateway), range(40))} == {200}
    looks = sum(request.method == "GET" for request in list(second.requests))
    assert 1 <= looks <= (time.monotonic() - began) / 0.05 + 1


def test_at_the_limit_requests_wait_in_order_and_then_are_told_when_to_come_back(start):
    gate = threading.Event()

    def waits(request):
        gate.wait(10)
        yield from echo(request)

    upstream = Upstream(waits)
    routing = "{ queue: { length: 2, wait: 30s } }"
    gateway = start([], config=config(
        ("one", upstream), routing=routing, one=", max_concurrent: 1").replace("first_byte: 1s", "first_byte: 20s"))
    answers: list[tuple[int, dict]] = []
    threads = [threading.Thread(target=lambda: answers.append(ask(gateway)[:2])) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert upstream.wait_for(lambda: b"zavesa_upstream_waiting 2" in gateway.get("/metrics", admin=True)[1])
    status, headers, _ = ask(gateway)
    assert status == 503 and headers["retry-after"] == "1"
    assert len(upstream.requests) == 1
    gate.set()
    for thread in threads:
        thread.join(30)
    assert [status for status, _ in answers] == [200, 200, 200]


def test_what_an_upstream_is_not_able_to_do_is_not_asked_of_it(start):
    plain, able = Upstream(echo), Upstream(echo)
    gateway = start([], config=config(
        ("plain", plain), ("able", able), plain=", abilities: [vision]", able=", abilities: [tools, json_schema]"))
    tools = [{"type": "function", "function": {"name": "look_up", "parameters": {"type": "object"}}}]
    assert ask(gateway, tools=tools)[1][ROUTE] == "able; in_country; only"
    assert ask(gateway)[1][ROUTE] == "plain; in_country; order"
    schema = {"type": "json_schema", "json_schema": {"name": "s", "schema": {"type": "object"}}}
    assert ask(gateway, response_format=schema)[1][ROUTE] == "able; in_country; only"


def test_preferences_narrow_and_order_and_stay_here(start):
    first, second, third = Upstream(echo), Upstream(echo), Upstream(echo)
    gateway = start([], config=config(("first", first), ("second", second), ("third", third)))

    def route(**fields) -> str:
        status, headers, body = ask(gateway, **fields)
        assert status == 200, body
        return headers[ROUTE]

    assert route(provider={"order": ["third"]}) == "third; in_country; preference"
    assert route(provider={"only": ["Second"]}) == "second; in_country; only"
    assert route(provider={"ignore": ["first", "second"]}, models=["other"]).startswith("third;")
    for request in first.requests + second.requests + third.requests:
        assert set(request.json) == {"model", "stream", "messages"}
    unknown = ask(gateway, provider={"order": ["elsewhere"]})
    assert unknown[0] == 400 and "not configured" in json.loads(unknown[2])["error"]["message"]
    assert "elsewhere" not in unknown[2].decode()
    assert ask(gateway, provider={"quantizations": ["fp8"]})[0] == 400
    kept = ask(gateway, provider={"data_collection": "deny"})
    assert kept[0] == 403 and json.loads(kept[2])["error"]["code"] == "residency_no_route"


def test_preferences_never_widen_what_policy_allows(start):
    home, abroad = Upstream(echo), Upstream(echo)
    text = config(("home", home), ("abroad", abroad)).replace(
        f'name: abroad, url: "{abroad.url}", country: RU', f'name: abroad, url: "{abroad.url}", country: US')
    gateway = start([], config=text)
    assert ask(gateway, provider={"order": ["abroad"]})[1][ROUTE].startswith("home;")
    assert ask(gateway, provider={"only": ["abroad"]})[0] == 403
    assert not abroad.requests


def test_other_models_are_tried_where_the_first_has_no_answer(start):
    def of_model(request):
        if request.json["model"] == "small":
            yield response(json.dumps(completion("small")).encode())
        else:
            yield response(b"{}", "500 Internal Server Error")

    large, small = Upstream(of_model), Upstream(of_model)
    gateway = start([], config=config(
        ("large", large), ("small", small), large=", models: [large]", small=", models: [small]"))
    status, _, body = ask(gateway, model="large", models=["small"])
    assert status == 200 and chaos.said(body, False) == "small"
    assert [request.json["model"] for request in large.requests + small.requests] == ["large", "small"]


def test_an_upstream_that_takes_preferences_gets_them(start):
    router = Upstream(echo)
    gateway = start([], config=config(("router", router), router=", takes_preferences: true"))
    assert ask(gateway, provider={"order": ["Elsewhere"]}, models=["m", "n"])[0] == 200
    assert router.requests[0].json["provider"] == {"order": ["Elsewhere"]}
    assert "models" not in router.requests[0].json and router.requests[0].json["model"] == "m"


def test_a_conversation_stays_where_it_was(start):
    upstreams = [(f"u{n}", Upstream(echo)) for n in range(4)]
    gateway = start([], config=config(*upstreams, routing="{ strategy: weighted, sticky: conversation }"))
    homes = set()
    for number in range(12):
        routes = {gateway.chat(TEXT, x_zavesa_conversation=f"c{number}")[1][ROUTE] for _ in range(3)}
        assert len(routes) == 1 and "; sticky" in next(iter(routes))
        homes |= routes
    assert len(homes) > 1


