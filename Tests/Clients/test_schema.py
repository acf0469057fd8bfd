# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""The published schema of zavesa.yaml, and the commands that try and compare policies."""

from __future__ import annotations

import copy
import json
import os
import pathlib
import re
import subprocess

import jsonschema_rs
import pytest
import yaml
from gateway import BINARY, ROOT

ENVIRONMENT = {**os.environ, "ZAVESA_RESOURCES": str(ROOT)}
SCHEMA = json.loads((ROOT / "api" / "zavesa.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema_rs.validator_for(SCHEMA)


def zavesa(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([BINARY, *arguments], capture_output=True, env=ENVIRONMENT, timeout=120)


def examples() -> list:
    """The shipped settings, with each commented example in the place of its key, and those of the documents."""
    text = (ROOT / "zavesa.yaml").read_text(encoding="utf-8")
    found = [pytest.param(yaml.safe_load(text), id="zavesa.yaml")]
    for block in re.findall(r"(?:^# {1,3}[-\w ].*\n)+", text, re.M):
        lines = [line[2:] for line in block.splitlines()]
        starts = [n for n, line in enumerate(lines) if re.match(r"(upstreams|detection):$", line)]
        if starts:
            found.append(pytest.param({"home": ["RU"], **yaml.safe_load("\n".join(lines[starts[0]:]))},
                                      id=lines[starts[0]]))
    for page in sorted((ROOT / "docs").glob("*.md")):
        for n, block in enumerate(re.findall(r"^```yaml\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)):
            document = yaml.safe_load(block)
            if isinstance(document, dict) and set(document) <= set(SCHEMA["properties"]):
                found.append(pytest.param({"home": ["RU"], **document}, id=f"{page.name}-{n}"))
    return found


@pytest.mark.parametrize("document", examples())
def test_every_documented_example_is_valid_and_is_read(document, tmp_path: pathlib.Path):
    VALIDATOR.validate(document)
    file = tmp_path / "zavesa.yaml"
    file.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    done = zavesa("config", "check", "--config", str(file), "--data", str(tmp_path / "data"))
    # Files that an example names are not here; that is found out after every key was read.
    assert done.returncode == 0 or b"unknown key" not in done.stderr and b"cannot be read" in done.stderr, done.stderr


def test_the_examples_are_found():
    names = [example.id for example in examples()]
    assert {"zavesa.yaml", "upstreams:", "detection:"} <= set(names)
    assert any(name.startswith("policy.md") for name in names)


def resolved(node: dict) -> dict:
    while "$ref" in node:
        node = {**SCHEMA["$defs"][node["$ref"].rsplit("/", 1)[1]], **{k: v for k, v in node.items() if k != "$ref"}}
    return node


def mappings(node: dict, path: tuple = ()):
    """Every mapping with fixed keys: where it stands, and its keys."""
    node = resolved(node)
    if "properties" in node:
        yield path, sorted(node["properties"])
        for key, value in node["properties"].items():
            yield from mappings(value, (*path, key))
    for option in node.get("oneOf", []):
        yield from mappings(option, path)
    if "items" in node:
        yield from mappings(node["items"], (*path, 0))
    if isinstance(node.get("additionalProperties"), dict):
        yield from mappings(node["additionalProperties"], (*path, "default"))


def document_with(path: tuple, key: str) -> dict:
    """The smallest document that has a key at a path, with what its neighbours need."""
    inner: object = {key: None}
    for part in reversed(path):
        inner = [inner] if part == 0 else {part: inner}
    document = {"home": ["RU"], **inner}
    if path[:2] == ("upstreams", 0):
        upstream = {"name": "main", "url": "https://llm.example.ru/v1", "country": "RU"}
        document["upstreams"] = [{**upstream, **document["upstreams"][0]}]
    if path[:3] == ("policy", "rules", 0):
        rules = document["policy"]["rules"]
        rules[0] = {"name": "a", "then": {"block": True}, **rules[0]}
    return document


def refusal(document: dict, tmp_path: pathlib.Path) -> str:
    file = tmp_path / "zavesa.yaml"
    file.write_text(yaml.safe_dump(document), encoding="utf-8")
    done = zavesa("config", "check", "--config", str(file), "--data", str(tmp_path / "data"))
    return done.stderr.decode() if done.returncode else ""


@pytest.mark.parametrize("path, keys", [pytest.param(p, k, id="/".join(map(str, p)) or "top") for p, k in
                                        mappings(SCHEMA)])
def test_the_keys_of_the_schema_are_those_that_the_program_reads(path, keys, tmp_path: pathlib.Path):
    # An unknown key is refused by both, and the program names all it knows where none is near.
    wrong = document_with(path, "zzzzzzzzzzzzzzzzzzzzzzzz")
    said = refusal(wrong, tmp_path)
    listed = re.search(r"unknown key z+; expected one of ([\w, ]+)", said)
    assert listed, said
    assert listed.group(1).strip().split(", ") == keys, "the schema and the program know different keys"
    assert not VALIDATOR.is_valid(wrong)


@pytest.mark.parametrize("change", [
    {"policy": {"actions": {"secret": "mask"}}}, {"policy": {"actions": {"types": {"EMAIL": "tokenise"}}}},
    {"policy": {"rules": [{"name": "a"}]}}, {"policy": {"rules": [{"name": "a", "then": {}}]}},
    {"policy": {"rules": [{"name": "a", "then": {"block": False}}]}}, {"policy": {"masks": {"EMAIL": {"last": 9}}}},
    {"policy": {"thresholds": {"default": 1.5}}}, {"limits": {"idle": "soon"}}, {"home": []}])
def test_what_the_program_refuses_by_its_form_the_schema_refuses(change, tmp_path: pathlib.Path):
    document = {"home": ["RU"], **copy.deepcopy(change)}
    assert not VALIDATOR.is_valid(document)
    assert refusal(document, tmp_path)


def test_schema_is_printed_as_published():
    assert json.loads(zavesa("policy", "schema").stdout) == SCHEMA


def test_the_cases_of_the_shipped_policy_pass_and_a_wrong_one_fails(tmp_path: pathlib.Path):
    cases = ROOT / "docs" / "policy-cases.yaml"
    done = zavesa("policy", "test", str(cases))
    assert done.returncode == 0, done.stdout.decode()
    text = cases.read_text(encoding="utf-8").replace("SECRET: redact", "SECRET: block")
    wrong = tmp_path / "cases.yaml"
    wrong.write_text(text, encoding="utf-8")
    done = zavesa("policy", "test", str(wrong))
    assert done.returncode == 1
    assert b"FAIL" in done.stdout and b"expected block, is redact" in done.stdout
    assert b"ghp_" not in done.stdout


def test_diff_tells_weaker_from_stronger_by_its_exit_code(tmp_path: pathlib.Path):
    strict, loose = tmp_path / "strict.yaml", tmp_path / "loose.yaml"
    strict.write_text("home: [RU]\npolicy: {answer: block}\n", encoding="utf-8")
    loose.write_text("home: [RU]\npolicy: {actions: {types: {EMAIL: pass}}}\n", encoding="utf-8")
    down = zavesa("policy", "diff", str(strict), str(loose))
    assert down.returncode == 2 and b"weaker    actions.EMAIL: tokenize is now pass" in down.stdout
    up = zavesa("policy", "diff", str(loose), str(strict))
    assert up.returncode == 0 and b"weaker" not in up.stdout and b"stronger" in up.stdout
    same = zavesa("policy", "diff", str(strict), str(strict))
    assert same.returncode == 0 and b"decide alike" in same.stdout
    assert zavesa("policy", "diff", str(strict), str(tmp_path / "none.yaml")).returncode == 1
