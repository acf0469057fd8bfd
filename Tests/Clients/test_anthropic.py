# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""The anthropic library in front of the real binary: base URL changed and nothing else."""

from __future__ import annotations

import base64
import json
import re

import anthropic
import messages
import openai
import pytest
from samples import CONVERSATIONS, FAR, leaks
from upstream import Upstream, response, stream

NAME, PASSPORT = "Иванова Мария Петровна", "4509 123456"
ASKED = f"Клиент {NAME}, паспорт {PASSPORT}."
TOOLS = [{"name": "save", "description": "Stores a note.",
          "input_schema": {"type": "object", "properties": {"note": {"type": "string"}}}}]


@pytest.fixture
def upstream():
    server = Upstream(messages.echo)
    yield server
    server.close()


@pytest.fixture
def gateway(start, upstream, monkeypatch):
    monkeypatch.setenv("TEST_UPSTREAM_KEY", "sk-operator-key")
    return start([f"rec={upstream.url},country=RU,dialect=anthropic,key-env=TEST_UPSTREAM_KEY"])


def client(gateway) -> anthropic.Anthropic:
    return anthropic.Anthropic(
        base_url=gateway.url.removesuffix("/v1"), api_key="sk-client-key-that-must-stay-here", max_retries=0)


def ask(gateway, text: str = ASKED, **options):
    history = options.pop("messages", [{"role": "user", "content": text}])
    return client(gateway).messages.create(model="m", max_tokens=100, messages=history, **options)


def final(gateway, **options):
    with client(gateway).messages.stream(model="m", max_tokens=100, **options) as events:
        return events.get_final_message()


@pytest.mark.parametrize("language", CONVERSATIONS)
def test_a_whole_answer_comes_back_exactly_and_nothing_raw_leaves(gateway, upstream, language):
    text, values = CONVERSATIONS[language]
    answer = ask(gateway, text)
    assert answer.content[0].text == text
    assert answer._request_id
    assert leaks(bytes(upstream.raw), values) == []


@pytest.mark.parametrize("language", CONVERSATIONS)
def test_a_streamed_answer_comes_back_exactly_and_in_pieces(gateway, upstream, language):
    text, values = CONVERSATIONS[language]
    with client(gateway).messages.stream(
            model="m", max_tokens=100, messages=[{"role": "user", "content": text}]) as events:
        pieces = list(events.text_stream)
        answer = events.get_final_message()
    assert "".join(pieces) == answer.content[0].text == text
    assert len(pieces) > 5, "the stream collapsed"
    assert (answer.stop_reason, answer.usage.input_tokens, answer.usage.output_tokens) == ("end_turn", 3, 9)
    assert leaks(bytes(upstream.raw), values) == []


def test_keys_and_headers_are_the_operators_and_the_api_version_is_the_callers(gateway, upstream):
    client(gateway).messages.create(
        model="m", max_tokens=1, messages=[{"role": "user", "content": "Привет"}],
        extra_headers={"anthropic-beta": "first-2025-01-01,second-2025-02-02", "x-claude-code-session-id": "mine"})
    headers = upstream.requests[0].headers
    assert headers["x-api-key"] == "sk-operator-key"
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", headers["anthropic-version"])
    assert headers["anthropic-beta"] == "first-2025-01-01,second-2025-02-02"
    assert "authorization" not in headers
    assert not [name for name in headers if name.startswith("x-stainless") or name == "x-claude-code-session-id"]
    assert b"sk-client-key" not in upstream.raw
    for beta in ("ask maria.ivanova@example.ru", "79161234567"):
        with pytest.raises(anthropic.APIStatusError) as refused:
            client(gateway).messages.create(
                model="m", max_tokens=1, messages=[{"role": "user", "content": "Привет"}],
                extra_headers={"anthropic-beta": beta})
        assert refused.value.status_code == 415 and len(upstream.requests) == 1


