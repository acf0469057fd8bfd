# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Chat completions: what passes untranslated, held to the same suite."""

from __future__ import annotations

import json

from upstream import Request, chunk, completion, response
from vendors.wire import KEY, Seen, chunked, demand, pieces

PARALLEL = True


def flag(server) -> str:
    return f"up={server.url},country=RU,key-env=MODEL_KEY"


def seen(request: Request) -> Seen:
    given = request.json
    demand(request.path == "/v1/chat/completions" and request.headers["authorization"] == f"Bearer {KEY}", "head")
    found = Seen(model=given["model"])
    for message in given["messages"]:
        content = message.get("content") or ""
        text = content if isinstance(content, str) else "\n".join(part.get("text", "") for part in content)
        if message["role"] in ("system", "developer"):
            found.system += text
        elif message["role"] == "tool":
            found.results.append(text)
        else:
            found.turns.append((message["role"], text))
        found.calls += [(call["function"]["name"], json.loads(call["function"]["arguments"]))
                        for call in message.get("tool_calls") or []]
    found.tools = {tool["function"]["name"]: tool["function"]["parameters"] for tool in given.get("tools", [])}
    found.settings = {"limit": given.get("max_tokens"), "temperature": given.get("temperature"),
                      "schema": given.get("response_format", {}).get("json_schema", {}).get("schema")}
    return found


def answer(request: Request, text: str = "", calls: list[tuple[str, dict]] = (), ending: str | None = None):
    finish = ending or ("tool_calls" if calls else "stop")
    tools = [{"id": f"call_{i}", "type": "function", "function": {
        "name": name, "arguments": json.dumps(arguments, ensure_ascii=False)}} for i, (name, arguments) in
        enumerate(calls)]
    if not request.json.get("stream"):
        body = completion(text or None, tool_calls=tools)
        body["choices"][0]["finish_reason"] = finish
        yield response(json.dumps(body, ensure_ascii=False).encode())
        return
    events = [chunk({"role": "assistant", "content": ""})] + [chunk({"content": piece}) for piece in pieces(text)]
    for index, tool in enumerate(tools):
        events.append(chunk({"tool_calls": [{**tool, "index": index, "function": {
            "name": tool["function"]["name"], "arguments": ""}}]}))
        events += [chunk({"tool_calls": [{"index": index, "function": {"arguments": piece}}]})
                   for piece in pieces(tool["function"]["arguments"])]
    events.append(chunk({}, finish))
    if request.json.get("stream_options", {}).get("include_usage"):
        usage = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [],
                 "usage": {"prompt_tokens": 3, "completion_tokens": 5, "total_tokens": 8}}
        events.append(b"data: " + json.dumps(usage).encode() + b"\n\n")
    yield from chunked([*events, b"data: [DONE]\n\n"], "text/event-stream")


def refuse(status: int, words: str):
    yield response(json.dumps({"error": {"message": words, "type": "t", "param": None, "code": None}}).encode(),
                   f"{status} No")


def fail(request: Request, text: str, words: str):
    """Says something, then an error."""
    events = [chunk({"role": "assistant", "content": text})]
    events.append(b"data: " + json.dumps({"error": {"message": words}}).encode() + b"\n\n")
    yield from chunked(events, "text/event-stream")
