# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""What is one caller's is nobody else's: two tenants with two callers each, over every endpoint (control ZV-ACC-01)."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
from collections import Counter

import pytest
from access import ask, create, eventually
from gateway import BINARY, Gateway
from responses import message, whole
from upstream import Upstream, completion, response

VALUE = "o.kuznetsova@example.ru"
TOKEN = re.compile(r"\[?[A-Z]{2,10}_[0-9A-HJKMNP-TV-Z]{9}\]?")
CALLERS = [("acme", "app"), ("acme", "reports"), ("globex", "app"), ("globex", "reports")]
PAIRS = list(itertools.permutations(CALLERS, 2))


def name(pair) -> str:
    return "/".join(pair)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A gateway with the four callers, and a model that says back whatever text it is given."""
    folder = tmp_path_factory.mktemp("house")
    data = folder / "data"
    keys = {pair: create(pair[1], "--tenant", pair[0], "--permission", "chat", "--permission", "models",
                         "--permission", "embeddings", "--permission", "moderations", "--permission", "detect",
                         "--permission", "tokenize", "--permission", "preview", "--permission", "restore",
                         "--permission", "presidio", data=data) for pair in CALLERS}
    narrow = create("narrow", "--tenant", "acme", "--permission", "chat", "--permission", "models",
                    "--model", "m-open", data=data)
    upstream = Upstream(echo)
    gateway = Gateway(data, [f"rec={upstream.url},country=RU,models=m|m-open|m-secret"])
    gateway.keys, gateway.narrow, gateway.upstream = keys, narrow, upstream
    yield gateway
    gateway.stop()
    upstream.close()


def echo(request):
    """Every text of the request, as the answer of each API."""
    body = request.json
    text = said(body)
    if request.path.endswith("/responses"):
        yield response(json.dumps(whole([message(text)])).encode())
    else:
        yield response(json.dumps(completion(text)).encode())


def said(body: dict) -> str:
    if "messages" in body:
        return body["messages"][-1]["content"]
    return body["input"] if isinstance(body["input"], str) else body["input"][-1]["content"]


def tokenize(house, pair, conversation: str) -> str:
    status, _, body = ask(house, "POST", "/v1/privacy/tokenize", house.keys[pair],
                          {"text": VALUE, "conversation": conversation})
    assert status == 200
    return json.loads(body)["text"]


def restore(house, key, text: str, conversation: str) -> tuple[int, bytes]:
    status, _, body = ask(house, "POST", "/v1/privacy/restore", key, {"text": text, "conversation": conversation})
    return status, body


@pytest.mark.parametrize("owner,other", PAIRS, ids=lambda pair: name(pair))
def test_a_token_is_its_callers_and_nobody_elses(house, owner, other):
    token = tokenize(house, owner, "shared-name")
    status, body = restore(house, house.keys[owner], token, "shared-name")
    assert status == 200 and VALUE in body.decode()
    status, body = restore(house, house.keys[other], token, "shared-name")
    answer = json.loads(body)
    assert status == 200 and answer["text"] == token and answer["restored"] == 0
    # Somebody else's token and one that nobody has are told apart by nothing.
    invented = "[EMAIL_" + "0" * 9 + "]"
    absent = json.loads(restore(house, house.keys[other], invented, "shared-name")[1])
    assert {k: v for k, v in absent.items() if k not in ("text", "unknown")} == \
        {k: v for k, v in answer.items() if k not in ("text", "unknown")}


@pytest.mark.parametrize("owner,other", PAIRS, ids=lambda pair: name(pair))
def test_a_conversations_name_opens_nobody_elses_conversation(house, owner, other):
    """The same header, the same text, and the other's token in it: through a model nothing comes back."""
    headers = {"x-zavesa-conversation": f"c-{name(owner)}"}
    token = tokenize(house, owner, headers["x-zavesa-conversation"])
    for path, body, read in (
        ("/v1/chat/completions", {"model": "m", "messages": [{"role": "user", "content": token}]},
         lambda answer: answer["choices"][0]["message"]["content"]),
        ("/v1/responses", {"model": "m", "input": token, "store": False},
         lambda answer: answer["output"][-1]["content"][0]["text"]),
    ):
        status, _, answer = ask(house, "POST", path, house.keys[other], body, **headers)
        assert status == 200, answer
        assert VALUE not in answer.decode() and token in read(json.loads(answer))
    assert VALUE.encode() not in bytes(house.upstream.raw)