def test_every_place_of_a_request_is_searched(gateway, upstream):
    text, values = CONVERSATIONS["ru"]
    history = [
        {"role": "user", "content": [
            {"type": "text", "text": text, "cache_control": {"type": "ephemeral"}},
            {"type": "document", "title": text, "context": text,
             "source": {"type": "text", "media_type": "text/plain", "data": text}},
            {"type": "document", "source": {"type": "content", "content": [{"type": "text", "text": text}]}},
            {"type": "search_result", "source": "https://example.ru", "title": text,
             "content": [{"type": "text", "text": text}]}]},
        {"role": "assistant", "content": [
            {"type": "text", "text": text},
            {"type": "tool_use", "id": "toolu_1", "name": "save", "input": {"note": text, text[:60]: [text]}}]},
        {"role": "user", "content": [
            {"type": "tool_result", "tool_use_id": "toolu_1", "content": json.dumps({"found": text})},
            {"type": "tool_result", "tool_use_id": "toolu_2", "content": [{"type": "text", "text": text}]},
            {"type": "text", "text": text}]},
    ]
    tools = [{"name": "save", "description": text, "input_schema": {
        "type": "object", "properties": {"note": {"type": "string", "description": text, "enum": [text]}}}}]
    for system in (text, [{"type": "text", "text": text}]):
        answer = ask(gateway, messages=history, system=system, tools=tools, metadata={"user_id": values[-1]},
                     stop_sequences=[values[-1]])
        assert answer.content[0].text == text
    assert leaks(bytes(upstream.raw), values) == []
    sent = upstream.requests[0].json
    assert sent["messages"][1]["content"][1]["id"] == "toolu_1" and sent["tools"][0]["name"] == "save"


def test_tool_input_comes_back_whole_and_streamed(start):
    value = f'ООО "Ромашка", {NAME}\nпаспорт {PASSPORT}'

    def call_tool(request):
        note = request.json["messages"][-1]["content"]
        yield from messages.answer(request, [
            {"type": "text", "text": "Сохраняю."},
            {"type": "tool_use", "id": "toolu_1", "name": "save", "input": {"note": note, "n": 1}}],
            stop_reason="tool_use")

    upstream = Upstream(call_tool)
    gateway = start([f"rec={upstream.url},country=RU,dialect=anthropic"])
    history = [{"role": "user", "content": value}]
    for answer in (ask(gateway, value, tools=TOOLS), final(gateway, messages=history, tools=TOOLS)):
        call = answer.content[1]
        assert (call.type, call.id, call.name, call.input) == ("tool_use", "toolu_1", "save", {"note": value, "n": 1})
        assert answer.stop_reason == "tool_use"
    assert leaks(bytes(upstream.raw), [NAME, PASSPORT]) == []


@pytest.mark.parametrize("streams", [False, True])
def test_signed_thinking_is_restored_for_the_caller_and_goes_back_byte_for_byte(start, streams):
    """Also where the model respelled a token, and named somebody of its own."""
    signature = base64.b64encode(bytes(range(200))).decode()
    thoughts: list[str] = []

    def think(request):
        asked = request.json["messages"][0]["content"]
        token, other = re.findall(r"\[\w+\]", asked if isinstance(asked, str) else asked[0]["text"])[:2]
        thoughts.append(f"«{token}», {token.lower()}, {other[1:-1]}; как Пётр Сергеевич Орлов из примера.\n{token}")
        yield from messages.answer(request, [
            {"type": "thinking", "thinking": thoughts[0], "signature": signature},
            {"type": "redacted_thinking", "data": signature},
            {"type": "tool_use", "id": "toolu_1", "name": "save", "input": {"note": "да"}}], stop_reason="tool_use")

    upstream = Upstream(think)
    gateway = start([f"rec={upstream.url},country=RU,dialect=anthropic"])
    history = [{"role": "user", "content": ASKED}]
    answer = final(gateway, messages=history, tools=TOOLS) if streams else ask(gateway, messages=history, tools=TOOLS)
    thinking = answer.content[0]
    assert thinking.thinking == (
        f"«{NAME}», {NAME}, {PASSPORT}; как Пётр Сергеевич Орлов из примера.\n{NAME}")
    assert answer.content[1].data == signature
    history += [{"role": "assistant", "content": [block.model_dump(exclude_none=True) for block in answer.content]},
                {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "готово"}]}]
    ask(gateway, messages=history, tools=TOOLS)
    sent = upstream.requests[1].json["messages"][1]["content"]
    assert sent[0] == {"type": "thinking", "thinking": thoughts[0], "signature": signature}
    assert sent[1] == {"type": "redacted_thinking", "data": signature}
    assert leaks(bytes(upstream.raw), [NAME, PASSPORT]) == []

    # A caller that puts something else under the signature gets it searched like any other text.
    history[1]["content"][0]["thinking"] += " Телефон +7 (912) 345-67-89."
    ask(gateway, messages=history, tools=TOOLS)
    forged = upstream.requests[2].json["messages"][1]["content"][0]
    assert forged["signature"] == signature and "912" not in forged["thinking"]
    assert leaks(bytes(upstream.raw), [NAME, PASSPORT, "Пётр Сергеевич Орлов", "+7 (912) 345-67-89"]) == [
        "Пётр Сергеевич Орлов"], "the model's own words went back as it said them, and nothing else"


