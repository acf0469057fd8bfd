# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""A stop while streams run: none is cut that has time to end, and what has none is told so."""

from __future__ import annotations

import json
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from upstream import Upstream, chunk

STREAMS = 16


class Held:
    """An upstream whose streams say a word, wait, and say the rest."""

    def __init__(self):
        self.running = 0
        self.release = threading.Event()
        self.lock = threading.Lock()
        self.upstream = Upstream(self.answer)

    def answer(self, request):
        with self.lock:
            self.running += 1
        yield b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n" + chunk({"content": "a"})
        self.release.wait(30)
        yield b"".join(chunk({"content": "b"}) for _ in range(50)) + chunk({}, "stop") + b"data: [DONE]\n\n"
        raise OSError


def ask(gateway) -> tuple[int, dict, bytes]:
    return gateway.post(json.dumps(
        {"model": "m", "stream": True, "messages": [{"role": "user", "content": "hello"}]}).encode())


def wait_for(condition, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


@pytest.fixture
def held():
    made = Held()
    yield made
    made.release.set()


def test_no_stream_is_cut_by_a_stop(start, held):
    gateway = start([f"rec={held.upstream.url},country=RU"], config="home: [RU]\nlimits: {drain_delay: 2s}\n")
    with ThreadPoolExecutor(STREAMS + 1) as pool:
        answers = [pool.submit(ask, gateway) for _ in range(STREAMS)]
        assert wait_for(lambda: held.running == STREAMS)
        assert gateway.get("/readyz", admin=True)[0] == 200
        gateway.process.send_signal(signal.SIGTERM)
        # It is not ready any more, and takes requests until that has been noticed: each the last of its connection.
        assert wait_for(lambda: gateway.get("/readyz", admin=True)[0] == 503)
        assert json.loads(gateway.get("/readyz", admin=True)[1])["checks"]["serving"] == "unavailable"
        late = pool.submit(ask, gateway)
        assert wait_for(lambda: held.running == STREAMS + 1, 2)
        assert wait_for(lambda: gateway.get("/healthz")[0] == 0)
        assert gateway.process.poll() is None and gateway.get("/readyz", admin=True)[0] == 503
        held.release.set()
        for answer in [*answers, late]:
            status, headers, body = answer.result(20)
            assert status == 200 and body.endswith(b"data: [DONE]\n\n") and body.count(b'"b"') == 50
    assert {name.lower(): value for name, value in late.result()[1].items()}["connection"] == "close"
    assert gateway.process.wait(10) == 0
    ends = [event["code"] for event in gateway.events() if event["code"] in ("LLM002I", "LLM007W", "LLM008W")]
    assert ends == ["LLM002I"] * (STREAMS + 1)


def test_what_has_no_time_to_end_is_told(start, held):
    gateway = start([f"rec={held.upstream.url},country=RU"], config="home: [RU]\nlimits: {drain: 1s}\n")
    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(ask, gateway) for _ in range(4)]
        assert wait_for(lambda: held.running == 4)
        gateway.process.send_signal(signal.SIGTERM)
        for answer in answers:
            status, _, body = answer.result(20)
            assert status == 200 and b"[DONE]" not in body
            assert json.loads(body.split(b"data: ")[-1])["error"]["code"] == "stopping"
    assert gateway.process.wait(10) == 0
    ends = [event["code"] for event in gateway.events() if event["code"] in ("LLM002I", "LLM007W", "LLM008W")]
    assert ends == ["LLM007W"] * 4
