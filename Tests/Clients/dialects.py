# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Chat in each vendor's format, as bytes: for tests that must see what no client library would show."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable
from dataclasses import dataclass

import messages
import responses
import upstream as chat


@dataclass
class Answer:
    """What a client got, down to the bytes."""

    status: int
    headers: dict[str, str]
    body: bytes
    more: Callable[[], bytes]
    seconds: float = 0
    cut: bool = False

    @property
    def is_stream(self) -> bool:
        return self.headers.get("content-type", "").startswith("text/event-stream")

    def data(self) -> list[bytes]:
        """The data of each event that has come whole."""
        whole = self.body[:self.body.rfind(b"\n\n") + 2]
        return [line[6:] for line in whole.splitlines() if line.startswith(b"data: ")]


class Dialect:
    """A vendor's chat: how it is asked, answered and read. `text` is what the model says."""

    name: str
    path: str
    media_type = "text/event-stream"

    def body(self, text: str, stream: bool = False, **more) -> dict:
        return {"model": "m", "stream": stream, "messages": [{"role": "user", "content": text}], **more}

    def whole(self, text: str) -> bytes:
        """The body of a whole answer."""
        raise NotImplementedError

    def pieces(self, pieces: list[str]) -> bytes:
        """A whole stream, a delta for each piece."""
        raise NotImplementedError

    def beginning(self, pieces: list[str]) -> bytes:
        """The same without its end."""
        raise NotImplementedError

    def said(self, answer: Answer) -> str:
        """The text that reached the client, whole or in pieces."""
        raise NotImplementedError

    def error(self, answer: Answer) -> dict:
        """The error the client sees: the body, or the last event; checked to have the vendor's shape."""
        raise NotImplementedError

    def answer(self, request: chat.Request, pieces: list[str]):
        """Says the pieces in the way that was asked for."""
        if request.json.get("stream"):
            yield from chat.stream(self.pieces(pieces), kind=self.media_type)
        else:
            yield chat.response(self.whole("".join(pieces)))


class OpenAI(Dialect):
    name, path = "openai", "/v1/chat/completions"

    def whole(self, text: str) -> bytes:
        return json.dumps(chat.completion(text), ensure_ascii=False).encode()

    def pieces(self, pieces: list[str]) -> bytes:
        return chat.sse("", pieces)

    def beginning(self, pieces: list[str]) -> bytes:
        return b"".join([chat.chunk({"role": "assistant", "content": ""}), *(chat.chunk({"content": p}) for p in pieces)])

    def said(self, answer: Answer) -> str:
        if not answer.is_stream:
            return json.loads(answer.body)["choices"][0]["message"]["content"]
        events = [json.loads(data) for data in answer.data() if data != b"[DONE]"]
        return "".join(c["delta"].get("content") or "" for e in events for c in e.get("choices", []))

    def error(self, answer: Answer) -> dict:
        body = json.loads(answer.data()[-1]) if answer.is_stream else json.loads(answer.body)
        assert set(body["error"]) >= {"message", "type", "param", "code"}, body
        return body["error"]


class Anthropic(Dialect):
    name, path = "anthropic", "/v1/messages"

    def body(self, text: str, stream: bool = False, **more) -> dict:
        return super().body(text, stream, max_tokens=100, **more)

    def whole(self, text: str) -> bytes:
        return json.dumps(messages.message([{"type": "text", "text": text}]), ensure_ascii=False).encode()

    def pieces(self, pieces: list[str]) -> bytes:
        return b"".join([
            self.beginning(pieces), messages.event({"type": "content_block_stop", "index": 0}),
            messages.event({"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": None},
                            "usage": {"output_tokens": 9}}),
            messages.event({"type": "message_stop"})])

    def beginning(self, pieces: list[str]) -> bytes:
        start = [messages.event({"type": "message_start", "message": {**messages.message([]), "stop_reason": None}}),
                 messages.event({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}})]
        return b"".join(start + [messages.event({
            "type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": p}}) for p in pieces])

    def said(self, answer: Answer) -> str:
        if not answer.is_stream:
            return "".join(block.get("text", "") for block in json.loads(answer.body)["content"])
        events = [json.loads(data) for data in answer.data()]
        return "".join(e["delta"].get("text", "") for e in events if e["type"] == "content_block_delta")

    def error(self, answer: Answer) -> dict:
        body = json.loads(answer.data()[-1]) if answer.is_stream else json.loads(answer.body)
        assert body["type"] == "error" and body["error"]["type"] and body["error"]["message"], body
        return {"code": body["error"].get("details", {}).get("error_code"), **body["error"]}


