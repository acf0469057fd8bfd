# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Russian names come back in the case an answer wants of them, and as they were where a text is repeated."""

from __future__ import annotations

import json
import re

import anthropic
import openai
from messages import echo as anthropic_echo
from upstream import Upstream, completion, response, sse, stream

TOKEN = re.compile(r"\[PERSON_\w{9}\]")
QUESTION = "Клиентка Анна Белкина и менеджер Пётр Ильич Сомов завтра встречаются."
# What the model says of the first and the second person, and what the client reads.
SAID = "Напишите {0}, что договор с {1} готов. Для {0} и {1} это важно; привет {2}"
READ = ("Напишите Анне Белкиной, что договор с Петром Ильичом Сомовым готов. Для Анны Белкиной и Петра Ильича Сомова это важно; "
        "привет Анне Белкиной")


def model(request):
    tokens = TOKEN.findall(request.last_user_text)
    text = SAID.format(*tokens[:2], tokens[0][:-1] + "_D]")
    if request.json.get("stream"):
        yield from stream(sse(text, [text[i:i + 2] for i in range(0, len(text), 2)]))
    else:
        yield response(json.dumps(completion(text), ensure_ascii=False).encode())


def ask(gateway, text: str, streams: bool) -> str:
    client = openai.OpenAI(base_url=f"http://127.0.0.1:{gateway.port}/v1", api_key="x", max_retries=0)
    answer = client.chat.completions.create(model="m", messages=[{"role": "user", "content": text}], stream=streams)
    if not streams:
        return answer.choices[0].message.content
    return "".join(chunk.choices[0].delta.content or "" for chunk in answer if chunk.choices)


def test_an_answer_reads_as_russian(start):
    gateway = start([f"rec={Upstream(model).url},country=RU"])
    for streams in (False, True):
        assert ask(gateway, QUESTION, streams) == READ
    assert gateway.run("audit", "verify", "--data", str(gateway.data)).returncode == 0
    assert [event["restore"]["declined"] for event in gateway.events() if "restore" in event] == [5, 5]


def test_a_repeated_text_is_as_it_was(start, upstream):
    gateway = start([f"rec={upstream.url},country=RU"])
    text = "Напишите Анна Белкина, что договор с Пётр Сомов готов: для Анна Белкина, к Анне Белкиной."
    for streams in (False, True):
        assert ask(gateway, text, streams) == text
    assert all("declined" not in event.get("restore", {}) for event in gateway.events())


def test_a_direct_restore_declines_where_it_is_asked(start, upstream):
    gateway = start([f"rec={upstream.url},country=RU"])
    sent = json.loads(gateway.post(json.dumps({"text": QUESTION}).encode(), path="/v1/privacy/tokenize")[2])
    first = TOKEN.findall(sent["text"])[0]
    body = {"text": f"для {first}, {first[:-1]}_I]", "conversation": sent["conversation"]}
    restored = json.loads(gateway.post(json.dumps(body).encode(), path="/v1/privacy/restore")[2])
    assert restored["text"] == "для Анна Белкина, Анной Белкиной"


def test_the_note_teaches_the_model_and_only_where_there_are_tokens(start, upstream):
    gateway = start([f"rec={upstream.url},country=RU"], config="home: [RU]\nrestore: {note: true}\n")
    assert ask(gateway, QUESTION, False) == QUESTION
    assert ask(gateway, "Который час?", False) == "Который час?"
    first, second = (request.json["messages"] for request in upstream.requests)
    assert first[0]["role"] == "system" and "_D дательный" in first[0]["content"] and len(first) == 2
    assert [message["role"] for message in second] == ["user"]


def test_the_note_goes_to_anthropic_too(start):
    upstream = Upstream(anthropic_echo)
    gateway = start([f"rec={upstream.url},country=RU,dialect=anthropic"],
                    config="home: [RU]\nrestore: {note: true, cases: off}\n")
    client = anthropic.Anthropic(base_url=f"http://127.0.0.1:{gateway.port}", api_key="x", max_retries=0)
    answer = client.messages.create(model="m", max_tokens=64, system="Отвечай кратко.",
                                    messages=[{"role": "user", "content": QUESTION}])
    assert answer.content[0].text == QUESTION
    system = upstream.requests[0].json["system"]
    assert system.endswith("\n\nОтвечай кратко.") and "_D" not in system
