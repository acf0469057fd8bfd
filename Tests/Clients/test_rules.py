# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Each rule of the wire, and each complaint about others, has tests that exist, or a reason for having none."""

from __future__ import annotations

import json
import pathlib
import re
import subprocess

import pytest
import yaml
from samples import CONVERSATIONS
from upstream import Upstream, completion, sse

TESTS = pathlib.Path(__file__).resolve().parent.parent
# How many rows each list has had so far: none may be lost.
LENGTHS = {
    "wire": {"errors": 6, "headers": 6, "framing": 7, "chat_chunks": 13, "tokens": 7, "anthropic_stream": 5,
             "responses_stream": 3, "other": 6},
    "complaints": {"restoring_elsewhere": 15, "gateways": 65, "tools": 51},
}


def swift_tests() -> set[str]:
    names = set()
    for path in TESTS.glob("*Tests/**/*.swift"):
        suite = None
        is_test = False
        for line in path.read_text(encoding="utf-8").splitlines():
            if declared := re.match(r"(?:@Suite\S*(?:\(.*?\))? |@Suite )?(?:package |private |final )*(?:struct|class|actor) (\w+)", line):
                suite = declared[1]
            is_test = is_test or "@Test" in line
            if function := re.search(r"\bfunc (\w+)", line):
                if is_test:
                    names.add(f"{suite}.{function[1]}")
                is_test = False
    return names


def python_tests() -> set[str]:
    return {f"{path.stem}.{name}" for path in TESTS.glob("Clients/test_*.py")
            for name in re.findall(r"^(?:async )?def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)}


@pytest.mark.parametrize("name", LENGTHS)
def test_every_row_has_tests_that_exist_or_a_reason(name):
    sections = yaml.safe_load((TESTS / "Rules" / f"{name}.yaml").read_text(encoding="utf-8"))
    known = swift_tests() | python_tests()
    assert len(known) > 400
    assert set(sections) == set(LENGTHS[name])
    for section, rows in sections.items():
        assert list(rows) == list(range(1, len(rows) + 1)), f"{section}: the numbers have a gap"
        assert len(rows) >= LENGTHS[name][section], f"{section}: a row is missing"
        for number, row in rows.items():
            assert set(row) in ({"rule", "tests"}, {"rule", "n/a"}, {"gist", "tests"}, {"gist", "n/a"}), f"{section} {number}"
            assert row.get("tests") or len(row.get("n/a", "")) > 10, f"{section} {number}: neither a test nor a reason"
            missing = set(row.get("tests", [])) - known
            assert not missing, f"{section} {number}: no such test: {missing}"


def answering(body: bytes, kind: str):
    """An upstream that says more of itself than anybody else should know."""
    def answer(request):
        head = (f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\n"
                "x-ratelimit-remaining-requests: 7\r\nx-ratelimit-limit-tokens: 9\r\nopenai-organization: org-theirs\r\n"
                "set-cookie: session=theirs\r\nserver: their-server\r\nx-request-id: req-theirs\r\n\r\n")
        yield head.encode() + body
    return Upstream(answer)


def test_headers_of_the_upstream_stay_behind(start):
    upstream = answering(json.dumps(completion("ok")).encode(), "application/json")
    gateway = start([f"rec={upstream.url},country=RU"])
    status, headers, _ = gateway.chat(CONVERSATIONS["ru"][0])
    assert status == 200
    assert upstream.requests[0].headers["accept-encoding"] == "identity"
    said = json.dumps(headers).lower()
    for theirs in ("ratelimit", "org-theirs", "session=theirs", "their-server", "req-theirs"):
        assert theirs not in said


def test_a_stream_says_what_it_is(start):
    upstream = answering(sse("ok"), "text/event-stream")
    gateway = start([f"rec={upstream.url},country=RU"])
    body = {"model": "m", "stream": True, "messages": [{"role": "user", "content": "hello"}]}
    status, headers, _ = gateway.post(json.dumps(body).encode())
    headers = {name.lower(): value for name, value in headers.items()}
    assert status == 200 and headers["content-type"] == "text/event-stream; charset=utf-8"
    assert headers["cache-control"] == "no-cache" and headers["x-accel-buffering"] == "no"
    assert headers["transfer-encoding"] == "chunked"


# Words that claim what nobody can keep (docs/limits.md), as a promise and not as what is denied.
PROMISES = re.compile(r"\b(tamper-proof|anonymous|certified|compliant|finds all|100 ?% (?:safe|recall))\b", re.IGNORECASE)
DENIALS = re.compile(r"\b(not|no|never|nothing|nobody|without|neither|nor)\b", re.IGNORECASE)


def test_no_promise_that_is_not_kept():
    root = TESTS.parent
    read = ["README.md", "docs/*.md", "zavesa.yaml", "Sources/zavesa", "Sources/ZavesaApp", "Sources/Reports", "Sources/Proxy"]
    files = subprocess.run(["git", "ls-files", *read], cwd=root, capture_output=True, text=True, check=True).stdout.split()
    assert len(files) > 100
    broken = [f"{name}:{number}: {line}" for name in files
              for number, line in enumerate((root / name).read_text(encoding="utf-8").splitlines(), 1)
              if PROMISES.search(line) and not DENIALS.search(line)]
    assert broken == []
