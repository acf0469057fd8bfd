# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Long conversations through the vendors' own libraries: answers exact, tokens stable, prefixes the same to the byte.

A provider keeps what it computed for the beginning of a request and pays no second time for it, as long as no byte of
that beginning differs. So what goes out in one turn must stand unchanged at the front of the next one. Every second
turn is streamed.
"""

from __future__ import annotations

import json
import re

import anthropic
import messages
import openai
import pytest
from samples import CONVERSATIONS, leaks
from upstream import Upstream, completion, response, sse, stream

TURNS = {
    "ru": ["{text}", "А кто такая Иванова Мария Петровна?", "Позвоните ей: +7 (912) 345-67-89.", "Спасибо!",
           "Ещё клиент: Смирнов Пётр Ильич, p.smirnov@example.ru.", "Сравните их паспорта: 4509 123456 и 4510 654321.",
           "Письмо Ивановой Марии Петровне готово?", "Добавьте «СНИЛС 112-233-445 95»\nи \"кавычки\" \\ слеш.",
           "{text}", "Итог по p.smirnov@example.ru и maria.ivanova@example.ru?"],
    "en": ["{text}", "Who is John Smith?", "Charge 4111 1111 1111 1111.", "Thanks!",
           "Another client: Emily Carter, emily.carter@example.com.", "Compare SSN 536-22-8726 with 219-09-9999.",
           "Is the letter to John Smith ready?", "Add \"SSN 536-22-8726\"\nand a \\ backslash.", "{text}",
           "Sum up emily.carter@example.com and john.smith@example.com."],
    "ar": ["{text}", "من هو محمد أحمد العتيبي؟", "اتصل على +966 50 123 4567.", "شكرا!",
           "عميل آخر: فاطمة علي الحربي وبريدها fatima@example.sa.", "قارن 1012345672 مع 1098765432.",
           "هل رسالة محمد أحمد العتيبي جاهزة؟", "أضف \"1012345672\"\nو \\ شرطة.", "{text}",
           "الخلاصة: fatima@example.sa و mohammed@example.sa."],
}
STEPS = 20


def first_array(body: bytes, key: bytes = b'"messages":') -> bytes:
    """The bytes of the array under a key of the outermost object, without its closing bracket."""
    start = body.index(key) + len(key)
    start += len(body[start:]) - len(body[start:].lstrip())
    depth, index, quoted = 0, start, False
    while True:
        byte = body[index:index + 1]
        if quoted:
            index += byte == b"\\"
            quoted = byte != b'"'
        elif byte == b'"':
            quoted = True
        elif byte in b"[{":
            depth += 1
        elif byte in b"]}":
            depth -= 1
            if depth == 0:
                return body[start:index]
        index += 1


def check_prefixes(requests: list) -> None:
    """Each request's messages begin with the bytes of all messages of the one before it."""
    assert len(requests) > 5
    for earlier, later in zip(requests, requests[1:]):
        before, after = first_array(earlier.body), first_array(later.body)
        assert after.startswith(before) and len(after) > len(before), "the provider's cache of the prompt would miss"


def tokens_by_value(requests: list, values: list[str], plain: list[str]) -> None:
    """Every mention of a value went out as the same token in every turn."""
    for value in values:
        seen = {tuple(re.findall(r"\[\w+\]", request.json["messages"][turn]["content"]))
                for request in requests for turn, text in enumerate(plain)
                if text == value and turn < len(request.json["messages"])}
        assert len(seen) == 1 and seen.pop(), value


def said(text: str) -> str:
    """What the model says to a text: its own words around it."""
    return f"— {text}\n(это всё)"


@pytest.mark.parametrize("language", TURNS)
def test_ten_turns_of_chat(start, language):
    def reply(request):
        text = said(request.last_user_text)
        if request.json.get("stream"):
            yield from stream(sse("", [text[i:i + 4] for i in range(0, len(text), 4)]))
        else:
            yield response(json.dumps(completion(text), ensure_ascii=False).encode())

    upstream = Upstream(reply)
    gateway = start([f"rec={upstream.url},country=RU"])
    client = openai.OpenAI(base_url=gateway.url, api_key="k", max_retries=0)
    opening, values = CONVERSATIONS[language]
    history: list[dict] = [{"role": "system", "content": "Отвечай кратко."}]
    for number, turn in enumerate(TURNS[language]):
        history.append({"role": "user", "content": turn.format(text=opening)})
        if number % 2:
            with client.chat.completions.stream(model="m", messages=history) as events:
                for _ in events:
                    pass
                answer = events.get_final_completion().choices[0].message.content
        else:
            answer = client.chat.completions.create(model="m", messages=history).choices[0].message.content
        assert answer == said(history[-1]["content"])
        history.append({"role": "assistant", "content": answer})
    check_prefixes(upstream.requests)
    tokens_by_value(upstream.requests, [opening], [message["content"] for message in history])
    assert leaks(bytes(upstream.raw), values) == []


@pytest.mark.parametrize("language", TURNS)
def test_ten_turns_of_messages(start, language):
    upstream = Upstream(lambda request: messages.answer(request, [{"type": "text", "text": said(request.last_user_text)}]))
    gateway = start([f"rec={upstream.url},country=RU,dialect=anthropic"])
    client = anthropic.Anthropic(base_url=gateway.url.removesuffix("/v1"), api_key="k", max_retries=0)
    opening, values = CONVERSATIONS[language]
    history: list[dict] = []
    for number, turn in enumerate(TURNS[language]):
        history.append({"role": "user", "content": turn.format(text=opening)})
        options = {"model": "m", "max_tokens": 100, "messages": history, "system": "Отвечай кратко."}
        if number % 2:
            with client.messages.stream(**options) as events:
                answer = events.get_final_message()
        else:
            answer = client.messages.create(**options)
        assert answer.content[0].text == said(history[-1]["content"])
        history.append({"role": "assistant", "content": answer.content[0].text})
    check_prefixes(upstream.requests)
    tokens_by_value(upstream.requests, [opening], [message["content"] for message in history])
    assert leaks(bytes(upstream.raw), values) == []


