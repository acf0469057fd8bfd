# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Load with planted values while upstreams die, flap, slow down and lie; what has to hold all the while.

    python chaos.py MINUTES [REPORT.json]
"""

from __future__ import annotations

import collections
import json
import pathlib
import random
import socket
import sys
import tempfile
import threading
import time

from gateway import Gateway
from upstream import Request, Upstream, chunk, completion, response, sse, stream

#: How an upstream may be at a moment. None of it is after the first content: nobody can take that back.
MODES = ["well", "dead", "broken", "limited", "silent", "head_only", "head_then_close", "slow", "role_then_close", "error_event"]

#: The default share of retries, which has to do although three of four upstreams fail at any moment.
SHARE = 0.2
CONFIG = """\
home: [RU]
upstreams:
{upstreams}
routing:
  strategy: weighted
  retries: {{ per_request: 3, share: {share} }}
  breaker: {{ failures: 5, window: 5s, open: 2s, hold: 2s }}
  probes: {{ interval: "1s", path: /health }}
"""


class ChaosUpstream(Upstream):
    """An upstream that is as it is told to be; it keeps only whether it ever received a planted value."""

    def __init__(self, planted: list[bytes]):
        self.mode, self.planted, self.leaks, self.tail, self.served = "well", planted, 0, b"", 0
        super().__init__(self.respond)

    def _record(self, data: bytes) -> None:
        with self._lock:
            seen = self.tail + data
            self.leaks += sum(value in seen for value in self.planted)
            self.tail = seen[-64:]
            # Minutes of load would not fit in memory.
            self.requests.clear()

    def become(self, mode: str) -> None:
        if mode == "dead" and self.mode != "dead":
            # Closing alone leaves a thread in accept, and that takes one more connection.
            self._socket.shutdown(socket.SHUT_RDWR)
            self._socket.close()
        elif self.mode == "dead" and mode != "dead":
            self._socket = socket.create_server(("127.0.0.1", self.port), backlog=256)
            threading.Thread(target=self._accept, daemon=True).start()
        self.mode = mode

    def respond(self, request: Request):
        mode = self.mode
        if request.method == "GET":
            # Whoever lies says that all is well.
            yield response(b"{}", "503 Service Unavailable" if mode == "broken" else "200 OK")
            return
        streams = request.json.get("stream")
        head = b"HTTP/1.1 200 OK\r\ncontent-type: %s\r\ntransfer-encoding: chunked\r\n\r\n" % (
            b"text/event-stream" if streams else b"application/json")
        if mode in ("dead", "head_then_close"):
            if mode == "head_then_close":
                yield head
            raise OSError("closed")
        if mode == "broken":
            yield response(b'{"error":{"message":"no"}}', "500 Internal Server Error")
        elif mode == "limited":
            body = b'{"error":{"message":"slow down"}}'
            yield (b"HTTP/1.1 429 Too Many Requests\r\ncontent-type: application/json\r\nretry-after: 1\r\n"
                   b"content-length: %d\r\n\r\n" % len(body)) + body
        elif mode in ("silent", "head_only"):
            if mode == "head_only":
                yield head
            time.sleep(3)
            raise OSError("closed")
        elif mode == "role_then_close" and streams:
            role = chunk({"role": "assistant", "content": ""})
            yield head + b"%x\r\n" % len(role) + role + b"\r\n"
            raise OSError("closed")
        elif mode == "error_event" and streams:
            yield from stream(b'data: {"error":{"message":"overloaded"}}\n\n')
        else:
            if mode == "slow":
                time.sleep(0.3)
            self.served += 1
            text = request.last_user_text
            if streams:
                yield from stream(sse(text, [text[i:i + 9] for i in range(0, len(text), 9)]))
            else:
                yield response(json.dumps(completion(text), ensure_ascii=False).encode())


def said(body: bytes, streams: bool) -> str:
    if not streams:
        return json.loads(body)["choices"][0]["message"]["content"] or ""
    events = [line[6:] for line in body.decode().splitlines() if line.startswith("data: ") and line != "data: [DONE]"]
    return "".join(choice["delta"].get("content") or "" for event in map(json.loads, events) for choice in event["choices"])


def run(folder: pathlib.Path, seconds: float, workers: int = 8, seed: int = 6) -> dict:
    """Runs it; returns what was counted."""
    generator = random.Random(seed)
    planted = [b"chaos.canary", "Канарейкин".encode(), b"916 555-77-"]
    steady, others = ChaosUpstream(planted), [ChaosUpstream(planted) for _ in range(3)]
    lines = [
        f'  - {{ name: {name}, url: "{upstream.url}", country: RU, '
        # The one that lives may be slow where this program is: only the others are to be given up soon.
        + ("timeouts: { connect: 5s, first_byte: 10s, idle: 10s, total: 30s } }" if name == "steady" else
           "timeouts: { connect: 500ms, first_byte: 1s, idle: 1s, total: 30s } }")
        for name, upstream in [("steady", steady), *((f"u{n}", other) for n, other in enumerate(others))]
    ]
    gateway = Gateway(folder / "chaos", [], config=CONFIG.format(share=SHARE, upstreams="\n".join(lines)), log_level="notice")
    counts: collections.Counter = collections.Counter()
    faults: list[str] = []
    times: list[float] = []
    lock = threading.Lock()
    stopping = threading.Event()

    def load(worker: int) -> None:
        turn = 0
        while not stopping.is_set():
            turn += 1
            streams = turn % 2 == 0
            text = f"Позвоните: Канарейкин Иван, +7 916 555-77-{turn % 100:02d}, chaos.canary{worker}.{turn}@example.ru"
            body = {"model": "m", "stream": streams, "messages": [{"role": "user", "content": text}]}
            began = time.monotonic()
            try:
                status, _, answer = gateway.post(json.dumps(body, ensure_ascii=False).encode())
                right = status == 200 and said(answer, streams) == text
            except (OSError, ValueError, KeyError) as error:
                status, answer, right = 0, repr(error).encode(), False
            with lock:
                counts["right" if right else f"wrong_{status}"] += 1
                times.append(time.monotonic() - began)
                if not right and len(faults) < 10:
                    faults.append(f"{status} stream={streams} {answer[:200]!r}")

    threads = [threading.Thread(target=load, args=(number,), daemon=True) for number in range(workers)]
    for thread in threads:
        thread.start()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for other in others:
            if generator.random() < 0.4:
                other.become(generator.choice(MODES))
                counts["changes"] += 1
        time.sleep(0.5)
    stopping.set()
    for thread in threads:
        thread.join(60)
    metrics = gateway.get("/metrics", admin=True)[1].decode()
    gateway.stop()
    verified = gateway.run("audit", "verify", "--data", str(gateway.data))
    opened, closed = collections.Counter(), collections.Counter()
    for event in gateway.events():
        if event["code"] == "LLM001I":
            opened[event["corr"]] += 1
        elif event["code"] in ("LLM002I", "LLM007W", "LLM008W"):
            closed[event["corr"]] += 1
    for upstream in (steady, *others):
        if upstream.mode != "dead":
            upstream.close()
    total = sum(count for key, count in counts.items() if key != "changes")
    ordered = sorted(times)
    value = lambda name: sum(  # noqa: E731
        float(line.rsplit(" ", 1)[1]) for line in metrics.splitlines() if line.startswith(name) and line[0] != "#")
    return {
        "requests": total, "right": counts["right"], "availability": counts["right"] / max(total, 1),
        "wrong": {key: count for key, count in counts.items() if key.startswith("wrong")}, "faults": faults,
        "changes": counts["changes"], "leaks": sum(upstream.leaks for upstream in (steady, *others)),
        "served": [upstream.served for upstream in (steady, *others)], "fallbacks": value("zavesa_fallbacks_total"),
        "retries": value("zavesa_upstream_retries_total"), "probes": value("zavesa_upstream_probes_total"),
        "p50_s": round(ordered[len(ordered) // 2], 3), "p99_s": round(ordered[len(ordered) * 99 // 100], 3),
        "audit_verified": verified.returncode == 0, "audit_says": (verified.stdout + verified.stderr).decode()[-400:],
        "pairs_open": sum(closed[request] != count for request, count in opened.items()), "decisions": len(opened),
    }


def check(result: dict) -> list[str]:
    """What does not hold."""
    broken = []
    if result["leaks"]:
        broken.append("a planted value reached an upstream")
    if not result["audit_verified"] or result["pairs_open"]:
        broken.append("the audit log does not verify, or a decision has no end")
    if result["availability"] < 0.999:
        broken.append(f"availability {result['availability']:.5f} is below 0.999")
    if result["retries"] > 50 + 5 * result["seconds"] + SHARE * result["requests"]:
        broken.append("more retries than the budget has")
    return broken


if __name__ == "__main__":
    length = float(sys.argv[1]) * 60
    with tempfile.TemporaryDirectory() as scratch:
        outcome = {"seconds": length, **run(pathlib.Path(scratch), length)}
    outcome["broken"] = check(outcome)
    text = json.dumps(outcome, ensure_ascii=False, indent=1)
    print(text)
    if len(sys.argv) > 2:
        pathlib.Path(sys.argv[2]).write_text(text + "\n", encoding="utf-8")
    sys.exit(1 if outcome["broken"] else 0)
