# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Settings are read again while requests run: whole or not at all, and on record."""

from __future__ import annotations

import json
import os
import re
import signal
import threading
import time

from samples import FAR
from upstream import Upstream, chunk, completion, response

MAIL = "Напиши на olga.belova@example.ru"
OPEN = "home: [RU]\npolicy: {id: open, actions: {types: {EMAIL: pass}}}\n"
# For a longer run: RELOADS=1000.
RELOADS = int(os.environ.get("RELOADS", "200"))


def metric(gateway, name: str) -> int:
    found = re.search(rf"^{re.escape(name)} (\d+)$", gateway.get("/metrics", admin=True)[1].decode(), re.M)
    return int(found[1]) if found else 0


def readiness(gateway) -> tuple[int, dict]:
    status, body = gateway.get("/readyz", admin=True)
    return status, json.loads(body)


def wait_for(condition, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.005)
    return False


def rewrite(gateway, text: str) -> None:
    """Replaces the settings file as an editor does, whole."""
    new = gateway.config.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(gateway.config)


def line_of(gateway, words: bytes) -> bytes:
    return next(line for line in gateway.log.splitlines() if words in line)


def reload(gateway, text: str) -> None:
    before = metric(gateway, "zavesa_config_generation")
    rewrite(gateway, text)
    gateway.process.send_signal(signal.SIGHUP)
    assert wait_for(lambda: metric(gateway, "zavesa_config_generation") > before), gateway.log.decode()[-2000:]


def test_a_changed_policy_holds_for_the_next_request_and_is_on_record_before_it(gateway, upstream):
    assert gateway.chat(MAIL)[0] == 200
    assert "olga.belova" not in upstream.requests[-1].last_user_text
    reload(gateway, OPEN)
    assert gateway.chat(MAIL)[0] == 200
    assert "olga.belova" in upstream.requests[-1].last_user_text
    events = gateway.events()
    activated = [event for event in events if event["code"] == "POL001I"]
    decided = [event for event in events if event["code"] == "LLM001I"]
    assert activated[-1]["route"]["policy_id"] == "open"
    weakened = [event for event in events if event["code"] == "POL004W"]
    assert [event["route"]["rules"] for event in weakened] == [["actions.EMAIL"]]
    assert decided[-2]["seq"] < activated[-1]["seq"] < decided[-1]["seq"]
    digests = [event["route"]["policy_sha256"] for event in (decided[-2], activated[-1], decided[-1])]
    assert digests[0] != digests[1] == digests[2] == decided[-1]["node"]["config_sha256"]


def test_a_file_that_is_wrong_changes_nothing_and_is_named_everywhere(gateway, upstream):
    rewrite(gateway, OPEN + "polcy: {}\n")
    gateway.process.send_signal(signal.SIGHUP)
    assert wait_for(lambda: metric(gateway, "zavesa_config_reload_failures_total") == 1)
    status, body = readiness(gateway)
    assert (status, body["configuration"]) == (200, "refused")
    assert b"policy" in line_of(gateway, b"settings were not read again")
    assert "POL006E" in [event["code"] for event in gateway.events()]
    assert gateway.chat(MAIL)[0] == 200
    assert "olga.belova" not in upstream.requests[-1].last_user_text
    # Mended, it is noticed without a signal.
    rewrite(gateway, OPEN)
    assert wait_for(lambda: readiness(gateway)[1]["configuration"] == "in force")
    gateway.chat(MAIL)
    assert "olga.belova" in upstream.requests[-1].last_user_text


def test_what_only_a_restart_changes_is_said(gateway):
    reload(gateway, "home: [RU]\nlimits: {body: 1MiB}\n")
    status, body = readiness(gateway)
    assert (status, body["configuration"]) == (200, "waiting for a restart")
    assert b"limits" in line_of(gateway, b"with a restart only")