@pytest.mark.parametrize("pair", CALLERS, ids=name)
def test_what_a_provider_keeps_is_reached_by_nobody(house, pair):
    for method, path in (("GET", "/v1/responses/resp_1"), ("DELETE", "/v1/responses/resp_1"),
                         ("GET", "/v1/chat/completions"), ("GET", "/v1/chat/completions/chatcmpl-1"),
                         ("GET", "/v1/conversations/conv_1"), ("GET", "/v1/files/file-1")):
        assert ask(house, method, path, house.keys[pair])[0] in (404, 405)
    refused = ask(house, "POST", "/v1/responses", house.keys[pair],
                  {"model": "m", "input": "a", "previous_response_id": "resp_1"})
    assert refused[0] == 415


OPEN = {"/healthz", "/health"}
ENDPOINTS = [
    ("POST", "/v1/chat/completions"), ("POST", "/v1/responses"), ("POST", "/v1/completions"),
    ("POST", "/v1/embeddings"), ("POST", "/v1/moderations"), ("GET", "/v1/models"), ("POST", "/v1/messages"),
    ("POST", "/v1/messages/count_tokens"), ("POST", "/api/chat"), ("POST", "/api/generate"), ("GET", "/api/tags"),
    ("POST", "/v1/privacy/detect"), ("POST", "/v1/privacy/tokenize"), ("POST", "/v1/privacy/restore"),
    ("POST", "/v1/privacy/preview"), ("POST", "/analyze"), ("POST", "/anonymize"), ("GET", "/recognizers"),
    ("GET", "/supportedentities"), ("GET", "/anonymizers"), ("GET", "/v1/privacy/openapi.json"),
]


@pytest.mark.parametrize("method,path", ENDPOINTS)
def test_no_endpoint_is_open(house, method, path):
    body = {} if method == "POST" else None
    answers = [ask(house, method, path, key, body) for key in (None, "zv_wrong", "x" * 9_000)]
    assert {answer[0] for answer in answers} <= {401, 429}
    for answer in answers:
        fields = {key.lower() for key in answer[1]}
        assert "www-authenticate" in fields or "retry-after" in fields


def test_the_list_of_endpoints_is_whole(house):
    """An endpoint that is added is on trial above from its first day."""
    listed = subprocess.run([BINARY, "coverage"], capture_output=True, text=True, timeout=60).stdout
    known = {path for _, path in ENDPOINTS} | OPEN
    served = set(re.findall(r"(?:GET|POST) (/\S+)", listed))
    assert served and served <= known


def test_a_model_that_a_key_does_not_reach_is_none(house):
    models = lambda key: [m["id"] for m in json.loads(ask(house, "GET", "/v1/models", key)[2])["data"]]
    assert models(house.narrow) == ["m-open"]
    assert "m-secret" in models(house.keys["acme", "app"])

    def chat(model: str):
        status, _, body = ask(house, "POST", "/v1/chat/completions", house.narrow,
                              {"model": model, "messages": [{"role": "user", "content": "a"}]})
        return status, json.loads(body)["error"] if status != 200 else None

    assert chat("m-open")[0] == 200
    hidden, absent = chat("m-secret"), chat("m-nowhere")
    strip = lambda answer: (answer[0], {k: v for k, v in answer[1].items() if k != "request_id"})
    assert strip(hidden) == strip(absent) and hidden[0] == 404


