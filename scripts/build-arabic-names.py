#!/usr/bin/env python3
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Writes ar_foreign_given.txt and ar_foreign_surnames.txt: names in Latin letters carried over into Arabic ones.

usage: build-arabic-names.py --lists DIR --out DIR

  --lists   the folder of lists, with those of `GIVEN` and `SURNAMES`

Arabic texts write foreign names by ear, and more than one way. Here each name is written two ways: with all its vowels, and
without the short ones inside. `zavesa train` learns from them what foreign names look like, and puts them into texts.
"""
import argparse
import pathlib
import re
import unicodedata

GIVEN = ["world_first_names_faker", "en_first_names_faker", "en_first_names_census1990"]
SURNAMES = ["world_surnames_faker", "en_surnames_faker", "en_surnames_census_top"]
# Longest first; a hyphen before or after says that it holds at a word's begin or end alone.
LETTERS = [
    ("tsch", "تش"), ("sch", "ش"), ("tch", "تش"), ("eau-", "و"), ("chr", "كر"), ("chl", "كل"), ("ch", "تش"), ("sh", "ش"), ("th", "ث"),
    ("ph", "ف"), ("gh", "غ"), ("kh", "خ"), ("zh", "ج"), ("ck", "ك"), ("dge", "دج"), ("qu", "كو"), ("sz", "ش"), ("cz", "تش"),
    ("wr", "ر"), ("kn", "ن"), ("x", "كس"), ("oo", "و"), ("ou", "و"), ("ow", "او"), ("ee", "ي"), ("ea", "ي"), ("ie", "ي"),
    ("ai", "اي"), ("ay", "اي"), ("ei", "اي"), ("ey-", "ي"), ("ey", "اي"), ("au", "او"), ("aw", "او"), ("oi", "وي"),
    ("ce", "سe"), ("ci", "سi"), ("cy", "سy"), ("ge", "جe"), ("gi", "جi"), ("gy", "جy"),
    ("b", "ب"), ("c", "ك"), ("d", "د"), ("f", "ف"), ("g", "غ"), ("h", "ه"), ("j", "ج"), ("k", "ك"), ("l", "ل"), ("m", "م"),
    ("n", "ن"), ("p", "ب"), ("q", "ك"), ("r", "ر"), ("s", "س"), ("t", "ت"), ("v", "ف"), ("w", "و"), ("z", "ز"), ("y", "ي"),
]
LONG = {"a": "ا", "e": "ي", "i": "ي", "o": "و", "u": "و"}
FIRST = {"a": "ا", "e": "ا", "i": "اي", "o": "او", "u": "او"}


def arabic(name, has_all):
    """One word in Arabic letters; None where it is too short or not written in plain letters."""
    word = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    word = re.sub(r"['’ʻ`.]", "", word.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("æ", "a").replace("ı", "i"))
    if not re.fullmatch(r"[a-z]{3,}", word):
        return None
    word = re.sub(r"([b-df-hj-np-tv-z])\1", r"\1", word)
    if len(word) > 3:
        word = re.sub(r"(?<=[^aeiou])e$", "", word)
    out, at = "", 0
    while at < len(word):
        for letters, written in LETTERS:
            key = letters.rstrip("-")
            if word.startswith(key, at) and (key == letters or at + len(key) == len(word)):
                vowel = re.search("[a-z]$", written)
                out += written[:vowel.start()] if vowel else written
                at += len(key) - (1 if vowel else 0)
                break
        else:
            vowel, is_last = word[at], at + 1 == len(word)
            if at == 0:
                out += FIRST[vowel]
            elif vowel == "a" or is_last or has_all or (vowel in "ou" and at == 1):
                out += LONG[vowel]
            elif vowel in "iu" and has_all is None:
                out += LONG[vowel]
            at += 1
    out = re.sub(r"([اوي])\1+", r"\1", out)
    return out if len(out) >= 3 else None


def entries(folder, names):
    seen = {}
    for name in names:
        lines = (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        for line in lines:
            seen.setdefault(line.split("\t")[0].strip())
    return list(seen)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lists", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    for kind, names in (("given", GIVEN), ("surnames", SURNAMES)):
        written = {}
        for entry in entries(arguments.lists, names):
            for has_all in (True, False):
                words = [arabic(word, has_all) for word in re.split(r"[\s-]+", entry)]
                if all(words):
                    written.setdefault(" ".join(words))
        (arguments.out / f"ar_foreign_{kind}.txt").write_text("".join(f"{w}\n" for w in written), encoding="utf-8")


if __name__ == "__main__":
    main()
