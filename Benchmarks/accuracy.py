# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Exact return through the running proxy, and docs/accuracy.md from labelled sets that stay outside the project."""

from __future__ import annotations

import argparse
import concurrent.futures
import datetime
import http.client
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Tests" / "Clients"))

from gateway import Gateway  # noqa: E402
from upstream import Upstream  # noqa: E402

# Rounds of the bootstrap behind every interval.
ROUNDS = 1000
# Labels of values that have a form.
STRUCTURED = ("CARD", "EMAIL", "IBAN", "ID", "IP", "PHONE")


def ask(port: int, text: str, stream: bool) -> str:
    body = json.dumps({"model": "m", "stream": stream, "messages": [{"role": "user", "content": text}]},
                      ensure_ascii=False).encode()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", "/v1/chat/completions", body, {"content-type": "application/json"})
    answer = connection.getresponse()
    payload = answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"status {answer.status} {json.loads(payload)['error']['code']}")
    if not stream:
        return json.loads(payload)["choices"][0]["message"]["content"]
    pieces = []
    for line in payload.split(b"\n"):
        if line.startswith(b"data: {"):
            choices = json.loads(line[6:])["choices"]
            pieces.append((choices[0]["delta"].get("content") or "") if choices else "")
    return "".join(pieces)


def exact_return(prompts: pathlib.Path) -> bool:
    texts = [json.loads(line)["text"] for line in prompts.read_text(encoding="utf-8").splitlines() if line.strip()]
    upstream = Upstream()
    with tempfile.TemporaryDirectory(prefix="zavesa-accuracy-") as folder:
        gateway = Gateway(pathlib.Path(folder) / "data", [f"echo={upstream.url},country=RU"], log_level="warning")
        wrong: list[str] = []

        def check(job: tuple[int, str, bool]) -> None:
            number, text, stream = job
            try:
                if ask(gateway.port, text, stream) != text:
                    wrong.append(f"prompt {number}, {'streamed' if stream else 'whole'}: not the same text")
            except (RuntimeError, OSError, ValueError) as error:
                wrong.append(f"prompt {number}, {'streamed' if stream else 'whole'}: {error}")

        jobs = [(number, text, stream) for number, text in enumerate(texts) for stream in (False, True)]
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            list(pool.map(check, jobs))
        gateway.stop()
        verified = gateway.run("audit", "verify", "--data", str(gateway.data))
    print(f"exact return: {len(jobs) - len(wrong)} of {len(jobs)} answers ({len(texts)} prompts, whole and streamed)")
    for line in wrong[:20]:
        print(f"    {line}")
    print(f"audit of the run: {'verified' if verified.returncode == 0 else 'DOES NOT VERIFY'}")
    return not wrong and verified.returncode == 0


def zavesa(*arguments: object, stdin=None, stdout=subprocess.PIPE) -> str:
    done = subprocess.run([os.environ["ZAVESA_BINARY"], *map(str, arguments)], stdin=stdin, stdout=stdout, check=True,
                          env={**os.environ, "ZAVESA_RESOURCES": str(ROOT)})
    return (done.stdout or b"").decode()


def agrees(gold: pathlib.Path, ours: dict, scorer: pathlib.Path, folder: pathlib.Path) -> bool:
    """Whether another scorer, over what `detect --jsonl` writes, comes to the same figures to the last digit."""
    found = folder / gold.name
    with open(gold, "rb") as texts, open(found, "wb") as spans:
        zavesa("detect", "--jsonl", stdin=texts, stdout=spans)
    done = subprocess.run([sys.executable, str(scorer), "--gold", str(gold), "--pred", str(found), "--by", "none",
                           "--bootstrap", str(ROUNDS), "--json", "-"], stdout=subprocess.PIPE, check=True)
    theirs = json.loads(done.stdout)["result"]["-"]
    different = sorted(set(theirs) ^ set(ours))
    for label in set(theirs) & set(ours):
        figures = {name: value for name, value in ours[label]["m"].items() if value is not None}
        others = {name: value for name, value in theirs[label]["m"].items() if value is not None}
        same = theirs[label]["n"] == ours[label]["n"] and figures == others and theirs[label]["ci"] == ours[label]["ci"]
        if not same:
            different.append(label)
    for label in different:
        print(f"    {gold.name}: the two scorers differ for {label}")
    return not different


