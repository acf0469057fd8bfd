# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Russian names in their six cases, as OpenCorpora's dictionary has them: what `zavesa evaluate --cases` reads.

Run with Benchmarks/case_forms.requirements.txt: case_forms.py FOLDER, where FOLDER holds the lists of surnames, given names and
patronymics of that dictionary, one a line.
"""

from __future__ import annotations

import pathlib
import sys

import pymorphy3

LISTS = {"surname": ("Surn", "ru_surnames_opencorpora.txt"), "given": ("Name", "ru_first_names_opencorpora.txt"),
         "patronymic": ("Patr", "ru_patronymics_opencorpora.txt")}
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
GENDERS = {"masc": "m", "femn": "f"}


def rows(folder: pathlib.Path):
    analyzer = pymorphy3.MorphAnalyzer()
    seen = set()
    for part, (grammeme, name) in LISTS.items():
        for word in (folder / name).read_text(encoding="utf-8").lower().split():
            for parse in analyzer.parse(word):
                if grammeme not in parse.tag:
                    continue
                for gender, letter in GENDERS.items():
                    cells = []
                    for case in CASES:
                        forms = [form.word for form in parse.lexeme if grammeme in form.tag and form.tag.case == case
                                 and form.tag.gender == gender and form.tag.number == "sing"]
                        cells.append("|".join(dict.fromkeys(forms)))
                    row = "\t".join([part, letter, *cells])
                    if all(cells) and row not in seen:
                        seen.add(row)
                        yield row


if __name__ == "__main__":
    print("\n".join(rows(pathlib.Path(sys.argv[1]))))
