# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Exact return through the running proxy, and detection figures on labelled sets that stay outside the project."""

from __future__ import annotations

import argparse
import concurrent.futures
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


def detection(corpora: pathlib.Path, scorer: pathlib.Path) -> bool:
    fine = True
    with tempfile.TemporaryDirectory(prefix="zavesa-accuracy-") as folder:
        for gold in sorted((corpora / "dev").glob("*.jsonl")):
            if "unlabelled" in gold.name:
                continue
            found = pathlib.Path(folder) / gold.name
            with open(gold, "rb") as texts, open(found, "wb") as spans:
                subprocess.run([os.environ["ZAVESA_BINARY"], "detect", "--jsonl"], stdin=texts, stdout=spans, check=True,
                               env={**os.environ, "ZAVESA_RESOURCES": str(ROOT)})
            print(f"\n== {gold.name}", flush=True)
            fine &= subprocess.run(
                [sys.executable, str(scorer), "--gold", str(gold), "--pred", str(found), "--bootstrap", "200"]).returncode == 0
    return fine


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", type=pathlib.Path, required=True)
    options.add_argument("--scorer", type=pathlib.Path, required=True)
    given = options.parse_args()
    prompts = given.corpora / "dev" / "prompts_ru_en.unlabelled.jsonl"
    ok = exact_return(prompts)
    ok = detection(given.corpora, given.scorer) and ok
    sys.exit(0 if ok else 1)


if __name__ == "__main__":
    main()
