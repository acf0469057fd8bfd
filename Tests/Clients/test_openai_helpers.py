# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""What the openai library does beyond a question and an answer: several choices, answers as objects, trying again."""

from __future__ import annotations

import json

import openai
import pytest
from pydantic import BaseModel
from samples import CONVERSATIONS, leaks
from upstream import Upstream, chunk, completion, echo, response, stream

TEXT, VALUES = CONVERSATIONS["ru"]
MESSAGES = [{"role": "user", "content": TEXT}]


class Client(BaseModel):
    name: str
    note: str


def client(gateway, **options) -> openai.OpenAI:
    return openai.OpenAI(base_url=gateway.url, api_key="k", **{"max_retries": 0, **options})


def two_choices(request):
    """Says the text twice; streamed, a few characters of each in turn."""
    said = request.last_user_text
    if not request.json.get("stream"):
        whole = completion(said)
        whole["choices"].append({**whole["choices"][0], "index": 1})
        yield response(json.dumps(whole, ensure_ascii=False).encode())
        return
    events = b""
    for start in range(0, len(said), 3):
        for index in (0, 1):
            piece = chunk({"content": said[start:start + 3]})
            events += piece.replace(b'"index": 0', f'"index": {index}'.encode())
    for index in (0, 1):
        events += chunk({}, "stop").replace(b'"index": 0', f'"index": {index}'.encode())
    yield from stream(events + b"data: [DONE]\n\n")


@pytest.mark.parametrize("streams", [False, True])
def test_each_of_several_choices_comes_back(start, streams):
    upstream = Upstream(two_choices)
    gateway = start([f"rec={upstream.url},country=RU"])
    if streams:
        with client(gateway).chat.completions.stream(model="m", messages=MESSAGES, n=2) as events:
            for _ in events:
                pass
            answer = events.get_final_completion()
    else:
        answer = client(gateway).chat.completions.create(model="m", messages=MESSAGES, n=2)
    assert [choice.message.content for choice in answer.choices] == [TEXT, TEXT]
    assert upstream.requests[0].json["n"] == 2
    assert leaks(bytes(upstream.raw), VALUES) == []


@pytest.mark.parametrize("streams", [False, True])
def test_an_answer_is_parsed_into_the_object_that_was_asked_for(start, streams):
    value = 'Иванова Мария Петровна, ООО "Ромашка"\nпаспорт 4509 123456'

    def fill(request):
        said = json.dumps({"name": request.last_user_text, "note": "ok"}, ensure_ascii=False)
        if not request.json.get("stream"):
            yield response(json.dumps(completion(said), ensure_ascii=False).encode())
            return
        pieces = b"".join(chunk({"content": said[i:i + 4]}) for i in range(0, len(said), 4))
        yield from stream(pieces + chunk({}, "stop") + b"data: [DONE]\n\n")

    upstream = Upstream(fill)
    gateway = start([f"rec={upstream.url},country=RU"])
    given = {"model": "m", "messages": [{"role": "user", "content": value}], "response_format": Client}
    if streams:
        with client(gateway).chat.completions.stream(**given) as events:
            for _ in events:
                pass
            message = events.get_final_completion().choices[0].message
    else:
        message = client(gateway).chat.completions.parse(**given).choices[0].message
    assert message.parsed == Client(name=value, note="ok")
    schema = upstream.requests[0].json["response_format"]["json_schema"]["schema"]
    assert set(schema["properties"]) == {"name", "note"}
    assert leaks(bytes(upstream.raw), ["Иванова Мария Петровна", "4509 123456"]) == []


def test_the_library_tries_again_where_that_may_help_and_not_elsewhere(start):
    answers = iter(["503 Service Unavailable", "429 Too Many Requests", None, "400 Bad Request"])

    def flaky(request):
        status = next(answers)
        yield from echo(request) if status is None else [response(b'{"error":{"message":"later"}}', status)]

    upstream = Upstream(flaky)
    gateway = start([f"rec={upstream.url},country=RU"])
    patient = client(gateway, max_retries=3)
    assert patient.chat.completions.create(model="m", messages=MESSAGES).choices[0].message.content == TEXT
    assert len(upstream.requests) == 3
    assert len({request.body for request in upstream.requests}) == 1, "each try sends the same tokens"
    with pytest.raises(openai.BadRequestError):
        patient.chat.completions.create(model="m", messages=MESSAGES)
    assert len(upstream.requests) == 4
