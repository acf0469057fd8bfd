# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""The ollama library in front of the real binary: host changed and nothing else."""

from __future__ import annotations

import json

import ollama
import pytest
from samples import CONVERSATIONS, leaks
from upstream import Upstream, response

NAME, PASSPORT = "Иванова Мария Петровна", "4509 123456"


def lines(objects: list[dict]):
    yield b"HTTP/1.1 200 OK\r\ncontent-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n"
    for item in objects:
        line = json.dumps(item, ensure_ascii=False).encode() + b"\n"
        yield f"{len(line):x}\r\n".encode() + line + b"\r\n"
    yield b"0\r\n\r\n"


def whole(given: dict, text: str, **message) -> dict:
    head = {"model": "m", "created_at": "2026-01-01T00:00:00Z", "done": True, "done_reason": "stop",
            "eval_count": 1234567}
    if "messages" in given:
        return {**head, "message": {"role": "assistant", "content": text, **message}}
    return {**head, "response": text, "context": [1, 2, 1234567]}


def answer(request, text: str, **message):
    given = request.json
    if given.get("stream", True):
        pieces = [{**whole(given, text[i:i + 3]), "done": False} for i in range(0, len(text), 3)]
        yield from lines([*pieces, whole(given, "", **message)])
    else:
        yield response(json.dumps(whole(given, text, **message), ensure_ascii=False).encode())


def echo(request):
    given = request.json
    yield from answer(request, request.last_user_text if "messages" in given else given["prompt"])


@pytest.fixture
def upstream():
    server = Upstream(echo)
    yield server
    server.close()


@pytest.fixture
def gateway(start, upstream):
    return start([f"rec={upstream.url.removesuffix('/v1')}/api,country=RU,dialect=ollama,models=small"])


def client(gateway) -> ollama.Client:
    return ollama.Client(host=gateway.url.removesuffix("/v1"))


@pytest.mark.parametrize("language", CONVERSATIONS)
def test_a_chat_comes_back_exactly_whole_and_streamed(gateway, upstream, language):
    text, values = CONVERSATIONS[language]
    messages = [{"role": "system", "content": text}, {"role": "user", "content": text}]
    assert client(gateway).chat(model="small", messages=messages).message.content == text
    events = list(client(gateway).chat(model="small", messages=messages, stream=True))
    assert "".join(event.message.content for event in events) == text and len(events) > 5
    assert events[-1].done and events[-1].eval_count == 1234567
    assert leaks(bytes(upstream.raw), values) == []


@pytest.mark.parametrize("language", CONVERSATIONS)
def test_a_generation_comes_back_exactly_whole_and_streamed(gateway, upstream, language):
    text, values = CONVERSATIONS[language]
    said = client(gateway).generate(model="small", prompt=text, system=text, options={"stop": [values[0]]})
    assert said.response == text
    events = list(client(gateway).generate(model="small", prompt=text, stream=True))
    assert "".join(event.response for event in events) == text and len(events) > 5
    assert leaks(bytes(upstream.raw), values) == []


@pytest.mark.parametrize("streams", [False, True])
def test_tool_arguments_come_back(start, streams):
    value = f'ООО "Ромашка", {NAME}\nпаспорт {PASSPORT}'

    def call_tool(request):
        note = request.last_user_text
        yield from answer(request, "", tool_calls=[{"function": {"name": "save", "arguments": {"note": note, "n": 1}}}])

    upstream = Upstream(call_tool)
    gateway = start([f"rec={upstream.url.removesuffix('/v1')}/api,country=RU,dialect=ollama"])
    tools = [{"type": "function", "function": {"name": "save", "description": "Stores.", "parameters": {
        "type": "object", "properties": {"note": {"type": "string"}}}}}]
    given = {"model": "m", "messages": [{"role": "user", "content": value}], "tools": tools}
    if streams:
        call = list(client(gateway).chat(**given, stream=True))[-1].message.tool_calls[0]
    else:
        call = client(gateway).chat(**given).message.tool_calls[0]
    assert call.function.name == "save" and call.function.arguments == {"note": value, "n": 1}
    assert leaks(bytes(upstream.raw), [NAME, PASSPORT]) == []


def test_refusals_models_and_earlier_contexts(start, gateway, upstream):
    assert [model.model for model in client(gateway).list().models] == ["small"]
    with pytest.raises(ollama.ResponseError) as refused:
        client(gateway).generate(model="small", prompt="Привет", context=[1, 2])
    assert refused.value.status_code == 415 and "vocabulary" in refused.value.error
    with pytest.raises(ollama.ResponseError) as refused:
        client(gateway).chat(model="other", messages=[{"role": "user", "content": "Привет"}])
    assert refused.value.status_code == 404
    assert upstream.requests == []


def test_an_upstreams_own_errors_come_through_whole_and_in_a_stream(start):
    def failing(request):
        if request.json["stream"]:
            yield from lines([{**whole(request.json, "Нача"), "done": False}, {"error": "out of memory"}])
        else:
            yield response(b'{"error":"model not loaded"}', "500 Internal Server Error")

    upstream = Upstream(failing)
    gateway = start([f"rec={upstream.url.removesuffix('/v1')}/api,country=RU,dialect=ollama"])
    messages = [{"role": "user", "content": f"Клиент {NAME}"}]
    with pytest.raises(ollama.ResponseError) as failed:
        client(gateway).chat(model="m", messages=messages)
    assert (failed.value.status_code, failed.value.error) == (500, "model not loaded")
    with pytest.raises(ollama.ResponseError) as failed:
        list(client(gateway).chat(model="m", messages=messages, stream=True))
    assert failed.value.error == "out of memory"
