# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Answers in the shape of OpenAI's responses, for the recording upstream."""

from __future__ import annotations

import json
from collections.abc import Iterator

from upstream import Request, response, stream


def message(text: str) -> dict:
    return {"type": "message", "id": "msg_1", "role": "assistant", "status": "completed",
            "content": [{"type": "output_text", "text": text, "annotations": [], "logprobs": []}]}


def call(arguments: dict, name: str = "save") -> dict:
    return {"type": "function_call", "id": "fc_1", "call_id": "call_1", "name": name, "status": "completed",
            "arguments": json.dumps(arguments, ensure_ascii=False)}


def reasoning(text: str) -> dict:
    return {"type": "reasoning", "id": "rs_1", "summary": [{"type": "summary_text", "text": text}],
            "encrypted_content": "gAAAAAB+/="}


def whole(output: list[dict], status: str = "completed", **more) -> dict:
    return {"id": "resp_1", "object": "response", "created_at": 1, "status": status, "model": "m", "output": output,
            "parallel_tool_calls": True, "tool_choice": "auto", "tools": [], "error": None,
            "usage": {"input_tokens": 3, "output_tokens": 5, "total_tokens": 8}, **more}


def events(output: list[dict], size: int = 3, **more) -> list[dict]:
    """The stream of a response, without numbers."""
    made: list[dict] = [{"type": f"response.{state}", "response": whole([], "in_progress", **more)}
                        for state in ("created", "in_progress")]
    for index, item in enumerate(output):
        place = {"item_id": item["id"], "output_index": index}
        empty = {**item, "status": "in_progress"}

        def pieces(kind: str, text: str, field: str, **where):
            for i in range(0, len(text), size):
                made.append({"type": f"{kind}.delta", **place, **where, "delta": text[i:i + size]})
            made.append({"type": f"{kind}.done", **place, **where, field: text})

        if item["type"] == "message":
            part = item["content"][0]
            made.append({"type": "response.output_item.added", "output_index": index, "item": {**empty, "content": []}})
            made.append({"type": "response.content_part.added", **place, "content_index": 0,
                         "part": {**part, "text": ""}})
            pieces("response.output_text", part["text"], "text", content_index=0, logprobs=[])
            made.append({"type": "response.content_part.done", **place, "content_index": 0, "part": part})
        elif item["type"] == "function_call":
            made.append({"type": "response.output_item.added", "output_index": index, "item": {**empty, "arguments": ""}})
            pieces("response.function_call_arguments", item["arguments"], "arguments")
        elif item["type"] == "reasoning":
            made.append({"type": "response.output_item.added", "output_index": index, "item": {**item, "summary": []}})
            part = item["summary"][0]
            made.append({"type": "response.reasoning_summary_part.added", **place, "summary_index": 0,
                         "part": {**part, "text": ""}})
            pieces("response.reasoning_summary_text", part["text"], "text", summary_index=0)
            made.append({"type": "response.reasoning_summary_part.done", **place, "summary_index": 0, "part": part})
        made.append({"type": "response.output_item.done", "output_index": index, "item": item})
    made.append({"type": "response.completed", "response": whole(output, **more)})
    return made


def stream_bytes(made: list[dict]) -> bytes:
    return b"".join(
        f"event: {event['type']}\ndata: {json.dumps({**event, 'sequence_number': number}, ensure_ascii=False)}\n\n"
        .encode() for number, event in enumerate(made))


def answer(request: Request, output: list[dict], **more) -> Iterator[bytes]:
    """The output, streamed if it was asked for so."""
    if request.json.get("stream"):
        yield from stream(stream_bytes(events(output, **more)))
    else:
        yield response(json.dumps(whole(output, **more), ensure_ascii=False).encode())


def last_text(request: Request) -> str:
    given = request.json["input"]
    if isinstance(given, str):
        return given
    content = [item for item in given if item.get("role") == "user"][-1]["content"]
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def echo(request: Request) -> Iterator[bytes]:
    """Says the last user message back, and the instructions as the API does."""
    yield from answer(request, [message(last_text(request))], instructions=request.json.get("instructions"))
