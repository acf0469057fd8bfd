# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Streams of 64 deltas, one each 10 ms: what an event costs, and how much later the first one comes."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import multiprocessing
import time

DELTAS = 64
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"


def framed(data: bytes) -> bytes:
    event = b"data: " + data + b"\n\n"
    return f"{len(event):x}\r\n".encode() + event + b"\r\n"


def delta(text: str) -> bytes:
    return framed(json.dumps({
        "id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m",
        "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]}, ensure_ascii=False).encode())


EVENTS = [delta(f"слово {number} ") for number in range(DELTAS)]


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            await reader.readexactly(int(head.split("content-length:")[1].split("\r\n")[0]))
            writer.write(HEAD)
            for event in EVENTS:
                await asyncio.sleep(0.01)
                writer.write(event)
            writer.write(framed(b"[DONE]") + b"0\r\n\r\n")
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


def serve(port: int, ready: multiprocessing.synchronize.Event) -> None:
    async def main() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", port, limit=1 << 20)
        ready.set()
        await server.serve_forever()
    asyncio.run(main())


class Upstream:
    """The model, in a process of its own."""

    def __init__(self, port: int):
        ready = multiprocessing.Event()
        self.process = multiprocessing.Process(target=serve, args=(port, ready), daemon=True)
        self.process.start()
        ready.wait(10)


@dataclasses.dataclass
class Result:
    requests: int
    first: list[float]

    def percentile(self, share: float) -> float:
        return sorted(self.first)[min(len(self.first) - 1, int(len(self.first) * share))]


async def caller(port: int, prompt: bytes, until: float, result: Result) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    request = (b"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: "
               + str(len(prompt)).encode() + b"\r\n\r\n" + prompt)
    while time.monotonic() < until:
        began = time.monotonic_ns()
        writer.write(request)
        await reader.readuntil(b"\r\n\r\n")
        body = b""
        # A proxy may cut the pieces anew.
        while size := int(await reader.readline(), 16):
            is_first = b"data: {" not in body
            body += (await reader.readexactly(size + 2))[:-2]
            if is_first and b"data: {" in body:
                result.first.append((time.monotonic_ns() - began) / 1e3)
        await reader.readline()
        if body.count(b"data: {") != DELTAS or not body.endswith(b"data: [DONE]\n\n"):
            raise SystemExit(f"port {port}: a stream is not whole")
        result.requests += 1
    writer.close()


def load(port: int, body: bytes, connections: int, seconds: float) -> Result:
    """Callers that ask again as soon as they have been answered."""
    async def main() -> Result:
        result, until = Result(0, []), time.monotonic() + seconds
        await asyncio.gather(*(caller(port, body, until, result) for _ in range(connections)))
        return result
    return asyncio.run(main())
