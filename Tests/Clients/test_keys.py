# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""`zavesa keys`, beside a gateway that runs and one that does not."""

from __future__ import annotations

import json
import re

import pytest
from access import ask, create, eventually, keys

KEY = re.compile(r"zv_[0-9a-hjkmnp-tv-z]{8}_[0-9a-hjkmnp-tv-z]{38}")


def codes(gateway) -> list[str]:
    return [event["code"] for event in gateway.events()]


def status(gateway, key: str | None) -> int:
    return ask(gateway, "GET", "/v1/models", key)[0]


def test_a_key_is_shown_once_and_kept_nowhere(tmp_path, start):
    data = tmp_path / "data0"
    done = keys("create", "billing", "--tenant", "acme", "--model", "gpt-*", "--expires", "90d", data=data)
    assert done.returncode == 0 and KEY.fullmatch(done.stdout.strip())
    key = done.stdout.strip()
    gateway = start([])
    assert status(gateway, key) == 200 and status(gateway, None) == 401
    secret = key.split("_")[2].encode()
    assert secret not in done.stderr.encode()
    assert not any(secret in content for content in [*gateway.files().values(), gateway.log])
    listed = keys("list", data=data).stdout
    assert key.split("_")[1] in listed and "billing" in listed and secret.decode() not in listed
    assert (data / "access" / "keys.yaml").stat().st_mode & 0o777 == 0o600
    granted = [event for event in gateway.events() if event["code"] == "AUT003I"]
    assert len(granted) == 1 and granted[0]["access"]["key"] == key.split("_")[1]
    assert "billing" not in json.dumps(granted)


def test_a_running_gateway_takes_over_what_changes_and_records_it_first(start):
    # It is asked again and again, which is no attack here.
    gateway = start([], config="home: [RU]\naccess: {failures_per_minute: 10000}\n")
    assert status(gateway, None) == 200
    begun = codes(gateway).count("AUT003I")
    first = create("app", data=gateway.data)
    eventually(lambda: status(gateway, None) == 401)
    second = create("app", "--permission", "chat", data=gateway.data)
    eventually(lambda: status(gateway, second) == 403)
    assert status(gateway, first) == 200
    assert keys("revoke", first.split("_")[1], data=gateway.data).returncode == 0
    eventually(lambda: status(gateway, first) == 401)
    assert begun == 0 and codes(gateway).count("AUT003I") == 2 and codes(gateway).count("AUT004I") == 1
    assert keys("revoke", second.split("_")[1], data=gateway.data).returncode == 0
    eventually(lambda: status(gateway, second) == 401)
    # Nobody has a key: nobody comes in.
    assert status(gateway, None) == 401


def test_a_file_that_is_broken_or_gone_changes_nothing(start, tmp_path):
    key = create("app", data=tmp_path / "data0")
    gateway = start([])
    store = gateway.data / "access" / "keys.yaml"
    content = store.read_bytes()
    for broken in (b"version: 1\nkees: []\n", b"", None):
        if broken is None:
            store.unlink()
        else:
            store.write_bytes(broken)
        refused = gateway.log.count(b"was not taken over")
        eventually(lambda: gateway.log.count(b"was not taken over") > refused)
        assert status(gateway, key) == 200 and status(gateway, None) == 401
    store.write_bytes(content)
    store.chmod(0o644)
    eventually(lambda: b"chmod 600" in gateway.log)
    assert status(gateway, key) == 200


@pytest.mark.parametrize("arguments,words", [
    (["a", "--role", "operator", "--role", "detokenizer"], "stand alone"),
    (["a", "--role", "auditor", "--role", "caller"], "stand alone"),
    (["a", "--role", "operator", "--permission", "restore"], "needs the role"),
    (["a", "--role", "root"], "expected one of"),
    (["Иванов"], "letters, digits"),
    (["a", "--tenant", "79161234567"], "letters, digits"),
    (["a", "--expires", "2020-01-01"], "--expires"),
])
def test_rights_that_must_not_be_are_not_given(tmp_path, arguments, words):
    done = keys("create", *arguments, data=tmp_path / "d")
    assert done.returncode != 0 and words in done.stderr and done.stdout == ""
    assert not (tmp_path / "d" / "access").exists()


def test_a_flood_of_wrong_keys_is_told_to_wait_and_locks_nobody_out(tmp_path, start):
    key = create("app", data=tmp_path / "data0")
    gateway = start([], config="home: [RU]\naccess: {failures_per_minute: 5}\n")
    answers = [ask(gateway, "GET", "/v1/models", f"wrong-{index}") for index in range(60)]
    statuses = [answer[0] for answer in answers]
    assert statuses[:5] == [401] * 5 and statuses.count(429) >= 45
    limited = next(answer for answer in answers if answer[0] == 429)
    fields = {name.lower(): value for name, value in limited[1].items()}
    assert fields["retry-after"] == "60" and fields["x-should-retry"] == "false"
    assert status(gateway, key) == 200
    gateway.stop()
    refused = [event for event in gateway.events() if event["code"] == "AUT002W"]
    assert len(refused) <= 22 and sum(event["count"] for event in refused) == 60
    assert b"wrong-" not in gateway.log + json.dumps(gateway.events()).encode()
