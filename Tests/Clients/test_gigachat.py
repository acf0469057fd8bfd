# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""GigaChat's exchange of a key for a token: asked for once, kept, renewed in time, and once when it is refused."""

from __future__ import annotations

import concurrent.futures
import json
import threading

import pytest
from upstream import Upstream, response
from vendors import gigachat, wire

NAME = "Иванова Мария Петровна"


class Account:
    """An authority that gives a new token each time, and a model that takes some of them."""

    def __init__(self, seconds: float = 1800, refused: set[str] = frozenset(), status: str | None = None):
        self.seconds, self.refused, self.status = seconds, refused, status
        self.given, self.taken = [], []
        self.server = Upstream(self.respond)

    def respond(self, request):
        if request.path == "/api/v2/oauth":
            if self.status:
                return iter([response(b'{"code":4,"message":"no"}', self.status)])
            self.given.append(f"token-{len(self.given)}")
            return gigachat.exchange(request, self.given[-1], self.seconds)
        token = request.headers["authorization"].removeprefix("Bearer ")
        self.taken.append(token)
        if token in self.refused:
            return gigachat.refuse(401, "Token has expired")
        return gigachat.answer(request, request.last_user_text)


@pytest.fixture
def begin(start, monkeypatch):
    monkeypatch.setenv("MODEL_KEY", wire.KEY)
    return lambda account: start([gigachat.flag(account.server)])


def said(gateway, text: str = f"Клиент {NAME}") -> tuple[int, str]:
    status, _, body = gateway.chat(text)
    return status, body["choices"][0]["message"]["content"] if status == 200 else body["error"]["code"]


def test_one_token_serves_many_requests_even_at_once(begin):
    account = Account()
    gateway = begin(account)
    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda i: said(gateway, f"Клиент {NAME}, {i}"), range(8)))
    assert answers == [(200, f"Клиент {NAME}, {i}") for i in range(8)]
    assert account.given == ["token-0"] and set(account.taken) == {"token-0"}


def test_a_token_is_renewed_before_it_expires(begin):
    # It has a tenth of its life left over when it is replaced: this one is never used twice.
    account = Account(seconds=0)
    gateway = begin(account)
    assert [said(gateway)[0] for _ in range(2)] == [200, 200]
    assert account.taken == ["token-0", "token-1"]


def test_a_refused_token_is_replaced_once_and_the_same_bytes_go_out_again(begin):
    account = Account(refused={"token-0"})
    gateway = begin(account)
    assert [said(gateway)[0] for _ in range(2)] == [200, 200]
    assert account.taken == ["token-0", "token-1", "token-1"]
    chats = [request.body for request in account.server.requests if "oauth" not in request.path]
    assert chats[0] == chats[1] and NAME.encode() not in bytes(account.server.raw)
    decided = [event for event in gateway.events() if event["type"] == "request.decided"]
    assert len(decided) == 2, "a request that is sent again is still one"


def test_a_token_refused_twice_is_the_callers_error(begin):
    account = Account(refused={"token-0", "token-1"})
    gateway = begin(account)
    status, _, body = gateway.chat("Привет")
    assert status == 401 and body["error"]["message"] == "Token has expired"
    assert account.taken == ["token-0", "token-1"]


@pytest.mark.parametrize("answer", ["401 No", "500 No", None])
def test_without_a_token_nothing_is_sent_and_the_next_upstream_answers(start, monkeypatch, answer):
    monkeypatch.setenv("MODEL_KEY", wire.KEY)
    account = Account(status=answer)
    if answer is None:
        account.server.responder = lambda request: iter([response(b'{"access_token":"wrong\\ntoken","expires_at":1}')])
    alone = start([gigachat.flag(account.server)])
    assert said(alone) == (503, "upstream_unavailable")
    second = Upstream()
    both = start([gigachat.flag(account.server), f"second={second.url},country=RU"])
    assert said(both) == (200, f"Клиент {NAME}")
    assert account.taken == [] and all("oauth" in request.path for request in account.server.requests)
    assert wire.KEY.encode() not in alone.log + both.log and b"wrong" not in alone.log


def test_an_authority_that_never_ends_its_answer_holds_nobody_up(start, monkeypatch):
    monkeypatch.setenv("MODEL_KEY", wire.KEY)
    account, ended = Account(), threading.Event()

    def drip(request):
        yield b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"
        ended.wait(30)

    account.server.responder = drip
    root = account.server.url.removesuffix("/v1")
    gateway = start([], config=f"""home: [RU]
upstreams:
  - {{name: up, url: "{root}/api/v1", country: RU, dialect: gigachat, key_env: MODEL_KEY,
     auth_url: "{root}/api/v2/oauth", timeouts: {{connect: 200ms, first_byte: 300ms}}}}
""")
    assert said(gateway) == (504, "upstream_timeout")
    ended.set()


def test_keys_and_tokens_stay_out_of_logs_and_files(begin):
    account = Account()
    gateway = begin(account)
    assert said(gateway)[0] == 200
    gateway.stop()
    written = gateway.log + b"".join(gateway.files().values()) + json.dumps(gateway.events()).encode()
    assert wire.KEY.encode() not in written and b"token-0" not in written
