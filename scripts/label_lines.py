# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Labels of texts that are kept apart from them: a line each.

A line of labels: the paragraph's number, what is kept of it (nothing for all), and the spans in that, each with the first
letter of its label; places count characters, and an end is the place after the last one.
"""
import json

LABELS = {kind[0]: kind for kind in ("PERSON", "LOCATION", "FACILITY", "ORG", "MISC")}


def paragraphs(path):
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line]


def line(number, text, ranges, spans):
    kept = [] if ranges == [(0, len(text))] else [f"{start}-{end}" for start, end in ranges]
    return f"{number}\t{','.join(kept)}\t{','.join(f'{start}-{end}{kind[0]}' for start, end, kind in spans)}\n"


def texts_of(labels, texts):
    """The labelled texts, one JSON object each."""
    for entry in labels.read_text(encoding="utf-8").splitlines():
        number, kept, spans = entry.split("\t")
        text = texts[int(number)]
        if kept:
            text = "".join(text[slice(*map(int, part.split("-")))] for part in kept.split(","))
        places = [(*map(int, span[:-1].split("-")), LABELS[span[-1]]) for span in spans.split(",") if span]
        labelled = [{"start": start, "end": end, "label": kind} for start, end, kind in places]
        yield json.dumps({"text": text, "spans": labelled}, ensure_ascii=False)


def write_texts(labels, texts, out):
    out.write_text("".join(entry + "\n" for entry in texts_of(labels, texts)), encoding="utf-8")


def write_lines(texts, out):
    """The paragraphs as `zavesa detect --jsonl` reads them."""
    lines = [json.dumps({"id": str(number), "text": text}, ensure_ascii=False) for number, text in enumerate(texts)]
    out.write_text("".join(entry + "\n" for entry in lines), encoding="utf-8")