@pytest.mark.parametrize("models", [["m-open"], ["m", "m-open"], ["m-open", "m-secret"]])
def test_a_list_of_models_reaches_none_that_a_key_does_not(house, models):
    """OpenRouter's `models` beside a model that is forbidden: only what is allowed stands in what leaves."""
    seen = len(house.upstream.requests)
    status = ask(house, "POST", "/v1/chat/completions", house.narrow,
                 {"model": "m-secret", "models": models, "messages": [{"role": "user", "content": "a"}]})[0]
    assert status == 200
    sent = house.upstream.requests[seen:]
    assert [request.json["model"] for request in sent] == ["m-open"]
    assert all("models" not in request.json for request in sent)


@pytest.mark.parametrize("path,body", [
    ("/v1/responses", {"input": "a"}), ("/v1/embeddings", {"input": "a"}),
    ("/v1/chat/completions", {"messages": [{"role": "user", "content": "a"}]})])
def test_a_list_of_models_goes_to_no_upstream(house, path, body):
    seen = len(house.upstream.requests)
    status = ask(house, "POST", path, house.keys["acme", "app"], {"model": "m", "models": ["m-secret"], **body})[0]
    assert status == 200
    assert ["models" in request.json for request in house.upstream.requests[seen:]] == [False]
    assert ask(house, "POST", "/v1/chat/completions", house.narrow,
               {"models": ["m-open"], "messages": [{"role": "user", "content": "a"}]})[0] == 404


def test_permissions_hold_over_every_endpoint(house):
    """The narrow key chats and lists; everything else is forbidden, and says so in one way."""
    allowed = {"/v1/chat/completions", "/v1/responses", "/v1/completions", "/v1/models", "/v1/messages",
               "/v1/messages/count_tokens", "/api/chat", "/api/generate", "/api/tags",
               # What the gateway says of itself is the same for everybody it knows.
               "/recognizers", "/supportedentities", "/anonymizers", "/v1/privacy/openapi.json"}
    for method, path in ENDPOINTS:
        status, _, body = ask(house, method, path, house.narrow, {} if method == "POST" else None)
        assert (status == 403) == (path not in allowed), (path, status)
        if status == 403:
            assert b"does not allow" in body


@pytest.mark.parametrize("role", ["operator", "auditor"])
def test_who_runs_or_audits_reads_no_values(house, role):
    """Control ZV-ACC-03."""
    key = create(f"{role}-1", "--role", role, data=house.data)
    eventually(lambda: ask(house, "GET", "/v1/models", key)[0] == 403)
    token = tokenize(house, ("acme", "app"), "kept")
    for method, path in ENDPOINTS:
        if path.startswith(("/recognizers", "/supported", "/anonymizers", "/v1/privacy/openapi")):
            continue
        body = {"text": token, "conversation": "kept"} if method == "POST" else None
        status, _, answer = ask(house, method, path, key, body)
        assert status == 403 and VALUE not in answer.decode(), path
    # At most ten a minute have a record of their own, however many minutes a slow machine takes.
    minutes = Counter(event["ts"][:16] for event in house.events() if event["code"] == "AUT006W")
    assert minutes and minutes.total() <= 10 * len(minutes)


def test_a_detokenizer_restores_for_its_own_caller_and_does_nothing_else(house):
    key = create("app", "--tenant", "acme", "--role", "detokenizer", data=house.data)
    token = tokenize(house, ("acme", "app"), "case-1")
    eventually(lambda: restore(house, key, token, "case-1")[0] == 200)
    assert VALUE in restore(house, key, token, "case-1")[1].decode()
    foreign = tokenize(house, ("acme", "reports"), "case-1")
    assert VALUE not in restore(house, key, foreign, "case-1")[1].decode()
    for method, path in ENDPOINTS:
        if path in ("/v1/privacy/restore", "/recognizers", "/supportedentities", "/anonymizers",
                    "/v1/privacy/openapi.json"):
            continue
        assert ask(house, method, path, key, {} if method == "POST" else None)[0] == 403


def test_nothing_of_all_this_is_in_what_the_gateway_writes(house):
    exhaust = b"".join(house.files().values()) + house.log
    assert VALUE.encode() not in exhaust
    for key in [*house.keys.values(), house.narrow]:
        assert key.split("_")[2].encode() not in exhaust
