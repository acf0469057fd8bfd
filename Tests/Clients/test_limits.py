# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Rates and budgets against many callers at once, with a real upstream that counts what it was asked for."""

from __future__ import annotations

import hashlib
import json
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import anthropic
import openai
import pytest
from gateway import BINARY
from samples import CONVERSATIONS
from upstream import Upstream, chunk, completion, response

TEXT = CONVERSATIONS["en"][0]


class Seller:
    """An upstream that keeps the books: what it sold, and the most that was on its way at once."""

    def __init__(self, pause: float = 0.0):
        self.lock = threading.Lock()
        self.sold = 0
        self.pause = pause
        self.upstream = Upstream(self.answer)

    def answer(self, request):
        limit = request.json.get("max_tokens", 16)
        tokens_in, tokens_out = len(request.body) // 4, limit - len(request.body) % 3
        with self.lock:
            self.sold += tokens_in + tokens_out
        time.sleep(self.pause)
        body = completion("ok")
        body["usage"] = {"prompt_tokens": tokens_in, "completion_tokens": tokens_out}
        yield response(json.dumps(body).encode())


def ask(gateway, text: str = TEXT, **fields) -> tuple[int, dict]:
    body = {"model": "m", "max_tokens": 16, "messages": [{"role": "user", "content": text}], **fields}
    status, _, answer = gateway.post(json.dumps(body).encode())
    return status, json.loads(answer)


def remaining(gateway) -> dict:
    return json.loads(gateway.get("/limits", admin=True)[1])["budgets"][0]["tokens"]


def budget(cap: int) -> str:
    return f"home: [RU]\nlimits:\n  budgets: [{{per: month, tokens: {cap}}}]\n"


def test_64_callers_at_once_never_pass_a_budget(start):
    seller = Seller(pause=0.005)
    gateway = start([f"rec={seller.upstream.url},country=RU"], config=budget(20_000), log_level="error")
    deadline = time.monotonic() + 60

    def keep_asking(_) -> set[str]:
        codes = set()
        while seller.sold < 19_000 and time.monotonic() < deadline:
            status, body = ask(gateway)
            if status != 200:
                codes.add(body["error"]["code"])
                time.sleep(0.005)
        return codes

    with ThreadPoolExecutor(64) as pool:
        refused = set().union(*pool.map(keep_asking, range(64)))
    assert refused == {"budget_exhausted"}
    assert 19_000 <= seller.sold <= 20_000
    left = remaining(gateway)
    assert left["used"] == seller.sold and left["reserved"] == 0
    metrics = gateway.get("/metrics", admin=True)[1].decode()
    assert f'zavesa_budget_remaining{{scope="all",per="month",unit="tokens"}} {20_000 - seller.sold}' in metrics
    last = [event for event in gateway.events() if event["code"] == "LLM003W"][-1]
    assert last["reason"] == "budget_exhausted"


def test_a_kill_in_the_middle_does_not_open_a_budget(start):
    seller = Seller(pause=0.01)
    gateway = start([f"rec={seller.upstream.url},country=RU"], config=budget(30_000), log_level="error")
    stop = threading.Event()

    def keep_asking(_):
        while not stop.is_set():
            try:
                if ask(gateway)[0] == 429:
                    return
            except (OSError, ValueError):
                time.sleep(0.02)

    with ThreadPoolExecutor(32) as pool:
        asking = [pool.submit(keep_asking, number) for number in range(32)]
        for _ in range(4):
            time.sleep(0.4)
            gateway.kill()
            gateway.start()
        for one in asking:
            one.result(60)
        stop.set()
    assert 0 < seller.sold <= 30_000
    assert ask(gateway)[0] == 429


def test_an_orderly_stop_loses_nothing_of_a_budget(start):
    seller = Seller()
    gateway = start([f"rec={seller.upstream.url},country=RU"], config=budget(100_000))
    for _ in range(3):
        assert ask(gateway)[0] == 200
    gateway.stop()
    gateway.start()
    assert remaining(gateway)["used"] == seller.sold


def test_the_command_shows_how_budgets_stand(start):
    seller = Seller()
    gateway = start([f"rec={seller.upstream.url},country=RU"], config=budget(100_000))
    assert ask(gateway)[0] == 200
    done = subprocess.run([BINARY, "limits", "show", "--admin", f"http://127.0.0.1:{gateway.admin_port}"],
                          capture_output=True, text=True, timeout=60)
    head, row = done.stdout.splitlines()
    assert head.split() == ["SCOPE", "PER", "UNIT", "USED", "LEFT"]
    assert row.split() == ["all", "month", "tokens", str(seller.sold), str(100_000 - seller.sold)]


