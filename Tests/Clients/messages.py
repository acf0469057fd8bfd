# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Answers in Anthropic's shape, for the recording upstream."""

from __future__ import annotations

import json
from collections.abc import Iterator

from upstream import Request, response, stream

USAGE = {"input_tokens": 3, "output_tokens": 5}


def message(content: list[dict], stop_reason: str = "end_turn", stop_sequence: str | None = None) -> dict:
    return {"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "content": content,
            "stop_reason": stop_reason, "stop_sequence": stop_sequence, "usage": USAGE}


def whole(content: list[dict], **ending) -> Iterator[bytes]:
    yield response(json.dumps(message(content, **ending), ensure_ascii=False).encode())


def event(data: dict) -> bytes:
    return f"event: {data['type']}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def pieces(text: str, size: int = 3) -> list[str]:
    return [text[i:i + size] for i in range(0, len(text), size)]


def deltas(index: int, kind: str, field: str, text: str, size: int = 3) -> list[bytes]:
    return [event({"type": "content_block_delta", "index": index, "delta": {"type": kind, field: piece}})
            for piece in pieces(text, size)]


def block_events(index: int, block: dict, size: int = 3) -> list[bytes]:
    """One block as the API streams it."""
    if block["type"] == "text":
        start, middle = {"type": "text", "text": ""}, deltas(index, "text_delta", "text", block["text"], size)
    elif block["type"] == "thinking":
        start = {"type": "thinking", "thinking": "", "signature": ""}
        middle = deltas(index, "thinking_delta", "thinking", block["thinking"], size)
        middle.append(event({"type": "content_block_delta", "index": index,
                             "delta": {"type": "signature_delta", "signature": block["signature"]}}))
    elif block["type"] == "tool_use":
        start = {**block, "input": {}}
        arguments = json.dumps(block["input"], ensure_ascii=False)
        middle = deltas(index, "input_json_delta", "partial_json", arguments, size)
    else:
        start, middle = block, []
    return [event({"type": "content_block_start", "index": index, "content_block": start}), *middle,
            event({"type": "content_block_stop", "index": index})]


def stream_bytes(content: list[dict], stop_reason: str = "end_turn", stop_sequence: str | None = None,
                 size: int = 3) -> bytes:
    events = [event({"type": "message_start", "message": {**message([]), "stop_reason": None}}), event({"type": "ping"})]
    for index, block in enumerate(content):
        events += block_events(index, block, size)
    events += [event({"type": "message_delta", "delta": {"stop_reason": stop_reason, "stop_sequence": stop_sequence},
                      "usage": {"output_tokens": 9}}), event({"type": "message_stop"})]
    return b"".join(events)


def answer(request: Request, content: list[dict], **ending) -> Iterator[bytes]:
    """The content, streamed if it was asked for so."""
    if request.json.get("stream"):
        yield from stream(stream_bytes(content, **ending))
    else:
        yield from whole(content, **ending)


def echo(request: Request) -> Iterator[bytes]:
    """Says the last user message back."""
    if request.path.endswith("/count_tokens"):
        yield response(b'{"input_tokens":7}')
    else:
        yield from answer(request, [{"type": "text", "text": request.last_user_text}])