def catalogue(corpora: pathlib.Path) -> dict[str, tuple[str, str]]:
    """Language and licence of each file, from the table in INDEX.md where there is one."""
    index = corpora / "INDEX.md"
    rows = index.read_text(encoding="utf-8").splitlines() if index.exists() else []
    cells = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows if row.startswith("| dev/")]
    return {row[0].removeprefix("dev/"): (row[1], row[5]) for row in cells if len(row) > 5}


def detection(corpora: pathlib.Path, scorer: pathlib.Path) -> bool:
    fine = True
    about = catalogue(corpora)
    files = [path for path in sorted((corpora / "dev").glob("*.jsonl")) if "unlabelled" not in path.name]
    labelled = [path for path in files if not path.name.startswith("benign_")]
    harmless = [path for path in files if path.name.startswith(("benign_", "hardneg_"))]
    sets, tables = [], []
    with tempfile.TemporaryDirectory(prefix="zavesa-accuracy-") as folder:
        for gold in files:
            figures = json.loads(zavesa("evaluate", gold, "--by", "type", "--bootstrap", ROUNDS, "--format", "json"))
            fine &= agrees(gold, figures["result"]["none"]["ALL"]["labels"], scorer, pathlib.Path(folder))
            language, licence = about.get(gold.name.removesuffix(".jsonl"), ("-", "-"))
            sets.append(f"| {gold.name} | {language} | {figures['documents']} | {figures['tokens']} | {licence} |")
            if gold in labelled:
                tables.append(zavesa("evaluate", gold, "--by", "file,type", "--bootstrap", ROUNDS, "--format", "markdown"))
        print(f"figures of {len(files)} sets compared with {scorer.name}: {'equal' if fine else 'DIFFERENT'}")
    vectors = sorted((corpora.parent / "vectors").glob("*.tsv"))
    forms = os.environ.get("CASE_FORMS")
    parts = {
        "VERSION": zavesa("--version").strip(), "DATE": datetime.date.today().isoformat(),
        "DIGEST": figures["engine_digest"], "SETS": "\n".join(sets), "LABELLED": "\n".join(tables).rstrip(),
        "HARMLESS": zavesa("evaluate", "--benign", *harmless, "--format", "markdown").rstrip(),
        "VECTORS": zavesa("evaluate", "--vectors", *vectors, "--format", "markdown").rstrip() if vectors else "None here.",
        "CASES": zavesa("evaluate", "--cases", forms, "--format", "markdown").rstrip() if forms else "None here.",
    }
    page = (ROOT / "Benchmarks" / "accuracy.template.md").read_text(encoding="utf-8")
    for name, text in parts.items():
        page = page.replace("{{" + name + "}}", text)
    (ROOT / "docs" / "accuracy.md").write_text(page, encoding="utf-8")
    print("written: docs/accuracy.md")
    return fine & targets(corpora, vectors)


def targets(corpora: pathlib.Path, vectors: list[pathlib.Path]) -> bool:
    """What a release must reach; says what it does not."""
    missed = []
    gold = corpora / "dev" / "presidio_synth_v2.dev.jsonl"
    if gold.exists():
        result = json.loads(zavesa("evaluate", gold, "--by", "type", "--bootstrap", 0, "--format", "json"))["result"]
        for label in STRUCTURED:
            value = result["none"]["ALL"]["labels"][label]["m"]["overlap_f1"]
            missed += [f"{gold.name}: {label} overlap F1 {value:.3f}, below 0.95"] if value < 0.95 else []
    if vectors:
        for kind, row in json.loads(zavesa("evaluate", "--vectors", *vectors, "--format", "json"))["kinds"].items():
            if row["missed_lines"] or row["accepted_lines"]:
                missed.append(f"test numbers: {kind} {row['found']} of {row['valid']} found, "
                              f"{row['rejected']} of {row['invalid']} rejected")
    if "CASE_FORMS" in os.environ:
        for row in json.loads(zavesa("evaluate", "--cases", os.environ["CASE_FORMS"], "--format", "json"))["rows"]:
            share = row["forward"]["right"] / sum(row["forward"].values())
            if row["part"] == "surname" and share < 0.98:
                missed.append(f"case forms: surnames {row['gender']} {share:.3f} right, below 0.98")
    for line in missed:
        print(f"not reached: {line}")
    return not missed


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", type=pathlib.Path, required=True)
    options.add_argument("--scorer", type=pathlib.Path, required=True)
    given = options.parse_args()
    ok = exact_return(given.corpora / "dev" / "prompts_ru_en.unlabelled.jsonl")
    ok = detection(given.corpora, given.scorer) and ok
    sys.exit(0 if ok else 1)


if __name__ == "__main__":
    main()
