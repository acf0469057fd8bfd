# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""The openai library in front of the real binary: base URL changed and nothing else."""

from __future__ import annotations

import json

import openai
import pytest
from langchain_openai import ChatOpenAI
from samples import CONVERSATIONS, leaks
from upstream import Upstream, completion, response, sse, stream


def client(gateway) -> openai.OpenAI:
    return openai.OpenAI(base_url=gateway.url, api_key="sk-client-key-that-must-stay-here", max_retries=0)


@pytest.mark.parametrize("language", CONVERSATIONS)
def test_a_whole_answer_comes_back_exactly_and_nothing_raw_leaves(gateway, upstream, language):
    text, values = CONVERSATIONS[language]
    answer = client(gateway).chat.completions.create(model="m", messages=[{"role": "user", "content": text}])
    assert answer.choices[0].message.content == text
    assert answer._request_id
    assert leaks(bytes(upstream.raw), values) == []
    assert b"sk-client-key" not in upstream.raw


@pytest.mark.parametrize("language", CONVERSATIONS)
def test_a_streamed_answer_comes_back_exactly_and_in_pieces(gateway, upstream, language):
    text, values = CONVERSATIONS[language]
    events = client(gateway).chat.completions.create(
        model="m", messages=[{"role": "user", "content": text}], stream=True)
    pieces = [e.choices[0].delta.content for e in events if e.choices and e.choices[0].delta.content]
    assert "".join(pieces) == text
    assert len(pieces) > 5, "the stream collapsed"
    assert leaks(bytes(upstream.raw), values) == []


def test_the_stream_helper_accepts_every_event(gateway):
    text, _ = CONVERSATIONS["ru"]
    with client(gateway).chat.completions.stream(
            model="m", messages=[{"role": "user", "content": text}]) as events:
        for _ in events:
            pass
        assert events.get_final_completion().choices[0].message.content == text


def test_langchain_works_whole_and_streamed(gateway, upstream):
    text, values = CONVERSATIONS["ru"]
    model = ChatOpenAI(base_url=gateway.url, api_key="k", model="m", max_retries=0)
    assert model.invoke(text).content == text
    assert "".join(piece.content for piece in model.stream(text)) == text
    assert leaks(bytes(upstream.raw), values) == []


def test_three_turns_with_their_history_give_the_same_tokens(gateway, upstream):
    text, values = CONVERSATIONS["ru"]
    messages: list[dict] = [{"role": "system", "content": "Отвечай кратко."}]
    for turn in ("", " Повторите.", " И ещё раз."):
        messages.append({"role": "user", "content": text + turn})
        answer = client(gateway).chat.completions.create(model="m", messages=messages)
        messages.append({"role": "assistant", "content": answer.choices[0].message.content})
        assert answer.choices[0].message.content == text + turn
    firsts = {request.json["messages"][1]["content"] for request in upstream.requests}
    assert len(firsts) == 1, "the provider's prompt cache would miss"
    assert leaks(bytes(upstream.raw), values) == []


def test_tool_arguments_go_out_tokenised_and_come_back_as_valid_json(start):
    value = 'ООО "Ромашка", Иванова Мария Петровна\nпаспорт 4509 123456'

    def call_tool(request):
        arguments = request.json["messages"][-1]["content"]
        yield response(json.dumps(completion(None, tool_calls=[{
            "id": "call_1", "type": "function",
            "function": {"name": "save", "arguments": json.dumps({"note": arguments}, ensure_ascii=False)}}])).encode())

    upstream = Upstream(call_tool)
    gateway = start([f"rec={upstream.url},country=RU"])
    tools = [{"type": "function", "function": {"name": "save", "parameters": {
        "type": "object", "properties": {"note": {"type": "string"}}}}}]
    answer = client(gateway).chat.completions.create(
        model="m", messages=[{"role": "user", "content": value}], tools=tools)
    call = answer.choices[0].message.tool_calls[0]
    assert json.loads(call.function.arguments) == {"note": value}
    assert leaks(bytes(upstream.raw), ["Иванова Мария Петровна", "4509 123456"]) == []