# Tools

def task(language: str) -> str:
    return f"{CONVERSATIONS[language][0]} Найдите {STEPS} записей."


def result(step: int, language: str) -> dict:
    """What the tool answers: the values of the conversation, and a new one in each step."""
    return {"step": step, "found": CONVERSATIONS[language][1], "note": f"client{step}@example.org \"{step}\"\n\\"}


def arguments(step: int, asked: str) -> dict:
    return {"n": step, "query": asked, "nested": json.dumps({"who": asked, "step": step}, ensure_ascii=False)}


@pytest.mark.parametrize("language", TURNS)
def test_a_loop_of_twenty_tool_calls_in_chat(start, language):
    def reply(request):
        step = sum(m["role"] == "tool" for m in request.json["messages"])
        asked = request.json["messages"][0]["content"]
        if step == STEPS:
            yield response(json.dumps(completion(said(asked)), ensure_ascii=False).encode())
            return
        call = {"id": f"call_{step}", "type": "function",
                "function": {"name": "find", "arguments": json.dumps(arguments(step, asked), ensure_ascii=False)}}
        if not request.json.get("stream"):
            yield response(json.dumps(completion(None, tool_calls=[call]), ensure_ascii=False).encode())
            return
        text = call["function"]["arguments"]

        def event(delta, finish=None):
            return b"data: " + json.dumps({
                "id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m",
                "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}).encode() + b"\n\n"

        first = {**call, "index": 0, "function": {"name": "find", "arguments": ""}}
        parts = [event({"tool_calls": [{"index": 0, "function": {"arguments": text[i:i + 7]}}]})
                 for i in range(0, len(text), 7)]
        yield from stream(b"".join([event({"role": "assistant", "content": None, "tool_calls": [first]}), *parts,
                                    event({}, "tool_calls"), b"data: [DONE]\n\n"]))

    upstream = Upstream(reply)
    gateway = start([f"rec={upstream.url},country=RU"])
    client = openai.OpenAI(base_url=gateway.url, api_key="k", max_retries=0)
    tools = [{"type": "function", "function": {"name": "find", "parameters": {"type": "object"}}}]
    history: list[dict] = [{"role": "user", "content": task(language)}]
    for step in range(STEPS):
        options = {"model": "m", "messages": history, "tools": tools}
        if step % 2:
            with client.chat.completions.stream(**options) as events:
                for _ in events:
                    pass
                message = events.get_final_completion().choices[0].message
        else:
            message = client.chat.completions.create(**options).choices[0].message
        call = message.tool_calls[0]
        assert json.loads(call.function.arguments) == arguments(step, task(language))
        history.append({"role": "assistant", "content": None, "tool_calls": [{
            "id": call.id, "type": "function",
            "function": {"name": call.function.name, "arguments": call.function.arguments}}]})
        history.append({"role": "tool", "tool_call_id": call.id,
                        "content": json.dumps(result(step, language), ensure_ascii=False)})
    answer = client.chat.completions.create(model="m", messages=history, tools=tools)
    assert answer.choices[0].message.content == said(task(language))
    check_prefixes(upstream.requests)
    assert leaks(bytes(upstream.raw), [*CONVERSATIONS[language][1], "client7@example.org"]) == []


@pytest.mark.parametrize("language", TURNS)
def test_a_loop_of_twenty_tool_calls_in_messages(start, language):
    def reply(request):
        history = request.json["messages"]
        step = (len(history) - 1) // 2
        asked = history[0]["content"]
        if step == STEPS:
            yield from messages.answer(request, [{"type": "text", "text": said(asked)}])
        else:
            yield from messages.answer(request, [
                {"type": "text", "text": f"Шаг {step}: {asked[-30:]}"},
                {"type": "tool_use", "id": f"toolu_{step}", "name": "find", "input": arguments(step, asked)}],
                stop_reason="tool_use")

    upstream = Upstream(reply)
    gateway = start([f"rec={upstream.url},country=RU,dialect=anthropic"])
    client = anthropic.Anthropic(base_url=gateway.url.removesuffix("/v1"), api_key="k", max_retries=0)
    tools = [{"name": "find", "description": "Finds.", "input_schema": {"type": "object"}}]
    history: list[dict] = [{"role": "user", "content": task(language)}]
    for step in range(STEPS + 1):
        options = {"model": "m", "max_tokens": 100, "messages": history, "tools": tools}
        if step % 2:
            with client.messages.stream(**options) as events:
                answer = events.get_final_message()
        else:
            answer = client.messages.create(**options)
        if step == STEPS:
            break
        assert answer.content[1].input == arguments(step, task(language))
        history.append({"role": "assistant", "content": [
            {"type": "text", "text": answer.content[0].text},
            {"type": "tool_use", "id": answer.content[1].id, "name": "find", "input": answer.content[1].input}]})
        history.append({"role": "user", "content": [{
            "type": "tool_result", "tool_use_id": answer.content[1].id,
            "content": json.dumps(result(step, language), ensure_ascii=False)}]})
    assert answer.content[0].text == said(task(language))
    check_prefixes(upstream.requests)
    assert leaks(bytes(upstream.raw), [*CONVERSATIONS[language][1], "client7@example.org"]) == []
