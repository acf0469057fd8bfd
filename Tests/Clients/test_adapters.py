# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""The openai library in front of every vendor: the suite that a new adapter has to pass (docs/adding-a-provider.md).

The vendors' servers take only what their references say, so a wrong translation is refused by them.
"""

from __future__ import annotations

import contextlib
import json

import openai
import pytest
from gateway import Gateway
from langchain_openai import ChatOpenAI
from samples import CONVERSATIONS, leaks
from upstream import Upstream
from vendors import ALL, wire

NAME, PASSPORT = "Иванова Мария Петровна", "4509 123456"
ARABIC = "محمد أحمد العتيبي"
TOOLS = [{"type": "function", "function": {"name": name, "description": "Stores a note.", "parameters": {
    "type": "object", "properties": {"note": {"type": "string"}, "count": {"type": "number"}}}}}
    for name in ("save", "send")]


class Model:
    """A vendor's server whose answers a test writes."""

    def __init__(self, vendor, reply=None):
        self.vendor, self.reply, self.seen = vendor, reply, []
        self.server = Upstream(self.respond)

    def respond(self, request):
        if hasattr(self.vendor, "exchange") and (token := self.vendor.exchange(request)):
            yield from token
            return
        try:
            self.seen.append(self.vendor.seen(request))
        except (wire.WireError, KeyError, TypeError) as error:
            yield from self.vendor.refuse(400, f"wire: {error!r}")
            return
        yield from self.reply(request, self.seen[-1])

    def begin(self, reply) -> None:
        """Forgets what an earlier test left."""
        self.reply, self.seen = reply, []
        self.server.requests.clear()
        self.server.raw.clear()

    @property
    def raw(self) -> bytes:
        return bytes(self.server.raw)


@pytest.fixture(scope="module", params=ALL)
def vendor(request):
    return ALL[request.param]


@pytest.fixture(scope="module")
def running(vendor, tmp_path_factory):
    """One gateway and one model for all tests of a vendor."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MODEL_KEY", wire.KEY)
        model = Model(vendor)
        folder = tmp_path_factory.mktemp("adapters")
        gateway = Gateway(folder / "data", [vendor.flag(model.server) + ",models=m|large=big"])
    yield gateway, model
    gateway.stop()
    model.server.close()


@pytest.fixture
def serve(running):
    """Tells the model what to answer; gives the openai client and the model."""
    gateway, model = running

    def begin(reply):
        model.begin(reply)
        return openai.OpenAI(base_url=gateway.url, api_key="sk-of-the-caller", max_retries=0), model

    return begin


@pytest.fixture
def echo(serve, vendor):
    return serve(lambda request, seen: vendor.answer(request, seen.last))


def user(text: str) -> list[dict]:
    return [{"role": "user", "content": text}]


@pytest.mark.parametrize("language", CONVERSATIONS)
def test_an_answer_comes_back_exactly_whole_and_streamed(echo, language):
    client, model = echo
    text, values = CONVERSATIONS[language]
    answer = client.chat.completions.create(model="m", messages=user(text))
    assert answer.choices[0].message.content == text and answer.choices[0].finish_reason == "stop"
    assert answer.object == "chat.completion" and answer.id and answer.created and answer.model
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens, answer.usage.total_tokens) == (3, 5, 8)
    chunks = list(client.chat.completions.create(model="m", messages=user(text), stream=True))
    pieces = [c.choices[0].delta.content for c in chunks if c.choices[0].delta.content]
    assert "".join(pieces) == text and len(pieces) > 5, "the stream collapsed"
    assert len({(c.id, c.created, c.model, c.object) for c in chunks}) == 1
    assert [c.choices[0].finish_reason for c in chunks if c.choices[0].finish_reason] == ["stop"]
    assert [seen.model for seen in model.seen] == ["m", "m"]
    assert leaks(model.raw, values) == [] and b"sk-of-the-caller" not in model.raw


def test_the_usage_of_a_stream_comes_when_it_is_asked_for(echo):
    client, _ = echo
    asked = client.chat.completions.create(
        model="m", messages=user("Привет"), stream=True, stream_options={"include_usage": True})
    chunks = list(asked)
    assert chunks[-1].choices == [] and chunks[-1].usage.prompt_tokens == 3
    assert not any(chunk.usage for chunk in chunks[:-1])
    silent = client.chat.completions.create(model="m", messages=user("Привет"), stream=True)
    assert all(chunk.choices and not chunk.usage for chunk in silent)


def test_langchain_works_whole_and_streamed(echo):
    client, model = echo
    text, values = CONVERSATIONS["ru"]
    chain = ChatOpenAI(base_url=str(client.base_url), api_key="k", model="m", max_retries=0)
    assert chain.invoke(text).content == text
    assert "".join(piece.content for piece in chain.stream(text)) == text
    assert leaks(model.raw, values) == []


def test_a_conversation_and_its_settings_arrive(echo):
    client, model = echo
    client.chat.completions.create(
        model="m", temperature=0.25, max_tokens=700, user="u-1", metadata={"team": "a"}, store=False, n=1,
        messages=[
            {"role": "system", "content": f"Отвечай {NAME}."},
            {"role": "user", "content": [{"type": "text", "text": f"Я {NAME}"}, {"type": "text", "text": "Привет"}]},
            {"role": "assistant", "content": "Да"},
            {"role": "user", "content": "Что дальше?"},
        ])
    seen = model.seen[0]
    token = seen.turns[0][1].removeprefix("Я ").removesuffix("\nПривет")
    assert token.startswith("[PERSON_") and token.endswith("]")
    assert seen.system == f"Отвечай {token}."
    assert seen.turns == [("user", f"Я {token}\nПривет"), ("assistant", "Да"), ("user", "Что дальше?")]
    assert (seen.settings["temperature"], seen.settings["limit"]) == (0.25, 700)
    assert leaks(model.raw, [NAME]) == []


def tricky() -> dict:
    return {"note": f'ООО "Ромашка", {NAME}\nпаспорт {PASSPORT}\\ {ARABIC}', "count": 1.50}


def asked() -> str:
    """What the model is to write into the tool's arguments, value by value."""
    return json.dumps(tricky(), ensure_ascii=False)


