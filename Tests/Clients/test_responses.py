# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""The openai library's responses in front of the real binary."""

from __future__ import annotations

import json

import openai
import pytest
import responses
from langchain_openai import ChatOpenAI
from samples import CONVERSATIONS, leaks
from upstream import Upstream, stream

NAME, PASSPORT = "Иванова Мария Петровна", "4509 123456"
ASKED = f"Клиент {NAME}, паспорт {PASSPORT}."
TOOLS = [{"type": "function", "name": "save", "description": "Stores a note.", "strict": False,
          "parameters": {"type": "object", "properties": {"note": {"type": "string"}}}}]


@pytest.fixture
def upstream():
    server = Upstream(responses.echo)
    yield server
    server.close()


def client(gateway) -> openai.OpenAI:
    return openai.OpenAI(base_url=gateway.url, api_key="sk-client-key-that-must-stay-here", max_retries=0)


@pytest.mark.parametrize("language", CONVERSATIONS)
def test_a_whole_answer_comes_back_exactly_and_nothing_raw_leaves(gateway, upstream, language):
    text, values = CONVERSATIONS[language]
    answer = client(gateway).responses.create(model="m", input=text, instructions=text)
    assert answer.output_text == answer.instructions == text
    assert leaks(bytes(upstream.raw), values) == []
    assert b"sk-client-key" not in upstream.raw


def texts_of(event) -> list[str]:
    """Every whole text in an event."""
    kind = event.type
    if kind == "response.output_text.done":
        return [event.text]
    if kind == "response.content_part.done":
        return [event.part.text]
    if kind == "response.output_item.done":
        return [event.item.content[0].text]
    if kind == "response.completed":
        return [event.response.output_text, event.response.instructions]
    return []


@pytest.mark.parametrize("language", CONVERSATIONS)
def test_a_streamed_answer_and_its_copies_come_back_exactly(gateway, upstream, language):
    text, values = CONVERSATIONS[language]
    pieces, copies, numbers = [], [], []
    for event in client(gateway).responses.create(model="m", input=text, instructions=text, stream=True):
        numbers.append(event.sequence_number)
        if event.type == "response.output_text.delta":
            pieces.append(event.delta)
        copies += texts_of(event)
    assert "".join(pieces) == text
    assert copies == [text] * 5
    assert numbers == list(range(len(numbers)))
    assert len(pieces) > 5, "the stream collapsed"
    assert leaks(bytes(upstream.raw), values) == []


def test_what_is_held_back_goes_out_before_its_copies_and_the_numbers_stay_in_order(start):
    def cut(request):
        said = responses.last_text(request)
        yield from responses.answer(request, [responses.message(said[:said.index("]") - 2])])

    upstream = Upstream(cut)
    gateway = start([f"rec={upstream.url},country=RU"])
    pieces, copies, numbers = "", [], []
    for event in client(gateway).responses.create(model="m", input=ASKED, stream=True):
        numbers.append(event.sequence_number)
        if event.type == "response.output_text.delta":
            pieces += event.delta
        copies += texts_of(event)[:1]
    assert pieces.startswith("Клиент [PERSON_") and set(copies) == {pieces}
    assert numbers == list(range(len(numbers)))


def test_the_stream_helper_accepts_every_event_with_tools_and_reasoning(start):
    value = f'сказала "да", {NAME} \\ паспорт {PASSPORT}'

    def call_tool(request):
        note = responses.last_text(request)
        yield from responses.answer(request, [
            responses.reasoning(f"Это {note}"), responses.call({"note": note, "n": 1}), responses.message(note)])

    upstream = Upstream(call_tool)
    gateway = start([f"rec={upstream.url},country=RU"])
    with client(gateway).responses.stream(model="m", input=value, tools=TOOLS) as events:
        arguments = "".join(event.delta for event in events if event.type == "response.function_call_arguments.delta")
        streamed = events.get_final_response()
    whole = client(gateway).responses.create(model="m", input=value, tools=TOOLS)
    assert json.loads(arguments) == {"note": value, "n": 1}
    for answer in (streamed, whole):
        reasoning, call, message = answer.output
        assert reasoning.summary[0].text == f"Это {value}" and reasoning.encrypted_content == "gAAAAAB+/="
        assert (call.name, call.call_id) == ("save", "call_1")
        assert json.loads(call.arguments) == {"note": value, "n": 1}
        assert message.content[0].text == value
    assert leaks(bytes(upstream.raw), [NAME, PASSPORT]) == []


