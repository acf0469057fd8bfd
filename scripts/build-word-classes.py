#!/usr/bin/env python3
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Writes en_word_classes.txt: English words, each with the number of the class of words that stand in like surroundings.

usage: build-word-classes.py --data DIR --out FILE

  --data   the folder spacy_lookups_data/data of the Python package spacy-lookups-data 1.0.5 (MIT)

The classes are the 1,000 Brown clusters of that package. A cluster is a path in a binary tree; the classes are numbered
from 1 in the order of the paths, so that near numbers are near in the tree. Of each word the most frequent spelling with
a capital and the most frequent without are kept. `zavesa train` reads the file as one of its lists.
"""
import argparse
import gzip
import hashlib
import json
import pathlib
import re

FILES = {
    "en_lexeme_cluster.json.gz": "0980a4bad49eaf7da2cfdf20024cd4eb8bb507bf4d26e69c561c975a50ce718c",
    "en_lexeme_prob.json.gz": "ead13035b63bc915592ff41c279c76d1f3ee5582d6b6f12f9c7a9016021a338e",
}
MOST = 150_000
WORD = re.compile(r"^[A-Za-zÀ-ɏ]+$")
BITS = 18


def read(folder, name):
    data = (folder / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != FILES[name]:
        raise SystemExit(f"{name} is not that of spacy-lookups-data 1.0.5")
    return json.loads(gzip.decompress(data))


def path(cluster):
    """The number whose highest bit is the path's first step: in a cluster that is the lowest."""
    return int(format(cluster, f"0{BITS}b")[::-1], 2)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    clusters = read(arguments.data, "en_lexeme_cluster.json.gz")
    frequencies = read(arguments.data, "en_lexeme_prob.json.gz")
    numbers = {cluster: number for number, cluster in enumerate(sorted(set(clusters.values()), key=path), 1)}
    best = {}
    for word, cluster in clusters.items():
        if cluster == 0 or not WORD.match(word):
            continue
        key = (word.lower(), word[0].isupper())
        if key not in best or frequencies[word] > best[key][0]:
            best[key] = (frequencies[word], numbers[cluster])
    frequent = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:MOST]
    with arguments.out.open("w", encoding="utf-8") as out:
        for (word, is_capital), (_, number) in sorted(frequent):
            out.write(f"{word.capitalize() if is_capital else word} {number}\n")


if __name__ == "__main__":
    main()
