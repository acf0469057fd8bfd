#!/usr/bin/env python3
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Writes the given names and surnames of many countries that the Python package Faker has, in Latin script.

usage: build-faker-names.py --out DIR

Writes world_first_names_faker.txt and world_surnames_faker.txt, an entry a line, sorted. Made with Faker 40.54.0 (MIT).
"""
import argparse
import importlib
import pathlib
import pkgutil
import re

import faker.providers.person as person

# English, Russian and Arabic names come from lists of their own.
SKIPPED = {"en", "en_US", "en_GB", "ru_RU"}
NAME = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*$")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f '’-]+$")


def entries(provider, start):
    """The names in all attributes of a provider that begin so."""
    for attribute in sorted(vars(provider)):
        if attribute.startswith(start) and not attribute.endswith("formats"):
            names = getattr(provider, attribute)
            for name in names if isinstance(names, (tuple, list, set, dict)) else ():
                yield from name if isinstance(name, tuple) else (name,)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    out = parser.parse_args().out
    found = {"first_": set(), "last_": set()}
    for module in pkgutil.iter_modules(person.__path__):
        if module.name in SKIPPED:
            continue
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for start, names in found.items():
            for name in entries(provider, start):
                if isinstance(name, str) and len(name) > 2 and not name.isupper() and LATIN.match(name) and NAME.match(name):
                    names.add(name.replace("’", "'"))
    for start, file in (("first_", "world_first_names_faker"), ("last_", "world_surnames_faker")):
        text = "".join(name + "\n" for name in sorted(found[start]))
        (out / f"{file}.txt").write_text(text, encoding="utf-8")
        print(f"{file}: {len(found[start])} names")


if __name__ == "__main__":
    main()
