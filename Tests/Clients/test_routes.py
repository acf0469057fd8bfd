# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Upstreams of different dialects side by side, and what only some of them take."""

from __future__ import annotations

import base64
import json

import openai
import pytest
from samples import FAR, leaks
from upstream import Upstream, response
from vendors import ALL, wire

NAME, PHONE = "Иванова Мария Петровна", 79123456789
PIXEL = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(64))).decode()


@pytest.fixture
def begin(start, monkeypatch):
    monkeypatch.setenv("MODEL_KEY", wire.KEY)

    def run(*upstreams: str, **options):
        gateway = start(list(upstreams), **options)
        return openai.OpenAI(base_url=gateway.url, api_key="k", max_retries=0), gateway

    return run


def server(name: str, answering=None) -> Upstream:
    """A vendor's server that says back what the user said, or answers as told."""
    vendor = ALL[name]

    def respond(request):
        if hasattr(vendor, "exchange") and (token := vendor.exchange(request)):
            return token
        return answering(request) if answering else vendor.answer(request, vendor.seen(request).last)

    return Upstream(respond)


def flag(name: str, upstream: Upstream, id: str) -> str:
    return ALL[name].flag(upstream).replace("up=", f"{id}=", 1)


@pytest.mark.parametrize("first,second", [
    ("anthropic", "openai"), ("openai", "anthropic"), ("yandexgpt", "ollama"), ("gigachat", "yandexgpt")])
def test_another_dialect_takes_over_when_an_upstream_fails(begin, first, second):
    broken = server(first, lambda request: ALL[first].refuse(503, "overloaded"))
    other = server(second)
    client, gateway = begin(flag(first, broken, "a"), flag(second, other, "b"))
    for streams in (False, True):
        answer = client.chat.completions.create(
            model="m", messages=[{"role": "user", "content": f"Клиент {NAME}"}], stream=streams)
        said = "".join(c.choices[0].delta.content or "" for c in answer) if streams else \
            answer.choices[0].message.content
        assert said == f"Клиент {NAME}"
    assert leaks(bytes(broken.raw) + bytes(other.raw), [NAME]) == []
    routes = [event["route"]["provider"] for event in gateway.events() if "provider" in event.get("route", {})]
    assert {first, second} <= set(routes)


def test_what_one_dialect_has_no_place_for_goes_to_the_next_that_has(begin):
    anthropic, native = server("anthropic"), server("openai")
    client, _ = begin(flag("anthropic", anthropic, "a"), flag("openai", native, "b"))
    answer = client.chat.completions.create(
        model="m", messages=[{"role": "user", "content": "Привет"}], frequency_penalty=0.5)
    assert answer.choices[0].message.content == "Привет"
    assert anthropic.requests == [] and native.requests[0].json["frequency_penalty"] == 0.5


def image(url: str) -> list[dict]:
    return [{"role": "user", "content": [{"type": "text", "text": f"Кто это, {NAME}?"},
                                         {"type": "image_url", "image_url": {"url": url}}]}]


@pytest.mark.parametrize("name,path", [
    ("anthropic", lambda body: body["messages"][0]["content"][1]["source"]["data"]),
    ("ollama", lambda body: body["messages"][0]["images"][0])])
def test_images_stay_as_they_are_in_the_country(begin, name, path):
    upstream = server(name)
    client, _ = begin(flag(name, upstream, "a"))
    answer = client.chat.completions.create(model="m", messages=image(f"data:image/png;base64,{PIXEL}"))
    assert answer.choices[0].message.content == f"Кто это, {NAME}?"
    assert path(upstream.requests[0].json) == PIXEL
    assert leaks(bytes(upstream.raw), [NAME]) == []


@pytest.mark.parametrize("name", ["gigachat", "yandexgpt"])
def test_images_are_refused_where_they_have_no_place(begin, name):
    upstream = server(name)
    client, _ = begin(flag(name, upstream, "a"))
    with pytest.raises(openai.BadRequestError) as refused:
        client.chat.completions.create(model="m", messages=image(f"data:image/png;base64,{PIXEL}"))
    assert refused.value.code == "unsupported_parameter" and upstream.requests == []


def test_images_go_to_no_other_country(begin):
    upstream = server("anthropic")
    client, _ = begin(flag("anthropic", upstream, "a").replace("country=RU", "country=US,provider=far"),
                      config=f"home: [RU]\n{FAR}policy: {{foreign: {{upstreams: [a]}}}}\n")
    with pytest.raises(openai.APIStatusError) as refused:
        client.chat.completions.create(model="m", messages=image(f"data:image/png;base64,{PIXEL}"))
    assert refused.value.status_code in (403, 415) and upstream.requests == []


@pytest.mark.parametrize("name", ALL)
def test_a_number_that_policy_lets_go_is_the_same_number_upstream(begin, name):
    upstream = server(name)
    client, _ = begin(flag(name, upstream, "a"))
    call = {"id": "call_a", "type": "function", "function": {
        "name": "find", "arguments": json.dumps({"phone": PHONE, "rate": 0.10})}}
    messages = [{"role": "user", "content": "Найди"}, {"role": "assistant", "content": None, "tool_calls": [call]},
                {"role": "tool", "tool_call_id": "call_a", "content": json.dumps({"phone": PHONE})},
                {"role": "user", "content": "Кто это?"}]
    tools = [{"type": "function", "function": {"name": "find", "parameters": {"type": "object"}}}]
    answer = client.chat.completions.create(model="m", messages=messages, tools=tools)
    assert answer.choices[0].message.content == "Кто это?"
    assert [call for _, call in ALL[name].seen(upstream.requests[-1]).calls] == [{"phone": PHONE, "rate": 0.1}]


@pytest.mark.parametrize("storage,header", [("forbid", "false"), ("asked", None)])
def test_yandexgpt_is_told_to_keep_nothing_where_policy_says_so(begin, storage, header):
    upstream = server("yandexgpt")
    client, _ = begin(flag("yandexgpt", upstream, "a"), config=f"home: [RU]\npolicy: {{storage: {storage}}}\n")
    client.chat.completions.create(model="m", messages=[{"role": "user", "content": "Привет"}])
    assert upstream.requests[0].headers.get("x-data-logging-enabled") == header


def test_an_upstream_that_answers_something_else_is_an_error(begin):
    for name in ("anthropic", "ollama", "gigachat", "yandexgpt"):
        upstream = server(name, lambda request: iter([response(b'{"hello":"world"}')]))
        client, _ = begin(flag(name, upstream, "a"))
        with pytest.raises(openai.InternalServerError) as failed:
            client.chat.completions.create(model="m", messages=[{"role": "user", "content": "Привет"}])
        assert failed.value.code == "upstream_error"
        with pytest.raises(openai.APIError):
            list(client.chat.completions.create(
                model="m", messages=[{"role": "user", "content": "Привет"}], stream=True))