def test_a_stop_sequence_goes_out_as_its_token_and_comes_back(start):
    def stop(request):
        yield from messages.answer(request, [{"type": "text", "text": "да"}], stop_reason="stop_sequence",
                                   stop_sequence=request.json["stop_sequences"][0])

    upstream = Upstream(stop)
    gateway = start([f"rec={upstream.url},country=RU,dialect=anthropic"])
    history = [{"role": "user", "content": ASKED}]
    assert ask(gateway, stop_sequences=[NAME]).stop_sequence == NAME
    assert final(gateway, messages=history, stop_sequences=[NAME]).stop_sequence == NAME
    assert leaks(bytes(upstream.raw), [NAME]) == []


def test_tokens_are_counted_by_the_upstream_over_what_it_would_get(gateway, upstream):
    text, values = CONVERSATIONS["ru"]
    counted = client(gateway).messages.count_tokens(
        model="m", messages=[{"role": "user", "content": text}], system=text, tools=TOOLS)
    assert counted.input_tokens == 7
    assert upstream.requests[0].path == "/v1/messages/count_tokens"
    assert leaks(bytes(upstream.raw), values) == []


def test_a_stream_cut_at_every_byte_reads_the_same(start):
    text, values = CONVERSATIONS["ru"]
    sizes = iter([1, 2, 3, 5, 7, 11, 64, 1000])

    def cut(request):
        payload, size = messages.stream_bytes([{"type": "text", "text": request.last_user_text}], size=40), next(sizes)
        yield from stream(payload, list(range(size, len(payload), size)))

    upstream = Upstream(cut)
    gateway = start([f"rec={upstream.url},country=RU,dialect=anthropic"])
    for _ in range(8):
        assert final(gateway, messages=[{"role": "user", "content": text}]).content[0].text == text
    assert leaks(bytes(upstream.raw), values) == []


def test_refusals_have_the_vendors_shape(start, upstream, tmp_path):
    far = start([f"far={upstream.url},country=US,dialect=anthropic"])
    with pytest.raises(anthropic.PermissionDeniedError) as refused:
        ask(far)
    assert refused.value.type == "permission_error"
    assert refused.value.error_code == "residency_no_route"
    assert refused.value.request_id == refused.value.body["request_id"]
    assert upstream.requests == []
    status, _, body = far.post(b"{", path="/v1/messages")
    assert (status, json.loads(body)["error"]["type"]) == (400, "invalid_request_error")
    status, _, body = far.post(b"{}", path="/v1/nowhere", anthropic_version="2023-06-01")
    assert (status, json.loads(body)["error"]["type"]) == (404, "not_found_error")
    keys = tmp_path / "keys.txt"
    keys.write_text(f"app default sha256:{'0' * 64}\n", encoding="utf-8")
    keys.chmod(0o600)
    locked = start([f"rec={upstream.url},country=RU,dialect=anthropic"],
                   config=f"home: [RU]\nkeys_file: {keys}\n")
    with pytest.raises(anthropic.AuthenticationError) as refused:
        ask(locked)
    assert refused.value.type == "authentication_error"