@pytest.mark.parametrize("streams", [False, True])
def test_calls_of_tools_come_back_and_their_results_go_out(serve, vendor, streams):
    calls = 2 if vendor.PARALLEL else 1

    def reply(request, seen):
        if seen.results:
            return vendor.answer(request, f"Готово: {seen.results[-1]}")
        arguments = json.loads(seen.last)
        return vendor.answer(request, "", [("save", arguments), ("send", {})][:calls])

    client, model = serve(reply)
    history = user(asked())
    message = run(client, history, streams)
    assert [call["function"]["name"] for call in message["tool_calls"]] == ["save", "send"][:calls]
    assert [json.loads(call["function"]["arguments"]) for call in message["tool_calls"]] == [tricky(), {}][:calls]
    assert len({call["id"] for call in message["tool_calls"]}) == calls
    history.append(message)
    for call in message["tool_calls"]:
        history.append({"role": "tool", "tool_call_id": call["id"], "content": f"Записано: {NAME}, {ARABIC}"})
    final = run(client, history, streams)
    assert f"Записано: {NAME}, {ARABIC}" in final["content"]
    seen = model.seen[-1]
    assert set(seen.tools) == {"save", "send"} and seen.tools["save"]["properties"]["count"] == {"type": "number"}
    assert [name for name, _ in seen.calls] == ["save", "send"][:calls] and seen.calls[0][1]["count"] == 1.5
    assert len(seen.results) == calls
    assert leaks(model.raw, [NAME, PASSPORT, ARABIC]) == []


def run(client, history: list[dict], streams: bool) -> dict:
    """The next message of a conversation, as an application would put it into its history."""
    if not streams:
        choice = client.chat.completions.create(model="m", messages=history, tools=TOOLS).choices[0]
    else:
        with client.chat.completions.stream(model="m", messages=history, tools=TOOLS) as events:
            for _ in events:
                pass
            choice = events.get_final_completion().choices[0]
    assert choice.finish_reason == ("tool_calls" if choice.message.tool_calls else "stop")
    message = choice.message.model_dump()
    for call in message["tool_calls"] or []:
        call["function"].pop("parsed_arguments", None)
        call.pop("index", None)
    message.pop("parsed", None)
    return message


@pytest.mark.parametrize("streams", [False, True])
def test_an_answer_in_json_follows_its_schema_and_stays_json(serve, vendor, streams):
    schema = {"type": "object", "properties": {"client": {"type": "string"}}, "required": ["client"],
              "additionalProperties": False}
    client, model = serve(lambda request, seen: vendor.answer(
        request, json.dumps({"client": seen.last}, ensure_ascii=False)))
    text = f'«{NAME}» "{ARABIC}"'
    given = {"model": "m", "messages": user(text), "response_format": {
        "type": "json_schema", "json_schema": {"name": "card", "strict": True, "schema": schema}}}
    if streams:
        said = "".join(chunk.choices[0].delta.content or ""
                       for chunk in client.chat.completions.create(**given, stream=True))
    else:
        said = client.chat.completions.create(**given).choices[0].message.content
    assert json.loads(said) == {"client": text}
    assert model.seen[0].settings["schema"] == schema
    assert leaks(model.raw, [NAME, ARABIC]) == []


