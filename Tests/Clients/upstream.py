# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""A model server on loopback that records every byte it receives and answers as a test tells it to.

It speaks raw HTTP/1.1 over sockets, so that a test decides where each packet ends.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator


class Request:
    """One request as it arrived."""

    def __init__(self, method: str, path: str, headers: dict[str, str], body: bytes, raw: bytes):
        self.method, self.path, self.headers, self.body, self.raw = method, path, headers, body, raw

    @property
    def json(self) -> dict:
        return json.loads(self.body)

    @property
    def last_user_text(self) -> str:
        content = [m for m in self.json["messages"] if m["role"] == "user"][-1]["content"]
        return content if isinstance(content, str) else "".join(p.get("text", "") for p in content)


Responder = Callable[[Request], Iterator[bytes]]


def response(body: bytes, status: str = "200 OK", kind: str = "application/json") -> bytes:
    head = f"HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


def completion(text: str | None, model: str = "m", tool_calls: list | None = None) -> dict:
    message: dict = {"role": "assistant", "content": text}
    if tool_calls:
        message["tool_calls"] = tool_calls
    return {
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": model,
        "choices": [{"index": 0, "message": message, "logprobs": None,
                     "finish_reason": "tool_calls" if tool_calls else "stop"}],
        "usage": {"prompt_tokens": 3, "completion_tokens": 5, "total_tokens": 8},
    }


def chunk(delta: dict, finish: str | None = None, model: str = "m") -> bytes:
    event = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": model,
             "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
    return b"data: " + json.dumps(event, ensure_ascii=False).encode() + b"\n\n"


def sse(text: str, pieces: list[str] | None = None) -> bytes:
    """A whole event stream that says `text`."""
    events = [chunk({"role": "assistant", "content": ""})]
    events += [chunk({"content": piece}) for piece in (pieces if pieces is not None else [text])]
    events += [chunk({}, "stop"), b"data: [DONE]\n\n"]
    return b"".join(events)


def stream(payload: bytes, splits: list[int] | None = None, kind: str = "text/event-stream") -> Iterator[bytes]:
    """The payload with chunked framing; each packet ends at a split."""
    yield f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ntransfer-encoding: chunked\r\n\r\n".encode()
    last = 0
    for split in [*(splits or []), len(payload)]:
        if split > last:
            piece = payload[last:split]
            yield f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
            last = split
    yield b"0\r\n\r\n"


def echo(request: Request) -> Iterator[bytes]:
    """Says the last user message back, whole or streamed a few characters at a time."""
    text = request.last_user_text
    if request.json.get("stream"):
        pieces = [text[i:i + 3] for i in range(0, len(text), 3)]
        yield from stream(sse(text, pieces))
    else:
        yield response(json.dumps(completion(text), ensure_ascii=False).encode())


class Upstream:
    """Listens on a free loopback port until closed."""

    def __init__(self, responder: Responder = echo):
        self.responder = responder
        self.requests: list[Request] = []
        self.raw = bytearray()
        self.hangups = 0
        self._lock = threading.Lock()
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def close(self) -> None:
        self._socket.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        buffer = b""
        try:
            while True:
                while b"\r\n\r\n" not in buffer:
                    data = connection.recv(65536)
                    if not data:
                        return
                    self._record(data)
                    buffer += data
                head, _, buffer = buffer.partition(b"\r\n\r\n")
                lines = head.decode("latin-1").split("\r\n")
                method, path, _ = lines[0].split(" ", 2)
                headers = {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:])}
                body, buffer = self._body(connection, headers, buffer)
                request = Request(method, path, headers, body, head)
                with self._lock:
                    self.requests.append(request)
                for piece in self.responder(request):
                    connection.sendall(piece)
        except (OSError, ValueError):
            with self._lock:
                self.hangups += 1
        finally:
            connection.close()

    def _body(self, connection: socket.socket, headers: dict[str, str], buffer: bytes) -> tuple[bytes, bytes]:
        def more() -> bytes:
            data = connection.recv(65536)
            if not data:
                raise OSError("closed")
            self._record(data)
            return data

        if headers.get("transfer-encoding", "").lower() == "chunked":
            body = b""
            while True:
                while b"\r\n" not in buffer:
                    buffer += more()
                size, _, buffer = buffer.partition(b"\r\n")
                length = int(size.split(b";")[0], 16)
                while len(buffer) < length + 2:
                    buffer += more()
                body, buffer = body + buffer[:length], buffer[length + 2:]
                if length == 0:
                    return body, buffer
        length = int(headers.get("content-length", "0"))
        while len(buffer) < length:
            buffer += more()
        return buffer[:length], buffer[length:]

    def _record(self, data: bytes) -> None:
        with self._lock:
            self.raw += data

    def wait_for(self, condition: Callable[[], bool], seconds: float = 10) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if condition():
                return True
            time.sleep(0.01)
        return condition()
