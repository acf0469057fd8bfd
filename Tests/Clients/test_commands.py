# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""The command line as a stranger or a pipeline uses it."""

from __future__ import annotations

import csv
import io
import json
import os
import pathlib
import subprocess

import pytest
from gateway import BINARY, ROOT
from samples import CONVERSATIONS, leaks

ENVIRONMENT = {**os.environ, "ZAVESA_RESOURCES": str(ROOT)}
VALUES = [value for _, values in CONVERSATIONS.values() for value in values]


def zavesa(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess:
    return subprocess.run([BINARY, *arguments], input=stdin, capture_output=True, env=ENVIRONMENT, timeout=120)


@pytest.mark.parametrize("command", [
    [], ["serve"], ["demo"], ["detect"], ["restore"], ["classify"], ["evaluate"], ["policy"], ["policy", "explain"],
    ["policy", "test"], ["policy", "diff"], ["policy", "schema"],
    ["dictionary"], ["dictionary", "check"], ["vault"], ["vault", "backup"], ["vault", "restore"], ["vault", "stats"],
    ["audit"], ["audit", "verify"], ["audit", "export"], ["config"], ["config", "check"], ["coverage"], ["top"],
    ["limits"], ["limits", "show"],
    ["providers"], ["providers", "list"], ["providers", "check"]])
def test_every_command_explains_itself(command):
    done = zavesa(*command, "--help")
    assert done.returncode == 0 and b"USAGE" in done.stdout and len(done.stdout) > 150


def test_detect_jsonl_gives_code_point_offsets_in_order():
    texts = [f"😀 {n}: {text}" for n in range(40) for text, _ in CONVERSATIONS.values()]
    lines = "".join(json.dumps({"id": str(i), "text": t}, ensure_ascii=i % 2 == 0) + "\n" for i, t in enumerate(texts))
    done = zavesa("detect", "--jsonl", stdin=lines.encode())
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == [str(i) for i in range(len(texts))]
    for row, text in zip(rows, texts):
        spans = row["spans"]
        assert all(set(span) == {"start", "end", "label", "type", "score"} for span in spans)
        assert all(left["end"] <= right["start"] for left, right in zip(spans, spans[1:]))
        found = {text[span["start"]:span["end"]] for span in spans}
        values = next(values for sample, values in CONVERSATIONS.values() if sample in text)
        assert set(values) <= found


def test_evaluate_scores_what_detect_writes(tmp_path: pathlib.Path):
    gold = tmp_path / "gold.jsonl"
    rows = []
    for name, (text, values) in CONVERSATIONS.items():
        places = [(text.index(value), value) for value in values]
        rows.append({"id": name, "lang": name, "text": text,
                     "spans": [{"start": at, "end": at + len(value), "label": "PERSON"} for at, value in places]})
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = tmp_path / "found.jsonl"
    found.write_bytes(zavesa("detect", "--jsonl", stdin=gold.read_bytes()).stdout)
    common = ["evaluate", str(gold), "--by", "lang,type", "--bootstrap", "20", "--format", "json"]
    live, stored = zavesa(*common), zavesa(*common, "--predictions", str(found))
    assert live.returncode == stored.returncode == 0, live.stderr + stored.stderr
    results = [json.loads(done.stdout)["result"] for done in (live, stored)]
    assert results[0] == results[1] and set(results[0]["lang"]) == {*CONVERSATIONS, "ALL"}
    assert results[0]["lang"]["ALL"]["labels"]["ALL"]["m"]["leak"] == 0
    assert leaks(live.stdout + live.stderr, VALUES) == []
    failing = zavesa("evaluate", str(gold), "--require", "ALL/PERSON/exact_p>1", "--bootstrap", "0")
    assert failing.returncode == 1 and b"NOT MET" in failing.stderr


def test_detect_explains_without_the_value():
    done = zavesa("detect", "--explain", stdin=CONVERSATIONS["ru"][0].encode())
    assert done.returncode == 0 and b"SNILS" in done.stdout
    assert leaks(done.stdout + done.stderr, VALUES) == []


def test_classify_a_folder(tmp_path: pathlib.Path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "note.txt").write_text(CONVERSATIONS["ru"][0], encoding="utf-8")
    (tmp_path / "old.txt").write_bytes(CONVERSATIONS["ru"][0].encode("cp1251", "replace"))
    (tmp_path / "people.csv").write_text("ФИО,СНИЛС\n" + "Иванова Мария Петровна,112-233-445 95\n" * 20, encoding="utf-8")
    (tmp_path / "log.jsonl").write_text(json.dumps({"email": "john.smith@example.com"}) + "\n", encoding="utf-8")
    (tmp_path / "plain.txt").write_text("The weather is fine today.\n", encoding="utf-8")
    (tmp_path / "picture.bin").write_bytes(bytes(range(256)) * 16)
    done = zavesa("classify", str(tmp_path), "--format", "json", "--fail-on", "C3")
    report = json.loads(done.stdout)
    assert done.returncode in (10, 20), done.stderr
    assert leaks(done.stdout + done.stderr, VALUES) == []
    classes = json.dumps(report)
    assert '"C4"' in classes and '"C1"' in classes or '"C0"' in classes
    table = zavesa("classify", str(tmp_path), "--format", "table")
    assert b"note.txt" in table.stdout and leaks(table.stdout, VALUES) == []
    rows = list(csv.reader(io.StringIO(zavesa("classify", str(tmp_path), "--format", "csv").stdout.decode("utf-8-sig"))))
    assert len(rows) >= 6 and len({len(row) for row in rows}) == 1
    assert zavesa("classify", str(tmp_path / "plain.txt"), "--fail-on", "C3").returncode == 0


def test_the_audit_names_the_first_bad_record_and_exports(gateway):
    for text, _ in CONVERSATIONS.values():
        assert gateway.chat(text)[0] == 200
    gateway.stop()
    data = str(gateway.data)
    assert zavesa("audit", "verify", "--data", data).returncode == 0
    independent = subprocess.run(
        ["python3", str(ROOT / "scripts" / "verify-audit.py"), str(gateway.data / "audit")], capture_output=True)
    assert independent.returncode == 0, independent.stdout + independent.stderr
    for kind in ("json", "csv", "html"):
        done = zavesa("audit", "export", "--data", data, "--format", kind)
        assert done.returncode == 0 and len(done.stdout) > 200, done.stderr
        assert leaks(done.stdout, VALUES) == []
    segment = sorted((gateway.data / "audit").glob("*.jsonl"))[0]
    good = segment.read_bytes()
    lines = good.splitlines(keepends=True)
    spoiled = bytearray(lines[2])
    spoiled[len(spoiled) // 2] ^= 1
    segment.write_bytes(b"".join([*lines[:2], bytes(spoiled), *lines[3:]]))
    done = zavesa("audit", "verify", "--data", data)
    assert done.returncode != 0 and b"3" in done.stdout + done.stderr


def test_vault_backup_and_restore_bring_values_back(gateway, tmp_path):
    text, _ = CONVERSATIONS["ru"]
    gateway.chat(text)
    backup = tmp_path / "vault.backup"
    data = str(gateway.data)
    assert zavesa("vault", "backup", str(backup), "--data", data).returncode == 0
    gateway.stop()
    assert leaks(backup.read_bytes(), VALUES) == []
    assert zavesa("vault", "stats", "--data", data).returncode == 0
    done = zavesa("vault", "restore", str(backup), "--data", data)
    assert done.returncode == 0, done.stdout + done.stderr
    gateway.start()
    assert gateway.chat(text)[2]["choices"][0]["message"]["content"] == text


def test_a_misspelt_key_is_an_error_with_a_suggestion(tmp_path):
    config = tmp_path / "zavesa.yaml"
    config.write_text("home: [RU]\nlissten: 127.0.0.1:8080\n")
    done = zavesa("config", "check", "--config", str(config))
    assert done.returncode != 0 and b"did you mean listen?" in done.stdout + done.stderr


def test_listening_beyond_loopback_without_keys_refuses_to_start(tmp_path):
    done = zavesa("serve", "--listen", "0.0.0.0:0", "--home", "RU", "--data", str(tmp_path / "d"))
    assert done.returncode != 0 and b"keys_file" in done.stdout + done.stderr


def test_without_a_home_the_server_does_not_start(tmp_path):
    config = tmp_path / "zavesa.yaml"
    config.write_text("listen: 127.0.0.1:0\n")
    done = zavesa("serve", "--config", str(config), "--data", str(tmp_path / "d"))
    assert done.returncode != 0 and b"home" in done.stdout + done.stderr


def test_the_demo_shows_three_languages_and_the_proof():
    done = zavesa("demo", "--no-color")
    out = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert "\x1b[" not in out and "[PERSON_" in out and "audit log   intact" in out
    assert any("а" <= c <= "я" for c in out) and any("ا" <= c <= "ي" for c in out)


def test_coverage_prints_every_field_as_text_and_as_json():
    lines = zavesa("coverage").stdout.decode().splitlines()
    rows = [json.loads(line) for line in zavesa("coverage", "--json").stdout.splitlines()]
    columns = ("dialect", "endpoint", "body", "path", "treatment")
    assert lines == ["\t".join(row[column] for column in columns) for row in rows]
    known = {tuple(row[column] for column in columns) for row in rows}
    assert len(known) == len(rows)
    assert ("openai", "POST /v1/responses", "event", "delta", "lane") in known
    assert ("anthropic", "POST /v1/messages", "request", "system", "text") in known