def test_a_budget_of_money_is_priced_before_sending(start):
    seller = Seller()
    config = ("home: [RU]\nlimits:\n  budgets: [{per: day, money: 1.5, zone: '+03:00'}]\nupstreams:\n"
              f"  - {{name: rec, url: '{seller.upstream.url}', country: RU, price: {{input: 100, output: 1000}}}}\n")
    gateway = start([], config=config)
    # A long text that four of five times would pass a price of its answer alone.
    assert ask(gateway, "word " * 4_000)[1]["error"]["code"] == "budget_exhausted"
    assert ask(gateway, max_tokens=1_500)[1]["error"]["code"] == "budget_exhausted"
    assert ask(gateway, max_tokens=1e9)[1]["error"]["code"] == "budget_exhausted"
    assert seller.sold == 0
    assert ask(gateway, max_tokens=100)[0] == 200
    assert len(seller.upstream.requests) == 1


def test_libraries_do_not_try_an_exhausted_budget_again(start):
    seller = Seller()
    gateway = start([f"rec={seller.upstream.url},country=RU"], config=budget(100))
    client = openai.OpenAI(base_url=gateway.url, api_key="x", max_retries=2)
    with pytest.raises(openai.RateLimitError) as refused:
        client.chat.completions.create(model="m", messages=[{"role": "user", "content": TEXT}])
    assert refused.value.code == "budget_exhausted" and refused.value.type == "insufficient_quota"
    assert len([event for event in gateway.events() if event["code"] == "LLM003W"]) == 1


def endless(text: str = " word"):
    """An upstream that keeps to no limit, and notes how much it got rid of."""
    def answer(request):
        yield b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
        yield chunk({"role": "assistant", "content": ""})
        for _ in range(100_000):
            yield chunk({"content": text})
    return Upstream(answer)


def test_a_stream_ends_well_formed_where_its_reservation_does(start):
    upstream = endless()
    gateway = start([f"rec={upstream.url},country=RU"], config=budget(1_000_000))
    client = openai.OpenAI(base_url=gateway.url, api_key="x", max_retries=0)
    chunks = list(client.chat.completions.create(
        model="m", messages=[{"role": "user", "content": TEXT}], max_tokens=40, stream=True,
        stream_options={"include_usage": True}))
    said = "".join(choice.delta.content or "" for part in chunks for choice in part.choices)
    assert said == " word" * 40
    assert [choice.finish_reason for part in chunks for choice in part.choices][-1] == "length"
    assert chunks[-1].usage.completion_tokens == 40
    assert upstream.wait_for(lambda: upstream.hangups == 1)
    deadline = time.monotonic() + 10
    while (last := gateway.events()[-1])["code"] != "LLM002I" and time.monotonic() < deadline:
        time.sleep(0.02)
    assert last["code"] == "LLM002I" and last["reason"] == "output_limited"


