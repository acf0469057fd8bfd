# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Canaries through every path, errors included: they stay in the building, and out of our own exhaust."""

from __future__ import annotations

import json

import pytest
from samples import CONVERSATIONS, leaks
from upstream import Upstream, response

VALUES = [value for _, values in CONVERSATIONS.values() for value in values]


def everything_written(gateway) -> bytes:
    return b"\n".join([gateway.log, gateway.get("/metrics", admin=True)[1], *gateway.files().values(),
                       *(name.encode() for name in gateway.files())])


def through_every_path(gateway) -> None:
    for text, _ in CONVERSATIONS.values():
        for stream in (False, True):
            for extra in ({}, {"stop": [text]}, {"metadata": {text[:200]: text}}, {"user": text},
                          {"tools": [{"type": "function", "function": {"name": "f", "description": text,
                                      "parameters": {"type": "object", "properties": {
                                          "a": {"type": "string", "description": text, "enum": [text]}}}}}]}):
                body = {"model": "m", "stream": stream, "messages": [{"role": "user", "content": text}], **extra}
                gateway.post(json.dumps(body, ensure_ascii=False).encode())
                gateway.post(json.dumps(body).encode())
        history = [{"role": "user", "content": text},
                   {"role": "assistant", "content": None, "tool_calls": [{"id": "c1", "type": "function", "function": {
                       "name": "f", "arguments": json.dumps({text[:100]: [text, {"deep": text}]})}}]},
                   {"role": "tool", "tool_call_id": "c1", "content": json.dumps({"result": text})},
                   {"role": "user", "content": [{"type": "text", "text": text}]}]
        gateway.post(json.dumps({"model": "m", "messages": history}).encode())
        # Errors: broken bodies that hold values, and values where names belong.
        gateway.post(("{" + text).encode())
        gateway.post(json.dumps({"model": text, "messages": [{"role": "user", "content": text}]}).encode())
        gateway.post(json.dumps({"model": "m", "messages": text}).encode())
        gateway.post(text.encode(), content_type="text/plain")
        gateway.get("/v1/" + "maria.ivanova@example.ru")


def test_values_stay_out_of_upstreams_logs_metrics_audit_and_vault_bytes(gateway, upstream):
    through_every_path(gateway)
    assert len(upstream.requests) > 20
    assert leaks(bytes(upstream.raw), VALUES) == []
    gateway.stop()
    gateway.start()
    assert leaks(everything_written(gateway), VALUES) == []
    assert len(gateway.log) > 100, "no log was written, so nothing was tested"


def test_an_upstream_that_fails_with_our_text_leaks_nothing_and_tells_the_client_nothing_raw(start):
    failing = Upstream(lambda request: iter([response(request.body, "500 Internal Server Error")]))
    gateway = start([f"rec={failing.url},country=RU"])
    for text, values in CONVERSATIONS.values():
        status, _, answer = gateway.chat(text)
        assert status >= 500 and "error" in answer
    gateway.stop()
    assert leaks(gateway.log + b"".join(gateway.files().values()), VALUES) == []
    assert leaks(bytes(failing.raw), VALUES) == []


@pytest.mark.parametrize("language", CONVERSATIONS)
def test_everything_is_back_in_the_answer(gateway, language):
    text, _ = CONVERSATIONS[language]
    status, _, answer = gateway.chat(text)
    assert status == 200 and answer["choices"][0]["message"]["content"] == text


def test_repeats_of_a_value_in_other_spellings_do_not_leave(gateway, upstream):
    import base64
    import urllib.parse

    name, passport = "Кузнецова Ольга Сергеевна", "4509 123456"
    encoded = base64.b64encode(f"клиент {name} ".encode()).decode()
    text = (f"Клиент {name}, паспорт {passport}. Ссылка https://crm.example/?q={urllib.parse.quote(name)} "
            f"и вложение {encoded} и ещё раз 4509123456.")
    status, _, answer = gateway.chat(text)
    if status == 200:
        assert answer["choices"][0]["message"]["content"] == text
    else:
        assert answer["error"]["code"] == "egress_guard"
    assert leaks(bytes(upstream.raw), [name, passport]) == []


def test_two_callers_with_the_same_first_message_share_no_token(start, upstream, tmp_path):
    keys = tmp_path / "keys.txt"
    made = []
    for name in ("first", "second"):
        import hashlib

        key = f"zv-test-key-of-{name}-0123456789abcdef"
        made.append(key)
        with open(keys, "a", encoding="utf-8") as file:
            file.write(f"{name} default sha256:{hashlib.sha256(key.encode()).hexdigest()}\n")
    keys.chmod(0o600)
    gateway = start([f"rec={upstream.url},country=RU"], config=f"home: [RU]\nkeys_file: {keys}\n")
    text, values = CONVERSATIONS["ru"]
    assert gateway.chat(text)[0] == 401
    for key in made:
        assert gateway.chat(text, authorization=f"Bearer {key}")[0] == 200
    bodies = [request.last_user_text for request in upstream.requests]
    tokens = [set(body.split("[")[i].split("]")[0] for i in range(1, body.count("[") + 1)) for body in bodies]
    assert len(tokens) == 2 and tokens[0] and not tokens[0] & tokens[1]
    assert leaks(bytes(upstream.raw), [*values, *made]) == []


def test_a_token_of_another_conversation_stays_a_token(gateway, upstream):
    text, _ = CONVERSATIONS["ru"]
    gateway.chat(text, x_zavesa_conversation="one")
    stolen = upstream.requests[0].last_user_text
    token = stolen[stolen.index("["):stolen.index("]") + 1]
    upstream.responder = lambda request: echo_with(token, request)
    _, _, answer = gateway.chat("Привет", x_zavesa_conversation="two")
    assert answer["choices"][0]["message"]["content"] == token


def echo_with(token, request):
    from upstream import completion

    yield response(json.dumps(completion(token)).encode())


def test_a_token_typed_by_the_user_comes_back_as_typed(gateway):
    text = "Напишите [PERSON_ABCD1234X] и person\\_abcd1234x, а также [EMAIL_00000000]."
    assert gateway.chat(text)[2]["choices"][0]["message"]["content"] == text
