# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""What the command line says about the places of upstreams."""

from __future__ import annotations

import datetime
import os
import pathlib
import subprocess

import pytest
from gateway import BINARY, ROOT
from samples import FAR

ENVIRONMENT = {**os.environ, "ZAVESA_RESOURCES": str(ROOT)}
UPSTREAMS = """\
upstreams:
  - { name: near, url: "https://llm.example.ru/v1", country: RU }
  - { name: us, url: "https://llm.example.com/v1", country: US%s }
"""


@pytest.fixture
def zavesa(tmp_path: pathlib.Path):
    def run(command: str, text: str) -> subprocess.CompletedProcess:
        file = tmp_path / "zavesa.yaml"
        file.write_text("home: [RU]\n" + text, encoding="utf-8")
        return subprocess.run([BINARY, *command.split(), "--config", str(file)], capture_output=True, text=True,
                              env=ENVIRONMENT, timeout=120)
    return run


NAMED = "policy: { foreign: { upstreams: [us] } }\n"


def test_a_named_upstream_without_a_provider_is_said_to_be_closed(zavesa):
    text = UPSTREAMS % "" + NAMED
    for command in ("config check", "providers check"):
        done = zavesa(command, text)
        assert done.returncode == 1, done.stderr
        assert "closed: the upstream names no provider" in done.stdout
    listed = zavesa("providers list", text)
    assert listed.returncode == 0
    rows = {line.split()[0]: line for line in listed.stdout.splitlines() if line.strip()}
    assert rows["near"].rstrip().endswith("in-country") and "closed" in rows["us"]


def test_with_its_papers_it_is_open(zavesa):
    text = FAR + UPSTREAMS % ", provider: far" + NAMED
    assert zavesa("providers check", text).returncode == 0
    assert "abroad, open by none" in zavesa("providers", text).stdout
    assert zavesa("config check", text).returncode == 0


def test_an_upstream_that_policy_does_not_name_is_no_mistake(zavesa):
    text = UPSTREAMS % ""
    assert zavesa("providers check", text).returncode == 0
    assert "gets nothing" in zavesa("providers list", text).stdout
    assert zavesa("config check", text).returncode == 0


def test_a_paper_that_ends_soon_is_named(zavesa):
    soon = datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(days=20)
    text = FAR.replace("assessment_valid_to: 2099-12-31", f"assessment_valid_to: {soon}")
    done = zavesa("providers check", text + UPSTREAMS % ", provider: far" + NAMED)
    assert done.returncode == 1
    assert f"transfer.assessment_valid_to ends with {soon}" in done.stdout


def test_providers_may_stand_in_a_file_of_their_own(zavesa, tmp_path):
    (tmp_path / "providers.yaml").write_text(FAR.split("\n", 1)[1].replace("\n  ", "\n").removeprefix("  "))
    text = f"providers: {tmp_path / 'providers.yaml'}\n" + UPSTREAMS % ", provider: far" + NAMED
    done = zavesa("providers check", text)
    assert done.returncode == 0, done.stderr + done.stdout


@pytest.mark.parametrize("wrong,hint", [
    (FAR.replace("trains_on_data", "trains_on_dta"), "did you mean trains_on_data?"),
    (FAR.replace("hosting: foreign", "hosting: abroad"), "expected one of"),
    (FAR.replace("TIA-3", "about Ivan"), "letters, digits"),
    (FAR.replace("jurisdiction: US", "jurisdiction: QQ"), "no such country"),
    (FAR.replace("name: far", "name: fra"), "did you mean fra?"),
    (FAR.replace("2099-12-31", "31.12.2099"), "YYYY-MM-DD"),
])
def test_a_mistake_is_said_with_a_hint(zavesa, wrong, hint):
    done = zavesa("config check", wrong + UPSTREAMS % ", provider: far" + NAMED)
    assert done.returncode != 0 and hint in done.stdout + done.stderr


@pytest.mark.parametrize("keys,hint", [
    (', pin_sha256: [abc]', "base64 or 64 hexadecimal digits"),
    (', addresses: ["10.0.0.1/8"]', "192.0.2.0/24"),
    (', addresses: ["10.0.0.0/8"], proxy: "http://p.example:3128"', "behind a proxy"),
])
def test_rules_for_connections_are_checked(zavesa, keys, hint):
    done = zavesa("config check", UPSTREAMS % keys)
    assert done.returncode != 0 and hint in done.stdout + done.stderr