def test_streamed_tool_arguments_stay_valid_json_at_every_event(start):
    value = 'сказала "да", Иванова Мария Петровна \\ 4509 123456'

    def call_tool(request):
        arguments = json.dumps({"note": request.json["messages"][-1]["content"]}, ensure_ascii=False)

        def event(delta, finish=None):
            return b"data: " + json.dumps({
                "id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m",
                "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}).encode() + b"\n\n"

        events = [event({"role": "assistant", "content": None, "tool_calls": [
            {"index": 0, "id": "call_1", "type": "function", "function": {"name": "save", "arguments": ""}}]})]
        events += [event({"tool_calls": [{"index": 0, "function": {"arguments": arguments[i:i + 2]}}]})
                   for i in range(0, len(arguments), 2)]
        yield from stream(b"".join([*events, event({}, "tool_calls"), b"data: [DONE]\n\n"]))

    upstream = Upstream(call_tool)
    gateway = start([f"rec={upstream.url},country=RU"])
    tools = [{"type": "function", "function": {"name": "save", "parameters": {"type": "object"}}}]
    with client(gateway).chat.completions.stream(
            model="m", messages=[{"role": "user", "content": value}], tools=tools) as events:
        for _ in events:
            pass
        call = events.get_final_completion().choices[0].message.tool_calls[0]
    assert call.id == "call_1" and call.function.name == "save"
    assert json.loads(call.function.arguments) == {"note": value}


def test_a_stream_cut_at_every_byte_reads_the_same(start):
    text, values = CONVERSATIONS["ru"]
    sizes = iter([1, 2, 3, 5, 7, 11, 64, 1000])

    def cut(request):
        payload, size = sse(request.last_user_text, [request.last_user_text]), next(sizes)
        yield from stream(payload, list(range(size, len(payload), size)))

    upstream = Upstream(cut)
    gateway = start([f"rec={upstream.url},country=RU"])
    for _ in range(8):
        events = client(gateway).chat.completions.create(
            model="m", messages=[{"role": "user", "content": text}], stream=True)
        assert "".join(e.choices[0].delta.content or "" for e in events if e.choices) == text
    assert leaks(bytes(upstream.raw), values) == []


def test_a_fallback_answers_when_the_first_upstream_is_down(start, upstream):
    gateway = start(["gone=http://127.0.0.1:9/v1,country=RU", f"rec={upstream.url},country=RU"])
    text, values = CONVERSATIONS["ru"]
    answer = client(gateway).chat.completions.create(model="m", messages=[{"role": "user", "content": text}])
    assert answer.choices[0].message.content == text
    assert leaks(bytes(upstream.raw), values) == []
    def codes():
        return [event["code"] for event in gateway.events() if event["code"].startswith("LLM")]

    # The closing record is written after the last byte of the answer.
    assert upstream.wait_for(lambda: codes() == ["LLM001I", "LLM009I", "LLM002I"]), codes()


def test_a_foreign_upstream_that_no_policy_names_gets_nothing(start, upstream):
    gateway = start([f"far={upstream.url},country=US"])
    with pytest.raises(openai.PermissionDeniedError) as refused:
        client(gateway).chat.completions.create(model="m", messages=[{"role": "user", "content": "Привет!"}])
    assert refused.value.code == "residency_no_route"
    assert upstream.requests == []
    assert [event["code"] for event in gateway.events()][-1] == "LLM003W"


def test_the_models_list_names_what_the_upstreams_declare(start, upstream):
    gateway = start([f"rec={upstream.url},country=RU,models=small|large"])
    assert [model.id for model in client(gateway).models.list()] == ["small", "large"]
    assert upstream.requests == []


def test_a_client_that_goes_away_cancels_the_upstream(start):
    import time

    def endless(request):
        yield b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
        for _ in range(2000):
            event = b'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m",' \
                    b'"choices":[{"index":0,"delta":{"content":"word "},"finish_reason":null}]}\n\n'
            yield f"{len(event):x}\r\n".encode() + event + b"\r\n"
            time.sleep(0.01)

    upstream = Upstream(endless)
    gateway = start([f"rec={upstream.url},country=RU"])
    events = client(gateway).chat.completions.create(
        model="m", messages=[{"role": "user", "content": "x"}], stream=True)
    next(iter(events))
    events.close()
    assert upstream.wait_for(lambda: upstream.hangups == 1), "the upstream still talks to nobody"
    assert upstream.wait_for(lambda: gateway.events()[-1]["code"] == "LLM008W")
