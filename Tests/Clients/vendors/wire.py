# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""What the vendors' modules share."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

KEY = "key-of-the-operator"


class WireError(ValueError):
    """A request that the vendor would not take."""


@dataclasses.dataclass
class Seen:
    """What a request says, in no vendor's words."""

    model: str
    system: str = ""
    turns: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    tools: dict[str, dict] = dataclasses.field(default_factory=dict)
    calls: list[tuple[str, dict]] = dataclasses.field(default_factory=list)
    results: list[str] = dataclasses.field(default_factory=list)
    settings: dict = dataclasses.field(default_factory=dict)

    @property
    def last(self) -> str:
        """What the user said last."""
        return [text for role, text in self.turns if role == "user"][-1]


def demand(truth: object, words: str) -> None:
    if not truth:
        raise WireError(words)


def only(given: dict, required: set[str], optional: set[str] = frozenset()) -> None:
    """The object has what it must have and nothing that nobody knows."""
    demand(required <= given.keys(), f"missing: {sorted(required - given.keys())}")
    demand(given.keys() <= required | optional, f"unknown: {sorted(given.keys() - required - optional)}")


def pieces(text: str, size: int = 3) -> list[str]:
    return [text[i:i + size] for i in range(0, len(text), size)]


def chunked(payload: list[bytes], kind: str) -> Iterator[bytes]:
    """A streamed answer, one packet for each element."""
    yield f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ntransfer-encoding: chunked\r\n\r\n".encode()
    for piece in payload:
        yield f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
    yield b"0\r\n\r\n"
