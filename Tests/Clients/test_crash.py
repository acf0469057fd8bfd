# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Written before sent, whatever dies: the process, or the disk."""

from __future__ import annotations

import pathlib
import random
import subprocess
import threading
import time

from samples import CONVERSATIONS

TEXT = CONVERSATIONS["ru"][0]


def decided(gateway) -> int:
    return sum(event["code"] in ("LLM001I", "LLM009I") for event in gateway.events())


def test_kill_9_under_load_leaves_no_request_without_its_record(gateway, upstream):
    generator = random.Random(20261123)
    stopping = threading.Event()

    def load():
        while not stopping.is_set():
            try:
                gateway.chat(TEXT)
            except (OSError, ValueError):
                time.sleep(0.01)

    workers = [threading.Thread(target=load, daemon=True) for _ in range(4)]
    for worker in workers:
        worker.start()
    for life in range(12):
        # Most lives end among requests, however slow the machine; some before or at their first.
        sent = len(upstream.requests)
        if life % 4:
            assert upstream.wait_for(lambda: len(upstream.requests) > sent + 1), "fewer than two requests came through"
        time.sleep(generator.random() * 0.5)
        gateway.kill()
        torn = sorted((gateway.data / "audit").glob("*.jsonl"))
        whole = sum(
            line.endswith(b"}\n") and (b'"LLM001I"' in line or b'"LLM009I"' in line)
            for segment in torn for line in segment.read_bytes().splitlines(keepends=True))
        assert len(upstream.requests) <= whole, "a request left before its record"
        gateway.start()
    stopping.set()
    for worker in workers:
        worker.join(30)
    gateway.stop()
    assert len(upstream.requests) > 12
    assert len(upstream.requests) <= decided(gateway)
    verified = gateway.run("audit", "verify", "--data", str(gateway.data))
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_a_full_disk_stops_egress_and_readyz_says_so(start, upstream, tmp_path: pathlib.Path):
    small = tmp_path / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(small)], check=True)
    try:
        gateway = start([f"rec={upstream.url},country=RU"])
        gateway.stop()
        gateway.data = small / "data"
        gateway.arguments[gateway.arguments.index("--data") + 1] = str(gateway.data)
        gateway.start()
        assert gateway.chat(TEXT)[0] == 200
        filler = small / "filler"
        with open(filler, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"\0" * 4096)
            except OSError:
                pass
        sent = len(upstream.requests)
        answers = [gateway.chat(TEXT + f" {turn}") for turn in range(30)]
        assert answers[-1][0] == 503 and answers[-1][2]["error"]["code"] == "protection_unavailable"
        assert len(upstream.requests) - sent == sum(status == 200 for status, _, _ in answers)
        assert gateway.get("/readyz", admin=True)[0] == 503
        assert gateway.get("/healthz")[0] == 200
        filler.unlink()
        assert upstream.wait_for(lambda: gateway.chat(TEXT)[0] == 200), "it does not recover when space returns"
        assert gateway.get("/readyz", admin=True)[0] == 200
        gateway.stop()
        verified = gateway.run("audit", "verify", "--data", str(gateway.data))
        assert verified.returncode == 0, verified.stdout + verified.stderr
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)


def test_a_missing_or_wrong_key_refuses_to_start(gateway):
    gateway.chat(TEXT)
    gateway.stop()
    key = next(path for path in (gateway.data / "keys").iterdir() if "root" in path.name)
    good = key.read_bytes()
    key.unlink()
    assert ended_with_words(gateway, b"key")
    assert not key.exists(), "a new key was made over an old vault"
    other = subprocess.run(["head", "-c", "24", "/dev/urandom"], capture_output=True, check=True).stdout.hex()
    spoiled = bytearray(good)
    body = good.rstrip().rfind(b"\n") + 1
    spoiled[body + 2:body + 4] = other[:2].encode() if other[:2].encode() != good[body + 2:body + 4] else b"AA"
    key.write_bytes(bytes(spoiled))
    key.chmod(0o600)
    assert ended_with_words(gateway, b"key")
    key.write_bytes(good)
    gateway.start()
    assert gateway.chat(TEXT)[0] == 200


def ended_with_words(gateway, word: bytes) -> bool:
    done = subprocess.run(gateway.arguments, capture_output=True, env=gateway.environment, timeout=30)
    said = done.stdout + done.stderr
    assert done.returncode != 0 and word in said.lower(), said
    return True
