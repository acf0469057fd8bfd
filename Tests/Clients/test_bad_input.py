# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Hostile and broken requests: a clear 4xx in the caller's protocol, and nothing sent."""

from __future__ import annotations

import gzip
import http.client
import json

import pytest
from samples import FAR

VALUE = "4509 123456"
GOOD = {"model": "m", "messages": [{"role": "user", "content": f"паспорт {VALUE}"}]}
GOOD_BYTES = json.dumps(GOOD).encode()

CASES = {
    "not JSON": (b"{nonsense", {}, 400, "invalid_body"),
    "empty": (b"", {}, 400, "invalid_body"),
    "an array": (b"[]", {}, 400, "invalid_body"),
    "no messages": (b'{"model":"m"}', {}, 400, "invalid_body"),
    "invalid UTF-8": (b'{"model":"m","messages":[{"role":"user","content":"\xff\xfe"}]}', {}, 400, "invalid_body"),
    "overlong UTF-8": (b'{"model":"m","messages":[{"role":"user","content":"\xc0\xaf"}]}', {}, 400, "invalid_body"),
    "a lone surrogate": (b'{"model":"m","messages":[{"role":"user","content":"\\ud800"}]}', {}, 400, "invalid_body"),
    "duplicate keys": (b'{"model":"m","messages":[],"messages":[{"role":"user","content":"x"}]}', {}, 400, "invalid_body"),
    "duplicate after unescaping": (
        b'{"model":"m","messages":[{"role":"user","content":"x","\\u0063ontent":"y"}]}', {}, 400, "invalid_body"),
    "trailing bytes": (GOOD_BYTES + b"{}", {}, 400, "invalid_body"),
    "NaN": (b'{"model":"m","temperature":NaN,"messages":[{"role":"user","content":"x"}]}', {}, 400, "invalid_body"),
    "100,000 deep": (b'{"model":"m","messages":' + b"[" * 100_000 + b"]" * 100_000 + b"}", {}, (400, 422), None),
    "gzip": (gzip.compress(GOOD_BYTES), {"content_encoding": "gzip"}, 415, "unsupported_content"),
    "a form": (b"model=m", {"content_type": "application/x-www-form-urlencoded"}, 415, "unsupported_content"),
    "plain text": (b"hello", {"content_type": "text/plain"}, 415, "unsupported_content"),
}


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_refused_and_nothing_is_sent(gateway, upstream, name):
    body, headers, status, code = CASES[name]
    got, fields, answer = gateway.post(body, **headers)
    error = json.loads(answer)["error"]
    assert got in (status if isinstance(status, tuple) else (status,)), answer
    assert code is None or error["code"] == code
    assert set(error) == {"message", "type", "param", "code"} and len(error["message"]) > 10
    assert VALUE.encode() not in answer
    assert {k.lower(): v for k, v in fields.items()}.get("x-should-retry") == "false"
    assert upstream.requests == []


def test_an_escaped_key_is_read_as_the_key_it_is(gateway, upstream):
    body = b'{"model":"m","messages":[{"role":"user","\\u0063ontent":"\\u043f\\u0430\\u0441\\u043f\\u043e\\u0440\\u0442 4509 123456"}]}'
    status, _, _ = gateway.post(body)
    assert status == 200
    assert b"123456" not in bytes(upstream.raw)


def test_unknown_fields_numbers_and_white_space_go_out_byte_exact(gateway, upstream):
    body = b'{ "model" : "m" ,\n "x_new": {"a":1.0e+2 , "b":[true,null, -0]}, "temperature":0.70,\t"messages":[{"role":"user","content":"\\u0437\\u0434\\u0440\\u0430\\u0432\\u0441\\u0442\\u0432\\u0443\\u0439"}] }'
    assert gateway.post(body)[0] == 200
    assert upstream.requests[0].body == body


def test_a_field_nobody_lists_is_scanned(gateway, upstream):
    body = {**GOOD, "x_vendor_new": {"deep": [{"note": "звоните +7 912 345-67-89"}]}, "user": "ivan.petrov@example.ru"}
    assert gateway.post(json.dumps(body, ensure_ascii=False).encode())[0] == 200
    assert b"345-67-89" not in upstream.raw and b"ivan.petrov" not in upstream.raw


def test_a_hundred_megabytes_are_refused_before_they_are_read(gateway, upstream):
    connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=60)
    connection.putrequest("POST", "/v1/chat/completions")
    connection.putheader("content-type", "application/json")
    connection.putheader("content-length", str(100 << 20))
    connection.endheaders()
    try:
        for _ in range(100):
            connection.send(b"x" * (1 << 20))
    except OSError:
        pass  # the gateway may hang up before it has all
    answer = connection.getresponse()
    assert answer.status == 413
    assert json.loads(answer.read())["error"]["code"]
    assert upstream.requests == []
    assert gateway.get("/healthz")[0] == 200


def test_an_unknown_path_is_a_json_404(gateway):
    status, _, answer = gateway.post(b"{}", path="/v1/nothing")
    assert status == 404 and json.loads(answer)["error"]["message"]


def test_headers_of_the_client_stay_here(gateway, upstream):
    gateway.post(GOOD_BYTES, authorization="Bearer sk-secret-of-client", cookie="session=abc", x_forwarded_for="10.1.2.3",
                 openai_organization="org-1", x_zavesa_conversation="case-17", x_session_id="s-1",
                 user_agent="bank-app/1.0 (ivan)")
    head = bytes(upstream.raw).lower()
    for word in (b"sk-secret", b"session=abc", b"10.1.2.3", b"org-1", b"case-17", b"s-1\r", b"bank-app"):
        assert word not in head, word


def test_an_image_goes_to_a_model_in_the_country_only(start, upstream):
    body = json.dumps({"model": "m", "messages": [{"role": "user", "content": [
        {"type": "text", "text": "что здесь?"},
        {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}]}]}).encode()
    policy = f"home: [RU]\n{FAR}policy:\n  foreign:\n    upstreams: [far]\n"
    assert start([f"near={upstream.url},country=RU"]).post(body)[0] == 200
    sent = len(upstream.requests)
    status, _, answer = start([f"far={upstream.url},country=US,provider=far"], config=policy).post(body)
    assert status in (403, 415), answer
    assert json.loads(answer)["error"]["code"] in ("unsupported_content", "residency_no_route")
    assert len(upstream.requests) == sent
