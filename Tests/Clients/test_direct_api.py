# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""The commands of docs/direct-api.md, and the answers that stand under them."""

from __future__ import annotations

import json
import re
import subprocess

from gateway import ROOT

TOKEN = re.compile(r"[A-Z]{2,10}_[0-9A-HJKMNP-TV-Z]{9}")


def examples() -> list[tuple[str, str]]:
    """Each curl command with the answer printed under it."""
    page = (ROOT / "docs" / "direct-api.md").read_text("utf-8")
    blocks = [re.sub(r"^    ", "", block, flags=re.M) for block in re.findall(r"(?:^    .*\n)+", page, flags=re.M)]
    return [(command, answer) for command, answer in zip(blocks, blocks[1:]) if command.startswith("curl")]


def plain(answer: str) -> object:
    """Without what changes with the dictionaries: scores, and the digest of the policy."""
    return json.loads(re.sub(r'"(score|sha256)":[^,}]+', r'"\1":0', answer))


def test_the_commands_answer_what_the_page_says(start):
    gateway = start([])
    tokens: dict[str, str] = {}
    found = examples()
    assert len(found) >= 6
    for command, documented in found:
        command = TOKEN.sub(lambda match: tokens.get(match[0], match[0]), command)
        command = command.replace("localhost:8080", f"127.0.0.1:{gateway.port}")
        answer = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=True).stdout
        # Tokens are random: in the order of their places, those of the page stand for those of this run.
        tokens.update(zip(TOKEN.findall(documented), TOKEN.findall(answer)))
        expected = TOKEN.sub(lambda match: tokens.get(match[0], match[0]), documented)
        assert plain(answer) == plain(expected), command