class Responses(Dialect):
    name, path = "openai", "/v1/responses"

    def body(self, text: str, stream: bool = False, **more) -> dict:
        return {"model": "m", "stream": stream, "input": text, **more}

    def whole(self, text: str) -> bytes:
        return json.dumps(responses.whole([responses.message(text)]), ensure_ascii=False).encode()

    def pieces(self, pieces: list[str]) -> bytes:
        events = responses.events([responses.message("".join(pieces))], size=1 << 30)
        place = next(number for number, event in enumerate(events) if event["type"] == "response.output_text.delta")
        events[place:place + 1] = [{**events[place], "delta": piece} for piece in pieces]
        return responses.stream_bytes(events)

    def said(self, answer: Answer) -> str:
        if not answer.is_stream:
            return json.loads(answer.body)["output"][0]["content"][0]["text"]
        events = [json.loads(data) for data in answer.data()]
        text = "".join(e["delta"] for e in events if e["type"] == "response.output_text.delta")
        assert [e["text"] for e in events if e["type"] == "response.output_text.done"] == [text]
        assert [e["sequence_number"] for e in events] == list(range(len(events)))
        return text


class Ollama(Dialect):
    name, path = "ollama", "/api/chat"
    media_type = "application/x-ndjson"

    def _line(self, text: str, done: bool) -> bytes:
        message = {"role": "assistant", "content": text}
        line = {"model": "m", "created_at": "2026-01-01T00:00:00Z", "message": message, "done": done}
        return json.dumps(line, ensure_ascii=False).encode() + b"\n"

    def whole(self, text: str) -> bytes:
        return self._line(text, True)

    def pieces(self, pieces: list[str]) -> bytes:
        return b"".join([*(self._line(piece, False) for piece in pieces), self._line("", True)])

    def said(self, answer: Answer) -> str:
        return "".join(json.loads(line)["message"]["content"] for line in answer.body.splitlines())


# Those that every case of a hostile upstream is played in, and all that stream.
DIALECTS = [OpenAI(), Anthropic()]
STREAMING = [*DIALECTS, Responses(), Ollama()]


class Caller:
    """One connection of a client, kept for as long as both sides keep it."""

    def __init__(self, gateway, dialect: Dialect, timeout: float = 60):
        self.dialect = dialect
        self.connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=timeout)

    def begin(self, text: str, stream: bool = False, conversation: str = "", **more) -> Answer:
        """Asks, and returns with the head of the answer; the body is empty, and `more` reads on."""
        headers = {"content-type": "application/json", "anthropic-version": "2023-06-01"}
        if conversation:
            headers["x-zavesa-conversation"] = conversation
        body = json.dumps(self.dialect.body(text, stream, **more), ensure_ascii=False).encode()
        self.connection.request("POST", self.dialect.path, body, headers)
        response = self.connection.getresponse()
        fields = {name.lower(): value for name, value in response.getheaders()}

        def more() -> bytes:
            piece = response.read1(1 << 16)
            if not piece:
                response.close()
            return piece

        return Answer(response.status, fields, b"", more)

    def ask(self, text: str, stream: bool = False, conversation: str = "", **more) -> Answer:
        begun = time.monotonic()
        answer = self.begin(text, stream, conversation, **more)
        pieces = []
        try:
            while piece := answer.more():
                pieces.append(piece)
        except (http.client.IncompleteRead, ConnectionError):
            answer.cut = True
        answer.body, answer.seconds = b"".join(pieces), time.monotonic() - begun
        return answer

    def close(self) -> None:
        self.connection.close()