def test_a_message_ends_with_max_tokens(start):
    def answer(request):
        def event(body):
            return f"event: {body['type']}\ndata: {json.dumps(body)}\n\n".encode()
        yield b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
        yield event({"type": "message_start", "message": {
            "id": "m1", "type": "message", "role": "assistant", "model": "m", "content": [], "stop_reason": None,
            "stop_sequence": None, "usage": {"input_tokens": 7, "output_tokens": 1}}})
        yield event({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}})
        for _ in range(100_000):
            yield event({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": " word"}})

    upstream = Upstream(answer)
    gateway = start([f"rec={upstream.url},country=RU,dialect=anthropic"], config=budget(1_000_000))
    client = anthropic.Anthropic(base_url=gateway.url.removesuffix("/v1"), api_key="x", max_retries=0)
    with client.messages.stream(model="m", max_tokens=40, messages=[{"role": "user", "content": TEXT}]) as running:
        message = running.get_final_message()
    assert message.content[0].text == " word" * 40
    assert message.stop_reason == "max_tokens" and message.usage.output_tokens == 40
    assert upstream.wait_for(lambda: upstream.hangups == 1)


def test_a_response_ends_incomplete(start):
    def answer(request):
        def event(body):
            return f"event: {body['type']}\ndata: {json.dumps(body)}\n\n".encode()
        item = {"id": "i1", "type": "message", "role": "assistant", "status": "in_progress", "content": []}
        yield b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
        yield event({"type": "response.created", "sequence_number": 0, "response": {
            "id": "r1", "object": "response", "created_at": 1, "model": "m", "status": "in_progress", "output": [],
            "parallel_tool_calls": True, "tool_choice": "auto", "tools": []}})
        yield event({"type": "response.output_item.added", "sequence_number": 1, "output_index": 0, "item": item})
        yield event({"type": "response.content_part.added", "sequence_number": 2, "output_index": 0,
                     "content_index": 0, "item_id": "i1", "part": {"type": "output_text", "text": "", "annotations": []}})
        for number in range(3, 100_000):
            yield event({"type": "response.output_text.delta", "sequence_number": number, "output_index": 0,
                         "content_index": 0, "item_id": "i1", "delta": " word", "logprobs": []})

    upstream = Upstream(answer)
    gateway = start([f"rec={upstream.url},country=RU"], config=budget(1_000_000))
    client = openai.OpenAI(base_url=gateway.url, api_key="x", max_retries=0)
    events = list(client.responses.create(model="m", input=TEXT, max_output_tokens=40, stream=True))
    assert "".join(event.delta for event in events if event.type == "response.output_text.delta") == " word" * 40
    last = events[-1]
    assert last.type == "response.incomplete" and last.response.status == "incomplete"
    assert last.response.incomplete_details.reason == "max_output_tokens"
    assert [event.sequence_number for event in events] == list(range(len(events)))
    assert upstream.wait_for(lambda: upstream.hangups == 1)


def keys_file(tmp_path, *callers: tuple[str, str]) -> str:
    path = tmp_path / "keys"
    path.write_text("".join(f"{name} {tenant} sha256:{hashlib.sha256(f'key-{name}'.encode()).hexdigest()}\n"
                            for name, tenant in callers))
    path.chmod(0o600)
    return f"home: [RU]\nkeys_file: {path}\n"


def test_rates_hold_for_each_caller_and_for_all_of_a_tenant(start, upstream, tmp_path):
    config = keys_file(tmp_path, ("a", "acme"), ("b", "acme"), ("c", "other")) + (
        "limits:\n  rates:\n    default: {requests_per_minute: 5}\n    tenants: {acme: {requests_per_minute: 8}}\n"
        "    callers: {other/c: {requests_per_minute: 3}}\n")
    gateway = start([f"rec={upstream.url},country=RU"], config=config)
    passed = {name: sum(gateway.chat("hello", authorization=f"Bearer key-{name}")[0] == 200 for _ in range(10))
              for name in "abc"}
    assert passed == {"a": 5, "b": 3, "c": 3}
    status, headers, body = gateway.chat("hello", authorization="Bearer key-c")
    headers = {name.lower(): value for name, value in headers.items()}
    assert status == 429 and body["error"]["code"] == "rate_limited"
    assert 1 <= int(headers["retry-after"]) <= 20 and headers["x-should-retry"] == "true"
    assert headers["x-ratelimit-limit-requests"] == "3" and headers["x-ratelimit-remaining-requests"] == "0"
    metrics = gateway.get("/metrics", admin=True)[1].decode()
    assert 'zavesa_rate_limited_total{scope="tenant:acme",limit="requests"}' in metrics


def test_streams_at_once_are_limited_and_given_back(start):
    release = threading.Event()

    def answer(request):
        yield b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n" + chunk({"content": "a"})
        release.wait(20)
        yield chunk({}, "stop") + b"data: [DONE]\n\n"
        raise OSError

    upstream = Upstream(answer)
    config = "home: [RU]\nlimits: {rates: {default: {streams: 2}}}\n"
    gateway = start([f"rec={upstream.url},country=RU"], config=config)
    client = openai.OpenAI(base_url=gateway.url, api_key="x", max_retries=0)
    ask = {"model": "m", "messages": [{"role": "user", "content": "hi"}], "stream": True}
    running = [client.chat.completions.create(**ask) for _ in range(2)]
    with pytest.raises(openai.RateLimitError) as refused:
        client.chat.completions.create(**ask)
    assert refused.value.code == "rate_limited"
    release.set()
    for one in running:
        assert list(one)
    time.sleep(0.2)
    assert list(client.chat.completions.create(**ask))


def test_anthropics_callers_read_their_own_headers(start, upstream):
    config = "home: [RU]\nlimits: {rates: {default: {requests_per_minute: 1, tokens_per_minute: 100000}}}\n"
    gateway = start([f"rec={upstream.url},country=RU,dialect=anthropic"], config=config)
    body = json.dumps({"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": "hi"}]}).encode()
    for status in (None, 429):
        got, headers, _ = gateway.post(body, "/v1/messages", **{"anthropic-version": "2023-06-01"})
        headers = {name.lower(): value for name, value in headers.items()}
        assert headers["anthropic-ratelimit-requests-limit"] == "1"
        assert headers["anthropic-ratelimit-requests-reset"].endswith("Z")
        assert status is None or got == status
