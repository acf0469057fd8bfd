# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Ollama's chat."""

from __future__ import annotations

import json

from upstream import Request, response
from vendors.wire import Seen, chunked, demand, only, pieces

PARALLEL = True
ENDING = {"model": "m", "created_at": "2026-01-01T00:00:00Z", "done": True}


def flag(server) -> str:
    return f"up={server.url.removesuffix('/v1')}/api,country=RU,dialect=ollama"


def seen(request: Request) -> Seen:
    given = request.json
    demand(request.path == "/api/chat", "path")
    only(given, {"model", "messages", "stream"}, {"tools", "format", "options", "think"})
    found = Seen(model=given["model"])
    for message in given["messages"]:
        only(message, {"role", "content"}, {"images", "tool_calls", "tool_name"})
        if message["role"] == "system":
            found.system += message["content"]
        elif message["role"] == "tool":
            demand(message["tool_name"] in {name for name, _ in found.calls}, "tool_name")
            found.results.append(message["content"])
        else:
            found.turns.append((message["role"], message["content"]))
        for call in message.get("tool_calls", []):
            demand(isinstance(call["function"]["arguments"], dict), "arguments are an object")
            found.calls.append((call["function"]["name"], call["function"]["arguments"]))
    found.tools = {tool["function"]["name"]: tool["function"]["parameters"] for tool in given.get("tools", [])}
    options = given.get("options", {})
    only(options, set(), {"temperature", "top_p", "seed", "num_predict", "stop", "presence_penalty",
                          "frequency_penalty"})
    found.settings = {"limit": options.get("num_predict"), "temperature": options.get("temperature"),
                      "schema": given.get("format"), "stops": options.get("stop")}
    return found


def answer(request: Request, text: str = "", calls: list[tuple[str, dict]] = (), ending: str | None = None):
    last = {**ENDING, "done_reason": ending or "stop", "prompt_eval_count": 3, "eval_count": 5}
    tools = [{"function": {"name": name, "arguments": arguments}} for name, arguments in calls]
    if not request.json["stream"]:
        message = {"role": "assistant", "content": text, **({"tool_calls": tools} if tools else {})}
        yield response(json.dumps({**last, "message": message}, ensure_ascii=False).encode())
        return
    said = [{"content": piece} for piece in pieces(text)] + [{"content": "", "tool_calls": [tool]} for tool in tools]
    lines = [{**ENDING, "done": False, "message": {"role": "assistant", **part}} for part in said]
    yield from chunked([line(item) for item in [*lines, {**last, "message": {"role": "assistant", "content": ""}}]],
                       "application/x-ndjson")


def line(item: dict) -> bytes:
    return json.dumps(item, ensure_ascii=False).encode() + b"\n"


def refuse(status: int, words: str):
    yield response(json.dumps({"error": words}).encode(), f"{status} No")


def fail(request: Request, text: str, words: str):
    yield from chunked(
        [line({**ENDING, "done": False, "message": {"role": "assistant", "content": text}}), line({"error": words})],
        "application/x-ndjson")