def test_an_image_stays_in_the_country(start, upstream):
    image = {"type": "image", "source": {
        "type": "base64", "media_type": "image/png", "data": base64.b64encode(bytes(600)).decode()}}
    content = [{"type": "text", "text": "Что здесь?"}, image]
    near = start([f"near={upstream.url},country=RU,dialect=anthropic"])
    assert ask(near, messages=[{"role": "user", "content": content}]).content[0].text == "Что здесь?"
    assert upstream.requests[0].json["messages"][0]["content"][1] == image
    policy = f"home: [RU]\n{FAR}policy:\n  foreign: {{ upstreams: [far], max_residual: C1 }}\n"
    far = start([f"far={upstream.url},country=US,dialect=anthropic,provider=far"], config=policy)
    assert ask(far, "Что здесь?").content[0].text == "Что здесь?"
    for content in ([image], [{"type": "tool_result", "tool_use_id": "t", "content": [image]}]):
        with pytest.raises(anthropic.APIStatusError) as refused:
            ask(far, messages=[{"role": "user", "content": content}])
        assert refused.value.error_code == "unsupported_content"
    assert len(upstream.requests) == 2


def test_an_upstreams_own_errors_come_through_whole_and_in_a_stream(start):
    def overloaded(request):
        error = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}
        if request.json.get("stream"):
            begun = messages.stream_bytes([{"type": "text", "text": "Нача"}]).split(b"event: content_block_stop")[0]
            yield from stream(begun + messages.event(error))
        else:
            yield response(json.dumps(error).encode(), "529 Overloaded")

    upstream = Upstream(overloaded)
    gateway = start([f"rec={upstream.url},country=RU,dialect=anthropic"])
    with pytest.raises(anthropic.APIStatusError) as failed:
        ask(gateway)
    assert (failed.value.status_code, failed.value.type) == (529, "overloaded_error")
    with pytest.raises(anthropic.APIStatusError) as failed:
        final(gateway, messages=[{"role": "user", "content": ASKED}])
    assert failed.value.type == "overloaded_error"


def test_a_stream_that_breaks_ends_with_an_error_event(start):
    upstream = Upstream(lambda request: stream(b"event: message_start\ndata: {\"type\":\"message_start\"\n\n"))
    gateway = start([f"rec={upstream.url},country=RU,dialect=anthropic"])
    with pytest.raises(anthropic.APIStatusError) as failed:
        final(gateway, messages=[{"role": "user", "content": ASKED}])
    assert failed.value.error_code == "restore_failed"


def test_a_fallback_answers_when_the_first_upstream_is_down(start, upstream):
    gateway = start(["gone=http://127.0.0.1:9/v1,country=RU,dialect=anthropic",
                     f"rec={upstream.url},country=RU,dialect=anthropic"])
    text, values = CONVERSATIONS["ru"]
    assert ask(gateway, text).content[0].text == text
    assert leaks(bytes(upstream.raw), values) == []

    def codes():
        return [event["code"] for event in gateway.events() if event["code"].startswith("LLM")]

    assert upstream.wait_for(lambda: codes() == ["LLM001I", "LLM009I", "LLM002I"]), codes()
    assert {event.get("route", {}).get("provider", "anthropic") for event in gateway.events()} == {"anthropic"}


def test_each_dialect_goes_to_an_upstream_that_speaks_it_and_chats_to_others_too(start, upstream):
    other = Upstream()
    gateway = start([f"one={other.url},country=RU,models=small", f"two={upstream.url},country=RU,dialect=anthropic,models=large"])
    speaker = openai.OpenAI(base_url=gateway.url, api_key="k", max_retries=0)
    assert [model.id for model in speaker.models.list()] == ["small", "large"]
    assert [model.id for model in client(gateway).models.list()] == ["large"]
    history = [{"role": "user", "content": ASKED}]
    assert client(gateway).messages.create(model="large", max_tokens=9, messages=history).content[0].text == ASKED
    assert speaker.chat.completions.create(model="small", messages=history).choices[0].message.content == ASKED
    assert speaker.chat.completions.create(model="large", messages=history).choices[0].message.content == ASKED
    with pytest.raises(anthropic.NotFoundError):
        client(gateway).messages.create(model="small", max_tokens=9, messages=history)
    assert (len(other.requests), len(upstream.requests)) == (1, 2)


def test_three_turns_with_their_history_give_the_same_tokens(gateway, upstream):
    text, values = CONVERSATIONS["ru"]
    history: list[dict] = []
    for turn in ("", " Повторите.", " И ещё раз."):
        history.append({"role": "user", "content": text + turn})
        answer = ask(gateway, messages=history, system="Отвечай кратко.")
        history.append({"role": "assistant", "content": answer.content})
        assert answer.content[0].text == text + turn
    assert len({request.json["messages"][0]["content"] for request in upstream.requests}) == 1
    assert leaks(bytes(upstream.raw), values) == []


