#!/usr/bin/env python3
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Writes the given names that many lists of the world's countries agree on, in plain Latin letters.

usage: build-consensus-names.py --data FILE --out DIR

  --data  name_data.json of the Python package nomquamgender 0.1.4 (MIT): for each name how many of 36 public sources have
          it, how often, and the share of women

Writes world_given_male_consensus.txt and world_given_female_consensus.txt, an entry a line, sorted; a name that both men
and women have is in both.
"""
import argparse
import json
import pathlib
import re

NAME = re.compile("[a-z]{3,}$")
# A name that fewer sources have, or fewer persons, is often a misspelling.
SOURCES, PERSONS = 6, 50
# The share of one gender from which the other's bearers are slips.
CLEAR = 0.9


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    names = {"male": [], "female": []}
    for name, (sources, persons, women, *_) in json.loads(arguments.data.read_text(encoding="utf-8")).items():
        if sources < SOURCES or persons < PERSONS or not NAME.match(name):
            continue
        if women < CLEAR:
            names["male"].append(name)
        if women > 1 - CLEAR:
            names["female"].append(name)
    for gender, found in names.items():
        file = f"world_given_{gender}_consensus"
        (arguments.out / f"{file}.txt").write_text("".join(f"{name}\n" for name in sorted(found)), encoding="utf-8")
        print(f"{file}: {len(found)} names")


if __name__ == "__main__":
    main()
