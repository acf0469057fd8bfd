# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Anthropic's messages."""

from __future__ import annotations

import json

import messages as shapes
from upstream import Request, response
from vendors.wire import KEY, Seen, chunked, demand, only

PARALLEL = True
SETTINGS = {"system", "stream", "temperature", "top_p", "stop_sequences", "tools", "tool_choice", "output_config"}


def flag(server) -> str:
    return f"up={server.url},country=RU,dialect=anthropic,key-env=MODEL_KEY"


def seen(request: Request) -> Seen:
    given = request.json
    demand(request.path == "/v1/messages" and request.headers["x-api-key"] == KEY, "head")
    demand("authorization" not in request.headers and request.headers["anthropic-version"] == "2023-06-01", "version")
    only(given, {"model", "max_tokens", "messages"}, SETTINGS)
    found = Seen(model=given["model"], system="\n".join(block["text"] for block in given.get("system", [])))
    open_calls: set[str] = set()
    for message in given["messages"]:
        only(message, {"role", "content"})
        demand(message["role"] in ("user", "assistant") and message["content"], "a message has a role and blocks")
        answered = {block["tool_use_id"] for block in message["content"] if block["type"] == "tool_result"}
        demand(answered == open_calls, "all calls of a message are answered in the next one")
        open_calls = {block["id"] for block in message["content"] if block["type"] == "tool_use"}
        text = []
        for block in message["content"]:
            read_block(block, message["role"], found, text)
        if text:
            found.turns.append((message["role"], "\n".join(text)))
    for tool in given.get("tools", []):
        only(tool, {"name", "input_schema"}, {"description", "strict", "cache_control"})
        found.tools[tool["name"]] = tool["input_schema"]
    found.settings = {"limit": given["max_tokens"], "temperature": given.get("temperature"),
                      "schema": given.get("output_config", {}).get("format", {}).get("schema"),
                      "stops": given.get("stop_sequences"), "choice": given.get("tool_choice")}
    return found


def read_block(block: dict, role: str, found: Seen, text: list[str]) -> None:
    match block["type"]:
        case "text":
            only(block, {"type", "text"}, {"cache_control"})
            demand(block["text"], "text blocks are not empty")
            text.append(block["text"])
        case "image":
            demand(role == "user" and block["source"]["type"] in ("base64", "url"), "image")
        case "tool_use":
            only(block, {"type", "id", "name", "input"})
            demand(role == "assistant" and isinstance(block["input"], dict), "input is an object")
            found.calls.append((block["name"], block["input"]))
        case "tool_result":
            only(block, {"type", "tool_use_id", "content"})
            demand(role == "user", "results are the user's")
            found.results.append("\n".join(part["text"] for part in block["content"]))
        case other:
            demand(False, f"block {other}")


def answer(request: Request, text: str = "", calls: list[tuple[str, dict]] = (), ending: str | None = None):
    content = [{"type": "text", "text": text}] if text else []
    content += [{"type": "tool_use", "id": f"toolu_0{i}", "name": name, "input": arguments}
                for i, (name, arguments) in enumerate(calls)]
    reasons = {None: "tool_use" if calls else "end_turn", "length": "max_tokens", "content_filter": "refusal"}
    if request.json.get("stream"):
        events = shapes.stream_bytes(content, stop_reason=reasons[ending]).split(b"\n\n")
        yield from chunked([event + b"\n\n" for event in events if event], "text/event-stream")
    else:
        yield from shapes.whole(content, stop_reason=reasons[ending])


def refuse(status: int, words: str):
    body = {"type": "error", "error": {"type": "api_error", "message": words}, "request_id": "req_1"}
    yield response(json.dumps(body).encode(), f"{status} No")


def fail(request: Request, text: str, words: str):
    events = [shapes.event({"type": "message_start", "message": shapes.message([])}),
              *shapes.block_events(0, {"type": "text", "text": text}),
              shapes.event({"type": "error", "error": {"type": "overloaded_error", "message": words}})]
    yield from chunked(events, "text/event-stream")
