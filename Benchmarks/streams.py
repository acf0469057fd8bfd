# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Sixty-four streams whose events carry the time they were sent, and the delay with which they arrive."""

from __future__ import annotations

import asyncio
import json
import time


async def upstream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Streams 100 events, one every 20 ms, to whoever asks; a big body gets a whole answer."""
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            length = int(head.split("content-length:")[1].split("\r\n")[0])
            body = await reader.readexactly(length)
            if b'"stream":true' not in body.replace(b" ", b""):
                answer = json.dumps({"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [
                    {"index": 0, "message": {"role": "assistant", "content": "ok"}, "finish_reason": "stop"}]}).encode()
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
                             + str(len(answer)).encode() + b"\r\n\r\n" + answer)
                await writer.drain()
                continue
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
            for _ in range(100):
                await asyncio.sleep(0.02)
                event = b"data: " + json.dumps({
                    "id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [
                        {"index": 0, "delta": {"content": f"<{time.monotonic_ns()}> "}, "finish_reason": None}]
                }).encode() + b"\n\n"
                writer.write(f"{len(event):x}\r\n".encode() + event + b"\r\n")
                await writer.drain()
            end = b"data: [DONE]\n\n"
            writer.write(f"{len(end):x}\r\n".encode() + end + b"\r\n0\r\n\r\n")
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def post(port: int, body: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    writer.write(b"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: "
                 + str(len(body)).encode() + b"\r\n\r\n" + body)
    await writer.drain()
    return reader, writer


async def stream(port: int, delays: list[float]) -> None:
    body = json.dumps({"model": "m", "stream": True, "messages": [
        {"role": "user", "content": "Расскажите Ивановой Марии Петровне о погоде."}]}, ensure_ascii=False).encode()
    reader, writer = await post(port, body)
    while line := await reader.readline():
        arrived = time.monotonic_ns()
        if b"[DONE]" in line:
            break
        start = line.find(b"<")
        if start >= 0:
            delays.append((arrived - int(line[start + 1:line.index(b">", start)])) / 1e3)
    writer.close()


async def big_bodies(port: int, text: str, until: float) -> int:
    """One 1 MB request each second."""
    sent = 0
    body = json.dumps({"model": "m", "messages": [{"role": "user", "content": text}]}, ensure_ascii=False).encode()
    while time.monotonic() < until:
        began = time.monotonic()
        reader, writer = await post(port, body)
        await reader.readuntil(b"\r\n\r\n")
        writer.close()
        sent += 1
        await asyncio.sleep(max(0.0, began + 1 - time.monotonic()))
    return sent


async def measure(port: int, big: str | None, rounds: int = 3) -> tuple[float, float, int]:
    """p50 and p99 of the delay of events in µs over 64 streams, with or without big bodies beside them."""
    delays: list[float] = []
    sent = 0
    for _ in range(rounds):
        tasks = [asyncio.create_task(stream(port, delays)) for _ in range(64)]
        if big:
            sent += await big_bodies(port, big, time.monotonic() + 2)
        await asyncio.gather(*tasks)
    delays.sort()
    return delays[len(delays) // 2], delays[len(delays) * 99 // 100], sent
