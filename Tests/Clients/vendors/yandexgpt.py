# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""YandexGPT: text generation of the Foundation Models."""

from __future__ import annotations

import json

from upstream import Request, response
from vendors.wire import KEY, Seen, chunked, demand, only

PARALLEL = True
FOLDER = "b1gexamplefolder"
USAGE = {"inputTextTokens": "3", "completionTokens": "5", "totalTokens": "8"}


def flag(server) -> str:
    return (f"up={server.url.removesuffix('/v1')}/foundationModels/v1,country=RU,dialect=yandexgpt,key-env=MODEL_KEY,"
            f"folder={FOLDER}")


def seen(request: Request) -> Seen:
    given = request.json
    demand(request.path == "/foundationModels/v1/completion", "path")
    demand(request.headers["authorization"] == f"Api-Key {KEY}" and request.headers["x-folder-id"] == FOLDER, "key")
    only(given, {"modelUri", "completionOptions", "messages"},
         {"tools", "toolChoice", "parallelToolCalls", "jsonObject", "jsonSchema"})
    only(given["completionOptions"], {"stream"}, {"temperature", "maxTokens"})
    found = Seen(model=given["modelUri"].removeprefix(f"gpt://{FOLDER}/").removesuffix("/latest"))
    for message in given["messages"]:
        demand(len(message) == 2 and message["role"] in ("system", "user", "assistant"), "a role and one content")
        if "toolCallList" in message:
            for call in message["toolCallList"]["toolCalls"]:
                demand(isinstance(call["functionCall"]["arguments"], dict), "arguments are an object")
                found.calls.append((call["functionCall"]["name"], call["functionCall"]["arguments"]))
        elif "toolResultList" in message:
            for result in message["toolResultList"]["toolResults"]:
                only(result["functionResult"], {"name", "content"})
                found.results.append(result["functionResult"]["content"])
        elif message["role"] == "system":
            found.system += message["text"]
        else:
            found.turns.append((message["role"], message["text"]))
    for tool in given.get("tools", []):
        only(tool["function"], {"name", "parameters"}, {"description"})
        found.tools[tool["function"]["name"]] = tool["function"]["parameters"]
    limit = given["completionOptions"].get("maxTokens")
    demand(limit is None or isinstance(limit, str), "maxTokens is a string")
    found.settings = {"limit": limit and int(limit), "temperature": given["completionOptions"].get("temperature"),
                      "schema": given.get("jsonSchema", {}).get("schema"), "choice": given.get("toolChoice")}
    return found


def result(message: dict, status: str) -> dict:
    return {"result": {"alternatives": [{"message": {"role": "assistant", **message},
                                         "status": f"ALTERNATIVE_STATUS_{status}"}],
                       "usage": USAGE, "modelVersion": "09.02.2026"}}


def answer(request: Request, text: str = "", calls: list[tuple[str, dict]] = (), ending: str | None = None):
    statuses = {None: "TOOL_CALLS" if calls else "FINAL", "length": "TRUNCATED_FINAL",
                "content_filter": "CONTENT_FILTER"}
    tools = {"toolCallList": {"toolCalls": [
        {"functionCall": {"name": name, "arguments": arguments}} for name, arguments in calls]}}
    last = result(tools if calls else {"text": text}, statuses[ending])
    if not request.json["completionOptions"]["stream"]:
        yield response(json.dumps(last, ensure_ascii=False).encode())
        return
    # Each object says all of the text so far.
    so_far = [result({"text": text[:end]}, "PARTIAL") for end in range(3, len(text), 3)]
    yield from chunked([json.dumps(item, ensure_ascii=False).encode() + b"\n" for item in [*so_far, last]],
                       "application/json")


def refuse(status: int, words: str):
    body = {"error": {"grpcCode": 3, "httpCode": status, "message": words, "httpStatus": "No", "details": []}}
    yield response(json.dumps(body).encode(), f"{status} No")


def fail(request: Request, text: str, words: str):
    lines = [result({"text": text}, "PARTIAL"), {"error": {"grpcCode": 13, "httpCode": 500, "message": words}}]
    yield from chunked([json.dumps(item, ensure_ascii=False).encode() + b"\n" for item in lines], "application/json")
