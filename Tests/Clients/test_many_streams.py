# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""512 streams at a time, each with a value of its own: all kept whole, none mixed with another."""

from __future__ import annotations

import asyncio
import json
import re
import resource

from upstream import chunk

STREAMS, DELTAS = 512, 64


def told(number: int) -> str:
    """What a caller writes."""
    return f"Пишите на user{number}@example.org, дело № {number}."


def reply(number: str, token: str) -> str:
    """What the model says: enough for every delta to have a piece, tokens cut at many places."""
    return " ".join(f"{number}.{line}: {token}" for line in range(12))


class SlowStart:
    """An upstream that answers nobody before everybody has asked, and then all at once, piece by piece."""

    def __init__(self):
        self.waiting = 0
        self.everybody = asyncio.Event()
        self.bodies: list[bytes] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        body = await reader.readexactly(int(re.search(rb"content-length: (\d+)", head)[1]))
        self.bodies.append(body)
        text = json.loads(body)["messages"][-1]["content"]
        number, token = re.search(r"№ (\d+)", text)[1], re.search(r"\[\w+\]", text)[0]
        self.waiting += 1
        if self.waiting == STREAMS:
            self.everybody.set()
        await self.everybody.wait()
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
        answer = reply(number, token)
        size = -(-len(answer) // DELTAS)
        for start in range(0, len(answer), size):
            event = chunk({"content": answer[start:start + size]})
            writer.write(b"%x\r\n%s\r\n" % (len(event), event))
            await writer.drain()
            await asyncio.sleep(0)
        end = chunk({}, "stop") + b"data: [DONE]\n\n"
        writer.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(end), end))
        await writer.drain()
        writer.close()


async def call(port: int, number: int) -> tuple[int, str, bytes]:
    """One caller's stream: status, what was said, the last line."""
    body = json.dumps({"model": "m", "stream": True, "messages": [{"role": "user", "content": told(number)}]}).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
                 b"connection: close\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body))
    received = await reader.read(-1)
    writer.close()
    head, _, rest = received.partition(b"\r\n\r\n")
    data = b""
    while rest:
        size, _, rest = rest.partition(b"\r\n")
        length = int(size, 16)
        data, rest = data + rest[:length], rest[length + 2:]
    lines = [line[6:] for line in data.splitlines() if line.startswith(b"data: ")]
    said = "".join(choice["delta"].get("content") or "" for line in lines if line != b"[DONE]"
                   for choice in json.loads(line).get("choices", []))
    return int(head.split()[1]), said, lines[-1] if lines else b""


def test_512_streams_at_a_time_are_kept_whole_and_apart(start):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8_192), hard))

    async def all_at_once():
        upstream = SlowStart()
        server = await asyncio.start_server(upstream.serve, "127.0.0.1", 0, backlog=STREAMS)
        port = server.sockets[0].getsockname()[1]
        gateway = await asyncio.to_thread(
            start, [f"rec=http://127.0.0.1:{port}/v1,country=RU"], log_level="error")
        async with server, asyncio.timeout(120):
            answers = await asyncio.gather(*(call(gateway.port, number) for number in range(STREAMS)))
        return upstream, answers

    try:
        upstream, answers = asyncio.run(all_at_once())
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    wrong = [number for number, answer in enumerate(answers)
             if answer != (200, reply(str(number), f"user{number}@example.org"), b"[DONE]")]
    assert wrong == [], answers[wrong[0]]
    assert len(upstream.bodies) == STREAMS
    assert not any(b"@example.org" in body for body in upstream.bodies)
    assert len({re.search(rb"\[\w+\]", body)[0] for body in upstream.bodies}) == STREAMS