def test_rates_change_without_a_restart(gateway):
    assert [gateway.chat(MAIL)[0] for _ in range(3)] == [200] * 3
    reload(gateway, "home: [RU]\nlimits: {rates: {default: {requests_per_minute: 1}}}\n")
    assert readiness(gateway)[1]["configuration"] == "in force"
    assert [gateway.chat(MAIL)[0] for _ in range(2)] == [200, 429]


def test_files_that_the_settings_name_are_watched_and_a_changed_record_of_a_provider_is_named(start, upstream, tmp_path):
    shadow, providers = tmp_path / "shadow.yaml", tmp_path / "providers.yaml"
    shadow.write_text("id: trial\n", encoding="utf-8")
    records = FAR.split("\n", 1)[1]
    providers.write_text(records, encoding="utf-8")
    gateway = start([f"rec={upstream.url},country=RU"],
                    config=f"home: [RU]\npolicy: {{shadow: '{shadow}'}}\nproviders: '{providers}'\n")
    generation = metric(gateway, "zavesa_config_generation")
    shadow.write_text("id: trial-2\n", encoding="utf-8")
    assert wait_for(lambda: metric(gateway, "zavesa_config_generation") > generation), gateway.log.decode()[-2000:]
    generation = metric(gateway, "zavesa_config_generation")
    providers.write_text(records.replace("keeps_logs_days: 0", "keeps_logs_days: 30"), encoding="utf-8")
    assert wait_for(lambda: metric(gateway, "zavesa_config_generation") > generation), gateway.log.decode()[-2000:]
    weakened = [event for event in gateway.events() if event["code"] == "POL004W"]
    assert [event["route"]["rules"] for event in weakened] == [["providers.far"]]


def settings(url: str, number: int) -> str:
    return f"home: [RU]\npolicy: {{id: p{number}}}\nupstreams: [{{name: u{number % 2}, url: '{url}', country: RU}}]\n"


def test_reloads_under_load_fail_no_request_and_cut_no_stream(start):
    slow = threading.Event()

    def answer(request):
        if request.json.get("stream"):
            def events():
                yield chunk({"content": "one "})
                while not slow.wait(1):
                    yield chunk({"content": "and "})
                yield chunk({"content": "two"})
                yield chunk({}, "stop") + b"data: [DONE]\n\n"
            yield b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
            for event in events():
                yield f"{len(event):x}\r\n".encode() + event + b"\r\n"
            yield b"0\r\n\r\n"
        else:
            yield response(json.dumps(completion("fine")).encode())

    upstreams = [Upstream(answer), Upstream(answer)]
    gateway = start([], config=settings(upstreams[0].url, 0), log_level="warning")
    streamed: list[bytes] = []
    body = json.dumps({"model": "m", "stream": True, "messages": [{"role": "user", "content": MAIL}]}).encode()
    listener = threading.Thread(target=lambda: streamed.append(gateway.post(body)[2]), daemon=True)
    listener.start()
    assert upstreams[0].wait_for(lambda: len(upstreams[0].requests) == 1)
    stopping, statuses, problems = threading.Event(), [], []

    def load():
        while not stopping.is_set():
            try:
                statuses.append(gateway.chat(MAIL)[0])
            except (OSError, ValueError) as error:
                problems.append(repr(error))

    workers = [threading.Thread(target=load, daemon=True) for _ in range(4)]
    for worker in workers:
        worker.start()
    for number in range(1, RELOADS + 1):
        reload(gateway, settings(upstreams[number % 2].url, number))
    slow.set()
    listener.join(30)
    stopping.set()
    for worker in workers:
        worker.join(30)
    assert not problems and set(statuses) == {200}, (problems[:3], set(statuses))
    assert len(statuses) > RELOADS / 2
    assert all(len(upstream.requests) > 10 for upstream in upstreams), "both had their turns"
    assert b"two" in streamed[0] and b"[DONE]" in streamed[0]
    # The watch may take a change once more than the signal did.
    assert metric(gateway, "zavesa_config_generation") > RELOADS
    for upstream in upstreams:
        upstream.close()
