# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""The published schema of zavesa.yaml, and the commands that try and compare policies."""

from __future__ import annotations

import copy
import json
import os
import pathlib
import re
import shutil
import subprocess

import jsonschema_rs
import pytest
import yaml
from gateway import BINARY, ROOT

ENVIRONMENT = {**os.environ, "ZAVESA_RESOURCES": str(ROOT)}
SCHEMA = json.loads((ROOT / "api" / "zavesa.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema_rs.validator_for(SCHEMA)


class Loader(yaml.SafeLoader):
    """Reads as editors do (YAML 1.2): a day is text, and so are off and NO."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool", ":int"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))
Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))


def read(text: str):
    return yaml.load(text, Loader)


def zavesa(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([BINARY, *arguments], capture_output=True, env=ENVIRONMENT, timeout=120)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The data files without recognizers, and with the smallest list of names in the place of each: no setting names either,
    and a check that reads these takes a fifth of the time."""
    folder = tmp_path_factory.mktemp("resources")
    for name in ("api", "compliance", "zavesa.yaml"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "dictionaries").mkdir()
    for name in ("addresses", "entities", "models", "names", "notes", "organisations", "places", "tables"):
        shutil.copytree(ROOT / "dictionaries" / name, folder / "dictionaries" / name)
    for kind in ("names/*.lexicon", "models/*.tagger"):
        lists = sorted((folder / "dictionaries").glob(kind))
        smallest = min(lists, key=lambda file: file.stat().st_size).read_bytes()
        for file in lists:
            file.write_bytes(smallest)
    return folder


def check(document: dict, tmp_path: pathlib.Path, resources: pathlib.Path) -> subprocess.CompletedProcess:
    file = tmp_path / "zavesa.yaml"
    file.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    return zavesa("config", "check", "--config", str(file), "--data", str(tmp_path / "data"),
                  "--resources", str(resources))


def shipped() -> str:
    return (ROOT / "zavesa.yaml").read_text(encoding="utf-8")


def examples() -> list:
    """The commented examples of the shipped settings, each in the place of its key, and those of the documents."""
    found = []
    for block in re.findall(r"(?:^#(?: .*)?\n)+", shipped(), re.M):
        lines = [line[2:] for line in block.splitlines()]
        starts = [n for n, line in enumerate(lines)
                  if (key := re.match(r"(\w+):(?: |$)", line)) and key[1] in SCHEMA["properties"]]
        if starts:
            document = read("\n".join(lines[starts[0]:]))
            found.append(pytest.param({"home": ["RU"], **document}, id=f"zavesa.yaml-{'-'.join(document)}"))
    policy = shipped().split("\npolicy:\n")[1].split("\n# ")[0]
    for key, rest in re.findall(r"^  # (quasi_identifiers|rules|shadow):(.*\n(?:  #   .*\n)*)", policy, re.M):
        document = read(f"{key}:{re.sub(r'^  # ', '', rest, flags=re.M)}")
        found.append(pytest.param({"home": ["RU"], "policy": document}, id=f"zavesa.yaml-policy-{key}"))
    for page in sorted((ROOT / "docs").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        blocks = re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S)
        blocks += [re.sub(r"^ {4}", "", block, flags=re.M) for block in re.findall(r"(?<=\n\n)(?: {4}.*\n|\n(?= {4}))+", text)]
        for n, block in enumerate(blocks):
            if not (key := re.match(r"(\w+):(?: |\n)", block)) or key[1] not in SCHEMA["properties"]:
                continue
            found.append(pytest.param({"home": ["RU"], **read(block)}, id=f"{page.name}-{n}"))
    return found


def test_the_shipped_settings_are_valid_and_are_read(tmp_path: pathlib.Path):
    document = read(shipped())
    VALIDATOR.validate(document)
    done = check(document, tmp_path, ROOT)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("document", examples())
def test_every_documented_example_is_valid_and_is_read(document, tmp_path: pathlib.Path, few: pathlib.Path):
    VALIDATOR.validate(document)
    done = check(document, tmp_path, few)
    # Files that an example names are not here, nor is the policy around an upstream; both are found out after every key
    # was read. A route that stays closed is said aloud, too, and so is a data folder outside an example's places.
    accepted = done.returncode == 0 or b"cannot be read" in done.stderr or b"Routes are closed" in done.stdout \
        or b"which no place of storage.places declares" in done.stderr
    assert accepted and b"unknown key" not in done.stderr, done.stderr + done.stdout


def test_the_examples_are_found():
    names = [example.id for example in examples()]
    for key in ("keys_file", "access", "tls-admin_tls", "upstreams", "providers", "policy-quasi_identifiers", "policy-rules",
                "policy-shadow", "detection", "limits", "telemetry", "storage", "compliance"):
        assert f"zavesa.yaml-{key}" in names
    for page in ("access", "operation", "places", "policy", "routing", "telemetry", "traffic"):
        assert any(name.startswith(f"{page}.md") for name in names), page


def resolved(node: dict) -> dict:
    while "$ref" in node:
        node = {**SCHEMA["$defs"][node["$ref"].rsplit("/", 1)[1]], **{k: v for k, v in node.items() if k != "$ref"}}
    return node


def mappings(node: dict, path: tuple = ()):
    """Every mapping with fixed keys: where it stands, and its keys."""
    node = resolved(node)
    if "properties" in node:
        yield path, node
        for key, value in node["properties"].items():
            yield from mappings(value, (*path, key))
    for option in node.get("oneOf", []):
        yield from mappings(option, path)
    if "items" in node:
        yield from mappings(node["items"], (*path, 0))
    if isinstance(node.get("additionalProperties"), dict):
        name = "acme/billing" if path[-1] == "callers" else "default"
        yield from mappings(node["additionalProperties"], (*path, name))


# What stands beside a key in the smallest document that has it.
NEIGHBOURS = {
    ("upstreams", 0): {"name": "main", "url": "https://llm.example.ru/v1", "country": "RU"},
    ("providers", 0): {"name": "far", "entity": "Far Models Inc.", "jurisdiction": "US", "hosting": "foreign"},
    ("access", "jwt"): {"issuer": "https://id.example.ru", "audience": "zavesa", "jwks_file": "keys.json"},
    ("policy", "rules", 0): {"name": "a", "then": {"block": True}},
}


def document_with(path: tuple, key: str) -> dict:
    """The smallest document that has a key at a path, with what its neighbours need."""
    inner: object = {key: None}
    for n in range(len(path), 0, -1):
        if path[:n] in NEIGHBOURS:
            inner = {**NEIGHBOURS[path[:n]], **inner}
        inner = [inner] if path[n - 1] == 0 else {path[n - 1]: inner}
    return {"home": ["RU"], **inner}


MAPPINGS = [pytest.param(path, node, id="/".join(map(str, path)) or "top") for path, node in mappings(SCHEMA)]


@pytest.mark.parametrize("path, node", MAPPINGS)
def test_the_keys_of_the_schema_are_those_that_the_program_reads(path, node, tmp_path: pathlib.Path, few: pathlib.Path):
    # An unknown key is refused by both, and the program names all it knows where none is near.
    wrong = document_with(path, "zzzzzzzzzzzzzzzzzzzzzzzz")
    said = check(wrong, tmp_path, few).stderr.decode()
    listed = re.search(r"unknown key z+; expected one of ([\w, ]+)", said)
    assert listed, said
    assert listed.group(1).strip().split(", ") == sorted(node["properties"]), "the schema and the program know different keys"
    assert node["additionalProperties"] is False
    assert not VALIDATOR.is_valid(wrong)
    for key, value in node["properties"].items():
        assert resolved(value).get("description", "").endswith("."), f"{key} has no description"


def test_every_mapping_is_looked_at():
    paths = {path for path, _ in mappings(SCHEMA)}
    assert len(paths) >= 43
    assert {("access", "jwt", "claims"), ("limits", "rates", "callers", "acme/billing"), ("limits", "budgets", 0),
            ("providers", 0, "transfer"), ("upstreams", 0, "price"), ("telemetry", "otlp"), ("admin_tls",)} <= paths


UPSTREAM = NEIGHBOURS["upstreams", 0]
JWT = NEIGHBOURS["access", "jwt"]
PROVIDER = NEIGHBOURS["providers", 0]


def upstream(**keys) -> dict:
    return {"upstreams": [{**UPSTREAM, **keys}]}


def provider(**keys) -> dict:
    return {"providers": [{**PROVIDER, **keys}]}


@pytest.mark.parametrize("change", [
    {"policy": {"actions": {"secret": "mask"}}}, {"policy": {"actions": {"types": {"EMAIL": "tokenise"}}}},
    {"policy": {"rules": [{"name": "a"}]}}, {"policy": {"rules": [{"name": "a", "then": {}}]}},
    {"policy": {"rules": [{"name": "a", "then": {"block": False}}]}}, {"policy": {"masks": {"EMAIL": {"last": 9}}}},
    {"policy": {"thresholds": {"default": 1.5}}}, {"policy": {"foreign": {"accept_status": ["conflict"]}}},
    {"policy": {"foreign": {"regimes": ["Nowhere"]}}}, {"policy": {"foreign": {"upstreams": "far"}}},
    {"policy": {"unmasked_fallback": {}}}, {"policy": {"unmasked_fallback": {"upstreams": []}}},
    {"policy": {"unmasked_fallback": {"upstreams": ["local"], "when": ["slow"]}}},
    {"detection": {"deny": {"SECRET": "Project"}}}, {"detection": {"depth": "half"}}, {"detection": {"remembered": "some"}}, {"home": []},
    {"storage": {"country": "Russia!"}}, {"storage": {"places": [{"path": "var"}]}},
    {"storage": {"places": [{"path": "/var", "host": "a"}]}}, {"storage": {"places": [{"country": "RU"}]}},
    {"storage": {"places": [{"host": "a", "network": True}]}}, {"storage": {"places": [{"host": "https://a"}]}},
    {"compliance": {"signers": []}}, {"compliance": {"signers": ["abc"]}}, {"vault": {"ttl_days": 0}}, {"vault": {"ttl_days": 36501}}, {"log": {"level": "loud"}}, {"log": {"format": "xml"}},
    {"restore": {"tools": {"mail": "maybe"}}},
    {"limits": {"idle": "soon"}}, {"limits": {"idle": "0s"}}, {"limits": {"write": "1000001s"}},
    {"limits": {"body": "32MB"}}, {"limits": {"connections": 0}}, {"limits": {"connections_per_peer": 0}},
    {"limits": {"output_tokens": 0}}, {"limits": {"rates": {"callers": {"billing": {"streams": 1}}}}},
    {"limits": {"rates": {"default": {"concurrent": 0}}}}, {"limits": {"budgets": [{"per": "day"}]}},
    {"limits": {"budgets": [{"per": "week", "tokens": 1}]}}, {"limits": {"budgets": [{"per": "day", "money": 0}]}},
    {"limits": {"budgets": [{"per": "day", "tokens": 1, "tenant": "a", "caller": "a/b"}]}},
    {"limits": {"budgets": [{"per": "day", "tokens": 1, "zone": "Europe/Moscow"}]}},
    {"routing": {"strategy": "random"}}, {"routing": {"sticky": "caller"}}, {"routing": {"retries": {"per_request": 17}}},
    {"routing": {"retries": {"share": 1.1}}}, {"routing": {"breaker": {"failures": 0}}},
    {"routing": {"probes": {"interval": "never"}}}, {"routing": {"probes": {"path": "models"}}},
    {"routing": {"queue": {"length": 100001}}},
    {"telemetry": {"prometheus": {"units": "seconds"}}}, {"telemetry": {"traces": {"sample": 2}}},
    {"telemetry": {"propagate": "sometimes"}}, {"telemetry": {"otlp": {"interval": "10s"}}},
    {"telemetry": {"otlp": {"endpoint": "collector:4318"}}},
    {"tls": {"certificate": "a.pem"}}, {"tls": {"certificate": "a.pem", "key": "a.key", "min_version": "1.1"}},
    {"admin_tls": {"certificate": "a.pem", "key": "a.key", "client": "required"}},
    {"access": {"admin": "closed"}}, {"access": {"failures_per_minute": 0}}, {"access": {"jwt": {"issuer": "a", "audience": "b"}}},
    {"access": {"jwt": {**JWT, "jwks_url": "https://id.example.ru/keys"}}}, {"access": {"jwt": {**JWT, "leeway": "301s"}}},
    {"access": {"jwt": {**JWT, "algorithms": ["HS256"]}}}, {"access": {"jwt": {**JWT, "tenant": "a b"}}},
    {"access": {"certificates": [{"caller": "a"}]}}, {"access": {"certificates": [{"cn": "a", "dns": "b", "caller": "a"}]}},
    {"access": {"certificates": [{"cn": "a"}]}}, {"access": {"certificates": [{"cn": "a", "caller": "a", "roles": ["root"]}]}},
    {"access": {"certificates": [{"cn": "a", "caller": "a", "permissions": ["everything"]}]}},
    upstream(weight=-1), upstream(weight=1000001), upstream(priority=1001), upstream(context=0), upstream(abilities=["sing"]),
    upstream(abilities="tools"), upstream(max_concurrent=0), upstream(zero_retention="no"), upstream(takes_preferences=1),
    upstream(price={"input": 1}), upstream(price={"input": -1, "output": 1}),
    upstream(price={"input": 1, "output": 1, "currency": "rub"}), upstream(pin_sha256=["abc"]),
    upstream(key_env="A", key_file="b"), upstream(proxy="socks://proxy.example.ru"), upstream(dialect="french"),
    provider(hosting="cloud"), provider(jurisdiction="U1"), provider(keeps_logs_days=36501), provider(trains_on_data="perhaps"),
    provider(sub_processors=[{"name": "Cloud Ltd"}]), provider(agreement={}), provider(agreement={"ref": "no spaces"}),
    provider(agreement={"ref": "A", "valid_to": "30.06.2027"}), provider(agreement={"ref": "A", "incident_hours": 10001}),
    provider(transfer={"mechanism": "handshake"}), provider(transfer={"notification_status": "sent"}),
    {"providers": [{"name": "far"}]}], ids=lambda change: json.dumps(change)[1:60])
def test_what_the_program_refuses_by_its_form_the_schema_refuses(change, tmp_path: pathlib.Path, few: pathlib.Path):
    document = {"home": ["RU"], **copy.deepcopy(change)}
    assert not VALIDATOR.is_valid(document)
    assert check(document, tmp_path, few).returncode


BOUNDS = {
    "lowest": """
home: ru
access: {admin: key, failures_per_minute: 1}
upstreams:
  - {name: a, url: "https://llm.example.ru/v1", country: RU, weight: 0, priority: 0, context: 1, abilities: [], max_concurrent: 1,
     price: {input: 0, output: 0}, zero_retention: false, takes_preferences: false, models: "*", addresses: 192.0.2.1,
     timeouts: {connect: 1ms}}
providers:
  - {name: far, entity: Far, jurisdiction: us, hosting: onprem, keeps_logs_days: 0, sub_processors: [],
     agreement: {ref: A, incident_hours: 0}, transfer: {}}
routing:
  {retries: {per_request: 0, share: 0}, breaker: {failures: 1}, probes: {interval: off, path: /}, queue: {length: 0, wait: 1ms}}
restore: {url_hosts: docs.example.ru, cases: off, note: true}
vault: {ttl_days: 1}
limits:
  {body: 1, headers: 1KiB, connections: 1, connections_per_peer: 1, drain_delay: 0s, output_tokens: 1, media_tokens: 1,
   rates: {default: {requests_per_minute: 1}, tenants: {acme: {}}},
   budgets: [{per: day, tokens: 1, zone: UTC}, {per: month, money: 0.01, zone: "-00:30"}]}
log: {level: trace, format: json}
telemetry: {prometheus: {units: plain}, traces: {sample: 0}, propagate: true}
""",
    "highest": """
home: [RU, EEA]
access:
  failures_per_minute: 1000000
  jwt: {issuer: i, audience: [a, b], jwks_url: "https://id.example.ru/k", algorithms: [RS256, EdDSA], leeway: 300s, tenant: acme}
  certificates:
    - {uri: "spiffe://a/b", caller: a, roles: [caller, detokenizer], permissions: [chat, restore], models: "gpt-*", purposes: []}
    - {dns: a.example.ru, caller: b, roles: operator, permissions: metrics}
upstreams:
  - {name: a, url: "https://llm.example.ru/v1", country: RU, weight: 1000000, priority: 1000, context: 1000000000,
     abilities: [tools, vision, audio, video, files, json_schema], max_concurrent: 1000000, provider: far,
     price: {input: 1000000000, output: 0.5, currency: RUB}, timeouts: {total: 1000000h},
     pin_sha256: ["Qc18Ol0FtMkuLitWYl50WuommrDZYhKk+NLlsD7TjwI="], addresses: ["2001:db8::/32"]}
providers:
  - {name: far, entity: Far, jurisdiction: RU, hosting: in_country, keeps_logs_days: 36500, trains_on_data: false,
     sub_processors: [{name: Cloud, country: RU}], ru_status: none,
     agreement: {ref: DPA-2026-7, valid_to: 2999-12-31, categories: personal, operations: [transfer], incident_hours: 10000},
     transfer: {mechanism: none, notification_ref: N, notification_status: effective, assessment_ref: T,
                assessment_valid_to: 2999-12-31, permit_ref: P, permit_valid_to: 2999-12-31, licence_ref: L}}
routing:
  {strategy: latency, sticky: conversation, retries: {per_request: 16, share: 1}, breaker: {failures: 10000, window: 1000000h},
   probes: {interval: 15s}, queue: {length: 100000, wait: 1000000h}}
policy: {foreign: {accept_status: [sourced, knowledge], regimes: [ru]}}
detection: {deny: {SECRET: [Northwind]}}
vault: {ttl_days: 36500}
limits:
  {body: 1000MiB, connections: 1000000000000, output_tokens: 1000000000000,
   rates: {callers: {acme/billing: {tokens_per_minute: 1000000000000}}},
   budgets: [{caller: acme/billing, per: day, money: 1000000000, zone: "+14:59"}]}
log: {level: critical}
telemetry: {traces: {sample: 1}, otlp: {endpoint: "https://collector.example.ru:4318/", interval: 500ms}}
"""}


@pytest.mark.parametrize("text", BOUNDS.values(), ids=BOUNDS)
def test_both_take_what_stands_at_the_bounds(text, tmp_path: pathlib.Path, few: pathlib.Path):
    VALIDATOR.validate(read(text))
    file = tmp_path / "zavesa.yaml"
    file.write_text(text, encoding="utf-8")
    done = zavesa("config", "check", "--config", str(file), "--resources", str(few))
    assert done.returncode == 0, done.stderr


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


def test_diff_tells_weaker_from_stronger_by_its_exit_code(tmp_path: pathlib.Path, few: pathlib.Path):
    def diff(old: pathlib.Path, new: pathlib.Path) -> subprocess.CompletedProcess:
        return zavesa("policy", "diff", str(old), str(new), "--resources", str(few))

    strict, loose = tmp_path / "strict.yaml", tmp_path / "loose.yaml"
    strict.write_text("home: [RU]\npolicy: {answer: block}\n", encoding="utf-8")
    loose.write_text("home: [RU]\npolicy: {actions: {types: {EMAIL: pass}}}\n", encoding="utf-8")
    down = diff(strict, loose)
    assert down.returncode == 2 and b"weaker    actions.EMAIL: tokenize is now pass" in down.stdout
    up = diff(loose, strict)
    assert up.returncode == 0 and b"weaker" not in up.stdout and b"stronger" in up.stdout
    same = diff(strict, strict)
    assert same.returncode == 0 and b"decide alike" in same.stdout
    assert diff(strict, tmp_path / "none.yaml").returncode == 1