def test_every_place_of_a_request_is_searched(gateway, upstream):
    text, values = CONVERSATIONS["ru"]
    given = [
        {"role": "developer", "content": text},
        {"role": "user", "content": [{"type": "input_text", "text": text}]},
        {"type": "reasoning", "id": "rs_1", "summary": [{"type": "summary_text", "text": text}],
         "encrypted_content": "gAAAAAB+/="},
        {"type": "function_call", "call_id": "c", "name": "save", "arguments": json.dumps({text[:60]: [text]})},
        {"type": "function_call_output", "call_id": "c", "output": json.dumps({"found": text})},
        {"type": "function_call_output", "call_id": "d", "output": [{"type": "input_text", "text": text}]},
        {"type": "custom_tool_call", "call_id": "e", "name": "run", "input": text},
        {"type": "shell_call_output", "call_id": "f", "output": [{"stdout": text, "stderr": text}]},
        {"role": "user", "content": text},
    ]
    answer = client(gateway).responses.create(
        model="m", input=given, instructions=text, tools=[{**TOOLS[0], "description": text}], user=values[-1],
        metadata={"note": text}, prompt={"id": "pmpt_1", "variables": {"who": text}})
    assert answer.output_text == text
    assert leaks(bytes(upstream.raw), values) == []
    sent = upstream.requests[0].json["input"]
    assert sent[2]["encrypted_content"] == "gAAAAAB+/=" and sent[3]["call_id"] == "c"


@pytest.mark.parametrize("state", [
    {"previous_response_id": "resp_0"}, {"conversation": "conv_1"}, {"background": True},
    {"input": [{"type": "item_reference", "id": "msg_0"}]}])
def test_what_the_provider_keeps_is_refused_in_words(gateway, upstream, state):
    with pytest.raises(openai.APIStatusError) as refused:
        client(gateway).responses.create(**{"model": "m", "input": "Привет", **state})
    assert refused.value.code == "unsupported_content" and "Send" in refused.value.message or "Ask" in refused.value.message
    assert upstream.requests == []


def test_a_stream_cut_at_every_byte_reads_the_same(start):
    text, values = CONVERSATIONS["ru"]
    sizes = iter([1, 3, 7, 64, 1000])

    def cut(request):
        made = responses.events([responses.message(responses.last_text(request))], size=40)
        payload, size = responses.stream_bytes(made), next(sizes)
        yield from stream(payload, list(range(size, len(payload), size)))

    upstream = Upstream(cut)
    gateway = start([f"rec={upstream.url},country=RU"])
    for _ in range(5):
        with client(gateway).responses.stream(model="m", input=text) as events:
            assert events.get_final_response().output_text == text
    assert leaks(bytes(upstream.raw), values) == []


def test_a_failed_response_comes_through(start):
    def failed(request):
        yield from stream(responses.stream_bytes([
            {"type": "response.created", "response": responses.whole([], "in_progress")},
            {"type": "response.failed", "response": responses.whole(
                [], "failed", error={"code": "server_error", "message": "The model failed."})}]))

    upstream = Upstream(failed)
    gateway = start([f"rec={upstream.url},country=RU"])
    events = list(client(gateway).responses.create(model="m", input=ASKED, stream=True))
    assert events[-1].type == "response.failed" and events[-1].response.error.code == "server_error"
    assert upstream.wait_for(lambda: [e["code"] for e in gateway.events()][-1] == "LLM007W"), gateway.events()[-1]


def test_langchain_works_over_responses(gateway, upstream):
    text, values = CONVERSATIONS["ru"]
    model = ChatOpenAI(base_url=gateway.url, api_key="k", model="m", max_retries=0, use_responses_api=True)
    assert model.invoke(text).text == text
    assert "".join(piece.text for piece in model.stream(text)) == text
    assert leaks(bytes(upstream.raw), values) == []