def test_why_an_answer_ended_comes_back(serve, vendor):
    # Ollama filters nothing.
    for ending in ["length"] if vendor.__name__.endswith("ollama") else ["length", "content_filter"]:
        client, _ = serve(lambda request, seen: vendor.answer(request, "Нача", ending=ending))
        given = {"model": "m", "messages": user("Привет")}
        assert client.chat.completions.create(**given).choices[0].finish_reason == ending
        chunks = client.chat.completions.create(**given, stream=True)
        assert [c.choices[0].finish_reason for c in chunks if c.choices[0].finish_reason] == [ending]


@pytest.mark.parametrize("status,kind", [
    (400, openai.BadRequestError), (401, openai.AuthenticationError), (403, openai.PermissionDeniedError),
    (404, openai.NotFoundError), (429, openai.RateLimitError), (500, openai.InternalServerError),
    (529, openai.InternalServerError),
])
def test_an_error_comes_back_in_the_callers_shape(serve, vendor, status, kind):
    client, model = serve(lambda request, seen: vendor.refuse(status, f"no: {seen.last}"))
    with pytest.raises(kind) as error:
        client.chat.completions.create(model="m", messages=user(NAME))
    translated = not vendor.__name__.endswith("openai")
    assert error.value.status_code == (503 if status == 529 and translated else status)
    # A token in an error stays a token: errors end in logs.
    assert "no: [PERSON_" in error.value.message and NAME not in str(error.value.body)
    assert leaks(model.raw, [NAME]) == []


def test_an_error_that_is_no_json_is_replaced(serve, vendor):
    client, _ = serve(lambda request, seen: iter([
        b"HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>"]))
    with pytest.raises(openai.InternalServerError) as error:
        client.chat.completions.create(model="m", messages=user(NAME))
    assert "html" not in str(error.value) and error.value.body["code"] == "upstream_error"


def test_an_error_in_a_stream_ends_it(serve, vendor):
    client, _ = serve(lambda request, seen: vendor.fail(request, "Нача", "overloaded"))
    said = ""
    with pytest.raises(openai.APIError) as error:
        for chunk in client.chat.completions.create(model="m", messages=user("Привет"), stream=True):
            said += chunk.choices[0].delta.content or ""
    assert said == "Нача" and "overloaded" in error.value.message


def test_half_a_stream_is_not_taken_for_a_whole_one(serve, vendor):
    def cut(request, seen):
        head, *packets = vendor.answer(request, "Начало и конец")
        yield head
        yield from packets[:4]
        yield b"0\r\n\r\n"

    client, _ = serve(cut)
    with pytest.raises(openai.APIError):
        list(client.chat.completions.create(model="m", messages=user("Привет"), stream=True))


@pytest.mark.parametrize("parameter", [
    {"n": 2}, {"logprobs": True}, {"modalities": ["text", "audio"]}, {"logit_bias": {"5": 1}}, {"frequency_penalty": 0.5},
    {"extra_body": {"secret_switch": 7}}, {"functions": [{"name": "f"}]},
])
def test_a_parameter_without_an_equivalent_is_refused_before_anything_is_sent(echo, vendor, parameter):
    client, model = echo
    if vendor.__name__.endswith("openai") or (vendor.__name__.endswith("ollama") and "frequency_penalty" in parameter):
        # This vendor has it, or does not say.
        with contextlib.suppress(openai.APIError):
            client.chat.completions.create(model="m", messages=user(NAME), **parameter)
        assert len(model.server.requests) == 1
        return
    with pytest.raises(openai.BadRequestError) as error:
        client.chat.completions.create(model="m", messages=user(NAME), **parameter)
    assert error.value.code == "unsupported_parameter" and "secret_switch" not in error.value.message
    assert error.value.response.headers["x-should-retry"] == "false"
    assert model.server.requests == []


def test_the_models_are_those_of_the_settings(echo):
    client, model = echo
    assert [entry.id for entry in client.models.list()] == ["m", "large"]
    client.chat.completions.create(model="large", messages=user("Привет"))
    assert model.seen[0].model == "big"
    with pytest.raises(openai.NotFoundError):
        client.chat.completions.create(model="other", messages=user("Привет"))


def test_records_and_logs_name_the_dialect_and_nothing_else(running, serve, vendor):
    gateway, _ = running
    serve(lambda request, seen: vendor.answer(request, seen.last))
    assert gateway.chat(f"Клиент {NAME}")[2]["choices"][0]["message"]["content"] == f"Клиент {NAME}"
    dialect = vendor.__name__.rpartition(".")[2]
    routes = [event["route"] for event in gateway.events() if "provider" in event.get("route", {})]
    assert routes and {route["provider"] for route in routes} == {dialect}
    assert leaks(gateway.log + b"".join(gateway.files().values()), [NAME, wire.KEY]) == []