def test_the_beta_client_goes_the_same_way(gateway, upstream):
    text, values = CONVERSATIONS["ar"]
    answer = client(gateway).beta.messages.create(
        model="m", max_tokens=9, messages=[{"role": "user", "content": text}], betas=["context-1m-2025-08-07"])
    assert answer.content[0].text == text
    assert upstream.requests[0].headers["anthropic-beta"] == "context-1m-2025-08-07"
    assert leaks(bytes(upstream.raw), values) == []


def test_the_demo_model_speaks_it_too_and_says_what_it_does_not_speak(start):
    gateway = start([])
    text, values = CONVERSATIONS["ru"]
    history = [{"role": "user", "content": text}]
    options = {"model": "zavesa-demo", "max_tokens": 100, "messages": history}
    whole = client(gateway).messages.create(**options).content[0].text
    with client(gateway).messages.stream(**options) as events:
        assert events.get_final_message().content[0].text == whole
    assert NAME in whole and "[PERSON" not in whole
    assert client(gateway).messages.count_tokens(model="zavesa-demo", messages=history).input_tokens > 5
    with pytest.raises(openai.NotFoundError):
        openai.OpenAI(base_url=gateway.url, api_key="k", max_retries=0).responses.create(model="zavesa-demo", input=text)


DOCUMENTS = [
    "Клиент Иванова Мария Петровна, паспорт 4509 123456. Договор действует до марта. Звонить: +7 912 345-67-89.",
    "رقم الهوية 1012345672 والبريد mohammed@example.sa. The contract ends in May 😀. Write to john.smith@example.com.",
]


def citing(request) -> object:
    """Cites each sentence of each document, as one that reads what it got."""
    documents = [block["source"] for block in request.json["messages"][0]["content"] if block["type"] == "document"]
    blocks = []
    for number, source in enumerate(documents):
        # A document in blocks is numbered too, but has no characters to count.
        text = source["data"] if source["type"] == "text" else ""
        for sentence in re.finditer(r"[^.]+\.(?: |$)", text):
            citation = {"type": "char_location", "document_index": number, "document_title": None,
                        "cited_text": sentence[0], "start_char_index": sentence.start(),
                        "end_char_index": sentence.end()}
            blocks.append({"type": "text", "text": "See.", "citations": [citation]})
    if not request.json.get("stream"):
        yield from messages.whole(blocks)
        return
    events = [messages.event({"type": "message_start", "message": {**messages.message([]), "stop_reason": None}})]
    for index, block in enumerate(blocks):
        started, *middle, ended = messages.block_events(index, {"type": "text", "text": block["text"]})
        middle += [messages.event({"type": "content_block_delta", "index": index,
                                   "delta": {"type": "citations_delta", "citation": citation}})
                   for citation in block["citations"]]
        events += [started, *middle, ended]
    events += [messages.event({"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": None},
                               "usage": {"output_tokens": 9}}), messages.event({"type": "message_stop"})]
    yield from stream(b"".join(events))


@pytest.mark.parametrize("asked", [ask, final])
def test_citations_point_into_the_callers_own_documents(gateway, upstream, asked):
    upstream.responder = citing
    plain = {"type": "document", "citations": {"enabled": True},
             "source": {"type": "content", "content": [{"type": "text", "text": "Nothing of note."}]}}
    first, second = ({**plain, "source": {"type": "text", "media_type": "text/plain", "data": text}}
                     for text in DOCUMENTS)
    history = [{"role": "user", "content": [first, plain, second, {"type": "text", "text": "Что в них?"}]}]
    answer = asked(gateway, messages=history)
    assert "Иванова" not in upstream.requests[0].body.decode()
    cited = [citation for block in answer.content for citation in block.citations]
    assert len(cited) == 6
    for citation in cited:
        document = {0: DOCUMENTS[0], 2: DOCUMENTS[1]}[citation.document_index]
        assert document[citation.start_char_index:citation.end_char_index] == citation.cited_text
