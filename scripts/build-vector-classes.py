#!/usr/bin/env python3
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Writes ru_word_classes.txt: Russian words, each with the number of the class of words whose vectors are near.

usage: build-vector-classes.py --vectors FILE --out FILE [--words N] [--classes N]

  --vectors   navec_news_v1_1B_250K_300d_100q.tar of the Python package natasha 1.6.0 (MIT), in natasha/data/emb

The classes come of k-means over the directions of the vectors of the most frequent words. They are numbered so that near
numbers are near in direction: the centers are halved along their main axis, and the halves again. The vectors are of
words in small letters; a word with a capital has the same class under a number of its own, so that a name's class says
less of a word in small letters. `zavesa train` reads the file as one of its lists. Takes numpy.
"""
import argparse
import gzip
import hashlib
import pathlib
import re
import tarfile

import numpy

SHA256 = "f07270833d78523edc5781538d67038e95b43975e4a7ae757c693b687f9cbfca"
WORD = re.compile(r"^[а-яё]+$")
ROUNDS = 25


def read(path):
    """The words with how often they occur, and a row of numbers for each."""
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{path.name} is not that of natasha 1.6.0")
    with tarfile.open(path) as archive:
        parts = {name: archive.extractfile(name).read() for name in ("vocab.bin", "pq.bin")}
    data = gzip.decompress(parts["vocab.bin"])
    size = int(numpy.frombuffer(data, numpy.uint32, 1)[0])
    counts = numpy.frombuffer(data, numpy.uint32, size, 4)
    words = data[4 + 4 * size:].decode("utf-8").splitlines()
    rows, _, parts_of, centers = (int(n) for n in numpy.frombuffer(parts["pq.bin"], numpy.uint32, 4))
    indexes = numpy.frombuffer(parts["pq.bin"], numpy.uint8, rows * parts_of, 16).reshape(rows, parts_of)
    codes = numpy.frombuffer(parts["pq.bin"], numpy.float32, -1, 16 + rows * parts_of).reshape(parts_of, centers, -1)
    return words, counts, indexes, codes


def directions(indexes, codes):
    vectors = codes[numpy.arange(codes.shape[0]), indexes].reshape(len(indexes), -1)
    vectors = vectors - vectors.mean(axis=0)
    return vectors / numpy.maximum(numpy.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)


def nearest(vectors, centers):
    numbers = numpy.empty(len(vectors), numpy.int64)
    for start in range(0, len(vectors), 20_000):
        numbers[start:start + 20_000] = (vectors[start:start + 20_000] @ centers.T).argmax(axis=1)
    return numbers


def cluster(vectors, classes):
    """Spherical k-means, begun with the vectors of words at even steps of frequency."""
    centers = vectors[numpy.linspace(0, min(len(vectors), classes * 20) - 1, classes).astype(int)].copy()
    for _ in range(ROUNDS):
        numbers = nearest(vectors, centers)
        sums = numpy.zeros_like(centers)
        numpy.add.at(sums, numbers, vectors)
        norms = numpy.linalg.norm(sums, axis=1, keepdims=True)
        centers = numpy.where(norms > 0, sums / numpy.maximum(norms, 1e-6), centers)
    return nearest(vectors, centers), centers


def order(centers, members):
    """The numbers of centers so that near ones stand together."""
    if len(members) < 3:
        return list(members)
    rows = centers[members] - centers[members].mean(axis=0)
    axis = numpy.linalg.svd(rows, full_matrices=False)[2][0]
    axis = axis * numpy.sign(axis[numpy.abs(axis).argmax()])
    ranked = members[numpy.argsort(rows @ axis, kind="stable")]
    half = len(ranked) // 2
    return order(centers, ranked[:half]) + order(centers, ranked[half:])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vectors", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--words", type=int, default=75_000)
    parser.add_argument("--classes", type=int, default=1_000)
    arguments = parser.parse_args()
    words, counts, indexes, codes = read(arguments.vectors)
    kept = [number for number, word in enumerate(words) if WORD.match(word)]
    kept = sorted(kept, key=lambda number: (-int(counts[number]), words[number]))[:arguments.words]
    numbers, centers = cluster(directions(indexes[kept], codes), arguments.classes)
    place = {center: index for index, center in enumerate(order(centers, numpy.arange(len(centers))), 1)}
    capital = (arguments.classes // 16 + 1) * 16
    with arguments.out.open("w", encoding="utf-8") as out:
        for word, number in sorted((words[row], place[number]) for row, number in zip(kept, numbers)):
            out.write(f"{word} {number}\n{word.capitalize()} {number + capital}\n")


if __name__ == "__main__":
    main()
