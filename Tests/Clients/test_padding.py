# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Where policy asks for it, sizes of answers and of their pieces say nothing of the values in them."""

from __future__ import annotations

import json
import socket
import time

import anthropic
import ollama
import openai
import pytest
from messages import echo as anthropic_echo
from samples import CONVERSATIONS
from test_ollama import echo as ollama_echo
from upstream import Upstream, chunk, sse, stream

CONFIG = "home: [RU]\npolicy: { padding: blocks }\n"
BLOCK = 256


def chunks(port: int, body: bytes) -> list[bytes]:
    """The chunks of a streamed answer, as the gateway wrote them."""
    with socket.create_connection(("127.0.0.1", port), 30) as connection:
        connection.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
                           + f"content-length: {len(body)}\r\n\r\n".encode() + body)
        reader = connection.makefile("rb")
        assert b" 200 " in reader.readline()
        while reader.readline() != b"\r\n":
            pass
        pieces = []
        while size := int(reader.readline(), 16):
            pieces.append(reader.read(size))
            assert reader.readline() == b"\r\n"
        return pieces


def slowly(request):
    """Each event in a packet of its own, and the whole text in one of them."""
    for packet in stream(sse(request.last_user_text), splits=[len(chunk({"role": "assistant", "content": ""}))]):
        yield packet
        time.sleep(0.05)


def test_pieces_of_a_stream_are_whole_blocks(start):
    upstream, sizes = Upstream(slowly), []
    gateway = start([f"rec={upstream.url},country=RU"], config=CONFIG)
    for name in ("Ян Ли", "Константин Ли"):
        body = {"model": "m", "stream": True, "messages": [{"role": "user", "content": f"Меня зовут {name}, запишите"}]}
        pieces = chunks(gateway.port, json.dumps(body, ensure_ascii=False).encode())
        assert any(name in piece.decode() for piece in pieces)
        sizes.append([len(piece) for piece in pieces])
        assert all(size % BLOCK == 0 for size in sizes[-1])
    assert sizes[0] == sizes[1]


def test_a_whole_answer_is_whole_blocks(start, upstream):
    gateway = start([f"rec={upstream.url},country=RU"], config=CONFIG)
    body = json.dumps({"model": "m", "messages": [{"role": "user", "content": CONVERSATIONS["ru"][0]}]})
    status, _, answer = gateway.post(body.encode())
    assert status == 200 and len(answer) % BLOCK == 0
    assert json.loads(answer)["choices"][0]["message"]["content"] == CONVERSATIONS["ru"][0]


@pytest.mark.parametrize("language", CONVERSATIONS)
def test_the_libraries_read_over_it(start, upstream, language):
    text, _ = CONVERSATIONS[language]
    claude, llama = Upstream(anthropic_echo), Upstream(ollama_echo)
    api = llama.url.removesuffix("/v1") + "/api"
    gateway = start([], config=CONFIG + f"""
upstreams:
  - {{ name: chat, url: "{upstream.url}", country: RU, models: [m] }}
  - {{ name: claude, url: "{claude.url}", country: RU, dialect: anthropic, models: [c] }}
  - {{ name: llama, url: "{api}", country: RU, dialect: ollama, models: [o] }}
""")
    messages = [{"role": "user", "content": text}]
    stream = openai.OpenAI(base_url=gateway.url, api_key="k").chat.completions.create(
        model="m", messages=messages, stream=True)
    assert "".join(e.choices[0].delta.content or "" for e in stream if e.choices) == text
    client = anthropic.Anthropic(base_url=gateway.url.removesuffix("/v1"), api_key="k")
    with client.messages.stream(model="c", max_tokens=9, messages=messages) as stream:
        assert "".join(stream.text_stream) == text
    pieces = ollama.Client(host=gateway.url.removesuffix("/v1")).chat(model="o", messages=messages, stream=True)
    assert "".join(piece.message.content for piece in pieces) == text
