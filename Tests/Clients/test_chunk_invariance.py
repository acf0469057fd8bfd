# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""The `chunk-invariance` package judges what the running gateway makes of a stream, in every dialect.

Whatever pieces a model, an upstream or a network makes: the client reads what it would read of the whole.
"""

from __future__ import annotations

import re

import pytest
from chunk_invariance import ChunkInvarianceError, assert_chunk_invariant
from dialects import STREAMING, Caller
from upstream import Upstream, response, stream

NAME, EMAIL = "Кузнецова Ольга Сергеевна", "olga.k@example.ru"
# The name as «для» wants it: every split has to come to the same case, too.
OF_NAME = "Кузнецовой Ольги Сергеевны"
ASKED = f"Клиент {NAME}, почта {EMAIL}."


class Court:
    """A gateway that streams what the judge wants to see."""

    def __init__(self, start, dialect):
        self.dialect = dialect
        self.act = lambda request: iter([response(dialect.whole("да"))])
        self.upstream = Upstream(lambda request: self.act(request))
        gateway = start([f"rec={self.upstream.url.removesuffix('/v1' if dialect.name == 'ollama' else '')},country=RU,"
                         f"dialect={dialect.name}"], log_level="error")
        self.caller = Caller(gateway, dialect)
        self.ask(False)
        sent = self.upstream.requests[0].body.decode()
        self.name, self.email = re.findall(r"\[(?:PERSON|EMAIL)_\w+\]", sent)

    def ask(self, stream: bool):
        return self.caller.ask(ASKED, stream=stream, conversation="court")

    def whole(self, text: str) -> str:
        """What the client reads where the model says `text` in one answer."""
        self.act = lambda request: iter([response(self.dialect.whole(text))])
        return self.dialect.said(self.ask(False))

    def said_in(self, pieces: list[str]):
        """The same where the model says it in pieces."""
        self.act = lambda request: self.dialect.answer(request, list(pieces))
        yield self.dialect.said(self.ask(True))

    def bytes_in(self, pieces: list[bytes]):
        """The bytes the client gets where the network cuts the upstream's stream into pieces."""
        payload, splits = b"".join(pieces), []
        for piece in pieces:
            splits.append((splits[-1] if splits else 0) + len(piece))
        self.act = lambda request: stream(payload, splits, kind=self.dialect.media_type)
        yield self.ask(True).body


@pytest.fixture(params=STREAMING, ids=lambda dialect: dialect.path)
def court(request, start):
    return Court(start, request.param)


def test_the_model_may_say_it_in_any_two_pieces(court):
    text = f"Для {court.name} и \\{court.email[:-1]}\\]: [{court.name[1:9]}… {court.email.lower()}é"
    assert court.whole(text) == f"Для {OF_NAME} и {EMAIL}: [{court.name[1:9]}… {EMAIL}é"
    assert assert_chunk_invariant(court.said_in, court.whole, text) == len(text)


def test_the_model_may_say_it_letter_by_letter_and_in_three_pieces(court):
    text = f"{court.name}: {court.email}"
    around = range(len(court.name) - 3, len(court.name) + 5)
    splits = [list(text), *([text[:a], text[a:b], text[b:]] for a in around for b in around if a < b)]
    assert assert_chunk_invariant(court.said_in, court.whole, text, splits=splits) == len(splits)


def test_the_network_may_cut_it_anywhere(court):
    """Byte for byte what came, with the values in it and nothing else changed; but log probabilities are taken out,
    because they would spell the tokens once more."""
    payload = court.dialect.pieces([f"Для {court.name}", f" — {court.email}é"])

    def expected(payload: bytes) -> bytes:
        restored = payload.replace(court.name.encode(), OF_NAME.encode()).replace(court.email.encode(), EMAIL.encode())
        return restored.replace(b'"logprobs": []', b'"logprobs": null')

    step = max(1, len(payload) // 120)
    splits = [[payload[:i], payload[i:]] for i in range(1, len(payload), step)]
    splits.append([payload[i:i + 1] for i in range(len(payload))])
    assert assert_chunk_invariant(court.bytes_in, expected, payload, splits=splits) == len(splits)


def test_the_judge_would_notice(court):
    """The same judge over what an upstream without the gateway says: tokens that no one put values for."""
    text = f"Для {court.name}"
    with pytest.raises(ChunkInvarianceError):
        assert_chunk_invariant(lambda pieces: iter(["".join(pieces)]), court.whole, text)
