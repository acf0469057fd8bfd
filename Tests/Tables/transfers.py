# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Writes transfers.tsv: what the law of a home says of a transfer, as a person reads it out of the texts.

It shares nothing with the program: neither its files of rules nor its code. Where the two disagree, one of them has
read the law wrongly. Run it after a change: python3 Tests/Tables/transfers.py
"""

import itertools
import pathlib

TODAY = "2026-12-01"
# One country stands for each answer a law gives: China is on Russia's list and not on Europe's, Switzerland the other way
# round, the United States on neither.
DESTINATIONS = ("CN", "CH", "US")
LISTED = {"RU": {"CN"}, "DE": {"CH"}}
# home: mechanism: papers asked for; n = notice filed, N = notice effective, a = assessment, p = permit, l = licence
ASKED = {
    "RU": {"adequacy": "na", "none": "Na"},
    "DE": {"adequacy": "", "scc": "a", "bcr": "a"},
    "KZ": {"derogation": "a"},
    "BY": {"adequacy": "", "permit": "p"},
    "UZ": {},
    "SA": {"adequacy": "", "scc": "a", "bcr": "a"},
    "AE": {"adequacy": "", "scc": "a", "derogation": "a"},
    "QA": {"none": "a"},
    "BH": {"adequacy": "", "permit": "p"},
    "EG": {"adequacy": "l", "permit": "lp", "derogation": "la"},
    "JO": {"none": "a"},
    "OM": {"derogation": "a"},
    "KW": {"scc": "a"},
}
MECHANISMS = ("adequacy", "scc", "bcr", "derogation", "permit", "none", "-")
# What is on file: everything in date; all of it expired the day before; the notice filed and not yet effective; nothing.
FILES = ("current", "expired", "pending", "nothing")
# Health was found and replaced: these keep it at home, or want a permit for it.
KEEPS_HEALTH = {"AE"}
PERMIT_FOR_HEALTH = {"QA", "EG", "OM"}


def judge(home, country, left, tokens, health, mechanism, file, accepts):
    if left != "C1":
        return "class_left"
    if health and home in KEEPS_HEALTH:
        return "category_stays"
    if tokens:
        if file == "nothing":
            return "agreement_missing"
        if file == "expired":
            return "agreement_expired"
    if mechanism == "-":
        return "mechanism_missing"
    if mechanism not in ASKED[home]:
        return "mechanism_unknown"
    asked = ASKED[home][mechanism] + ("p" if health and home in PERMIT_FOR_HEALTH else "")
    has = {"current": "nNapl", "expired": "nNl", "pending": "napl", "nothing": ""}[file]
    missing = {"n": "notification_missing", "N": "notification_missing", "a": "assessment_missing",
               "p": "permit_missing", "l": "licence_missing"}
    for paper in "nNapl":
        if paper in asked and paper not in has:
            if file == "pending":
                return "notification_pending"
            if file == "expired":
                return {"a": "assessment_expired", "p": "permit_expired"}[paper]
            return missing[paper]
    if mechanism == "adequacy":
        if home not in LISTED:
            return "list_missing"
        if country not in LISTED[home]:
            return "country_unlisted"
        # Neither list has been taken from its text yet.
        if not accepts:
            return "list_unaccepted"
    return f"allowed {mechanism}"


def rows():
    # Every home with every mechanism and file, for tokens; what else matters is varied around that.
    for home, mechanism, file in itertools.product(ASKED, MECHANISMS, FILES):
        yield home, "US", "C1", True, False, mechanism, file, False
        yield home, "US", "C1", False, False, mechanism, file, False
    for home, country, accepts in itertools.product(("RU", "DE", "SA"), DESTINATIONS, (False, True)):
        for file in FILES:
            yield home, country, "C1", True, False, "adequacy", file, accepts
    for home, left, tokens in itertools.product(ASKED, ("C2", "C3", "C4"), (False, True)):
        yield home, "CH", left, tokens, False, "scc", "current", True
    for home, mechanism, file in itertools.product(ASKED, MECHANISMS, ("current", "pending", "nothing")):
        yield home, "US", "C1", False, True, mechanism, file, False


def main():
    lines = ["today\thome\tcountry\tleft\ttokens\thealth\tmechanism\tfile\taccepts\texpected"]
    seen = dict.fromkeys(rows())
    for row in seen:
        home, country, left, tokens, health, mechanism, file, accepts = row
        words = [TODAY, home, country, left, *("yes" if x else "no" for x in (tokens, health)), mechanism, file,
                 "yes" if accepts else "no", judge(*row)]
        lines.append("\t".join(words))
    pathlib.Path(__file__).with_suffix(".tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines) - 1, "rows")


if __name__ == "__main__":
    main()
