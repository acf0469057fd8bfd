# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Somebody has decided about every field that the published types of the client libraries have.

Either the coverage table lists it, or `scanned-fields.txt` does: a field there is left to the default, and is text. A
field of a newer library is in neither, and fails the test until somebody has looked at it.
`ZAVESA_WRITE_FIELDS=1` writes the file anew; read what it adds before it is committed.
"""

from __future__ import annotations

import json
import os
import pathlib

import pytest
import sdk_fields
from test_commands import zavesa

LIST = pathlib.Path(__file__).parent / "scanned-fields.txt"


@pytest.fixture(scope="module")
def tables() -> dict[tuple, sdk_fields.Table]:
    rows: dict[tuple, list[tuple[str, str]]] = {}
    for line in zavesa("coverage", "--json").stdout.splitlines():
        row = json.loads(line)
        rows.setdefault((row["dialect"], row["endpoint"], row["body"]), []).append((row["path"], row["treatment"]))
    return {key: sdk_fields.Table(fields) for key, fields in rows.items()}


def undecided(tables) -> list[str]:
    lines: list[str] = []
    for key, roots in sdk_fields.ROOTS.items():
        paths = set().union(*(sdk_fields.fields(root) for root in roots))
        assert len(paths) > 5, key
        lines += [" ".join([*key, path]) for path in sorted({tables[key].undecided(path) for path in paths} - {None})]
    return lines


def test_every_field_of_the_libraries_is_decided(tables):
    lines = undecided(tables)
    if os.environ.get("ZAVESA_WRITE_FIELDS"):
        LIST.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    assert lines == LIST.read_text(encoding="utf-8").splitlines()


def test_a_field_of_a_newer_library_would_be_noticed(tables):
    key = ("anthropic", "POST /v1/messages", "request")
    assert tables[key].undecided("messages[].content[].text") is None
    assert tables[key].undecided("messages[].content[].x_new.y") == "messages[].content[].x_new"
    assert tables[key].undecided("messages[].content[].input.any[].z") is None
    assert {"model", "system", "messages[].role", "messages[].content[].text", "tools[].description",
            "stop_sequences[]"} <= set().union(*(sdk_fields.fields(root) for root in sdk_fields.ROOTS[key]))
