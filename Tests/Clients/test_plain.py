# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""The openai library's legacy completions, embeddings and moderations in front of the real binary."""

from __future__ import annotations

import base64
import json
import struct

import openai
import pytest
from samples import CONVERSATIONS, leaks
from upstream import Upstream, response, stream

VECTOR = [0.125, -1.5, 3.0]


def completion(text: str, finish: str | None = "stop") -> dict:
    return {"id": "cmpl-1", "object": "text_completion", "created": 1, "model": "m",
            "choices": [{"index": 0, "text": text, "logprobs": None, "finish_reason": finish}]}


def respond(request):
    given = request.json
    if request.path == "/v1/embeddings":
        texts = [given["input"]] if isinstance(given["input"], str) else given["input"]
        vector = VECTOR
        if given.get("encoding_format") == "base64":
            vector = base64.b64encode(struct.pack("<3f", *VECTOR)).decode()
        yield response(json.dumps({"object": "list", "model": "m", "usage": {"prompt_tokens": 1, "total_tokens": 1}, "data": [
            {"object": "embedding", "index": i, "embedding": vector} for i, _ in enumerate(texts)]}).encode())
    elif request.path == "/v1/moderations":
        yield response(json.dumps({"id": "modr-1", "model": "m", "results": [
            {"flagged": False, "categories": {}, "category_scores": {"violence": 0.1234567}}]}).encode())
    elif given.get("stream"):
        text = given["prompt"]
        events = [completion(text[i:i + 3], None) for i in range(0, len(text), 3)] + [completion("")]
        yield from stream(b"".join(b"data: " + json.dumps(event).encode() + b"\n\n" for event in events)
                          + b"data: [DONE]\n\n")
    else:
        yield response(json.dumps(completion(given["prompt"])).encode())


@pytest.fixture
def upstream():
    server = Upstream(respond)
    yield server
    server.close()


def client(gateway) -> openai.OpenAI:
    return openai.OpenAI(base_url=gateway.url, api_key="k", max_retries=0)


@pytest.mark.parametrize("language", CONVERSATIONS)
def test_a_completion_comes_back_exactly_whole_and_streamed(gateway, upstream, language):
    text, values = CONVERSATIONS[language]
    whole = client(gateway).completions.create(model="m", prompt=text, stop=[values[0]], suffix=text)
    assert whole.choices[0].text == text
    pieces = [e.choices[0].text for e in client(gateway).completions.create(model="m", prompt=text, stream=True)]
    assert "".join(pieces) == text and len(pieces) > 5
    assert leaks(bytes(upstream.raw), values) == []


@pytest.mark.parametrize("options", [{}, {"encoding_format": "float"}])
def test_embeddings_are_of_the_tokenised_text_and_come_back_as_they_are(gateway, upstream, options):
    text, values = CONVERSATIONS["ru"]
    answer = client(gateway).embeddings.create(model="m", input=[text, "Привет"], **options)
    assert [list(item.embedding) for item in answer.data] == [VECTOR, VECTOR]
    assert leaks(bytes(upstream.raw), values) == []


def test_a_named_conversation_gives_a_value_the_same_token_in_every_embedding(gateway, upstream):
    for text in ("Клиент Иванова Мария Петровна.", "Звонила Иванова Мария Петровна."):
        client(gateway).embeddings.create(model="m", input=text, extra_headers={"x-zavesa-conversation": "index"})
    first, second = (request.json["input"].split("[")[1].split("]")[0] for request in upstream.requests)
    assert first == second and first.startswith("PERSON_")


def test_moderations_are_of_the_tokenised_text(gateway, upstream):
    text, values = CONVERSATIONS["en"]
    for given in (text, [text], [{"type": "text", "text": text}]):
        assert client(gateway).moderations.create(input=given, model="m").results[0].flagged is False
    assert leaks(bytes(upstream.raw), values) == []


def test_tokens_of_a_vocabulary_are_refused(gateway, upstream):
    with pytest.raises(openai.APIStatusError) as refused:
        client(gateway).embeddings.create(model="m", input=[[1, 2, 3]])
    assert refused.value.code == "unsupported_content"
    with pytest.raises(openai.APIStatusError):
        client(gateway).completions.create(model="m", prompt=[1, 2, 3])
    assert upstream.requests == []


def test_storage_is_forbidden_where_policy_says_so(start):
    import responses

    def answer(request):
        if request.path == "/v1/responses":
            yield from responses.echo(request)
        else:
            from upstream import echo
            yield from echo(request)

    upstream = Upstream(answer)
    gateway = start([f"rec={upstream.url},country=RU"], config="home: [RU]\npolicy:\n  storage: forbid\n")
    text, values = CONVERSATIONS["ru"]
    for store in ({}, {"store": True}, {"store": None}, {"store": False}):
        assert client(gateway).responses.create(model="m", input=text, **store).output_text == text
        assert upstream.requests[-1].json["store"] is False
    chat = client(gateway).chat.completions.create(
        model="m", messages=[{"role": "user", "content": text}], store=True)
    assert chat.choices[0].message.content == text
    assert upstream.requests[-1].json["store"] is False
    assert leaks(bytes(upstream.raw), values) == []
