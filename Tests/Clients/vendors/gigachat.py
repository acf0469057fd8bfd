# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""GigaChat: chat completions with functions, and the exchange of a key for a token."""

from __future__ import annotations

import json
import re
import time
import urllib.parse

from upstream import Request, response
from vendors.wire import KEY, Seen, chunked, demand, only, pieces

PARALLEL = False
TOKEN = "token-of-the-day"
STATE = "77d3fb14-457a-46ba-937e-8d856156d003"
USAGE = {"prompt_tokens": 3, "completion_tokens": 5, "total_tokens": 8, "precached_prompt_tokens": 0}
IDENTITY = {"created": 1, "model": "GigaChat:1.0.26.20"}


def flag(server) -> str:
    root = server.url.removesuffix("/v1")
    return (f"up={root}/api/v1,country=RU,dialect=gigachat,key-env=MODEL_KEY,scope=GIGACHAT_API_CORP,"
            f"auth-url={root}/api/v2/oauth")


def exchange(request: Request, token: str = TOKEN, seconds: float = 1800):
    """Answers a request for a token; nothing where it is another request."""
    if request.path != "/api/v2/oauth":
        return None
    demand(request.headers["authorization"] == f"Basic {KEY}", "key")
    demand(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", request.headers["rquid"]), "RqUID is a UUID")
    demand(request.headers["content-type"] == "application/x-www-form-urlencoded", "a form")
    demand(urllib.parse.parse_qs(request.body.decode()) == {"scope": ["GIGACHAT_API_CORP"]}, "scope")
    body = {"access_token": token, "expires_at": int((time.time() + seconds) * 1000)}
    return iter([response(json.dumps(body).encode())])


def seen(request: Request) -> Seen:
    given = request.json
    demand(request.path == "/api/v1/chat/completions", "path")
    demand(request.headers["authorization"] == f"Bearer {TOKEN}", "token")
    only(given, {"model", "messages"}, {"stream", "temperature", "top_p", "max_tokens", "functions", "function_call",
                                        "response_format", "reasoning_effort"})
    found = Seen(model=given["model"])
    for place, message in enumerate(given["messages"]):
        only(message, {"role", "content"}, {"function_call", "functions_state_id", "name"})
        before = given["messages"][place - 1] if place else {}
        match message["role"]:
            case "system":
                demand(place == 0, "system is the first message")
                found.system = message["content"]
            case "function":
                demand(before.get("function_call", {}).get("name") == message["name"], "a result follows its call")
                demand(isinstance(json.loads(message["content"]), dict), "a result is a JSON object")
                found.results.append(message["content"])
            case "user" | "assistant":
                found.turns.append((message["role"], message["content"]))
            case other:
                demand(False, f"role {other}")
        if call := message.get("function_call"):
            demand(isinstance(call["arguments"], dict), "arguments are an object")
            demand(message.get("functions_state_id") in (None, STATE), "the state comes back")
            found.calls.append((call["name"], call["arguments"]))
    found.tools = {tool["name"]: tool["parameters"] for tool in given.get("functions", [])}
    found.settings = {"limit": given.get("max_tokens"), "temperature": given.get("temperature"),
                      "schema": given.get("response_format", {}).get("schema"), "choice": given.get("function_call")}
    return found


def answer(request: Request, text: str = "", calls: list[tuple[str, dict]] = (), ending: str | None = None):
    reasons = {None: "function_call" if calls else "stop", "length": "length", "content_filter": "blacklist"}
    finish = reasons[ending]
    call = [{"function_call": {"name": name, "arguments": arguments}, "functions_state_id": STATE}
            for name, arguments in calls]
    if not request.json.get("stream"):
        message = {"role": "assistant", "content": text, **(call[0] if call else {})}
        body = {**IDENTITY, "object": "chat.completion", "usage": USAGE,
                "choices": [{"index": 0, "message": message, "finish_reason": finish}]}
        yield response(json.dumps(body, ensure_ascii=False).encode())
        return
    deltas = [{"role": "assistant", "content": ""}, *({"content": piece} for piece in pieces(text)), *call]
    events = [chunk(delta) for delta in deltas]
    events.append(chunk({"content": ""}, finish_reason=finish, usage=USAGE))
    yield from chunked([*events, b"data: [DONE]\n\n"], "text/event-stream")


def chunk(delta: dict, finish_reason: str | None = None, **more) -> bytes:
    choice = {"index": 0, "delta": delta, **({"finish_reason": finish_reason} if finish_reason else {})}
    event = {**IDENTITY, "object": "chat.completion", "choices": [choice], **more}
    return b"data: " + json.dumps(event, ensure_ascii=False).encode() + b"\n\n"


def refuse(status: int, words: str):
    yield response(json.dumps({"status": status, "message": words}).encode(), f"{status} No")


def fail(request: Request, text: str, words: str):
    error = b"data: " + json.dumps({"status": 500, "message": words}).encode() + b"\n\n"
    yield from chunked([chunk({"role": "assistant", "content": text}), error], "text/event-stream")
