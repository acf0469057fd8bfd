#!/usr/bin/env python3
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Builds dictionaries/names/*.lexicon from public name lists and word lists; the same inputs give the same bytes.

usage: build-names.py --gazetteers DIR --raw DIR --fiction FILE --hunspell-ru DIR --words FILE --out DIR

  --gazetteers   the name, place and country lists that dictionaries/names/README.md names, one entry a line
  --raw          raw_ru.txt, raw_en.txt, raw_ar.txt: running text; only counts of words are taken from it
  --fiction      Russian prose, a JSON object with "text" a line; counts of words too
  --hunspell-ru  the folder with ru_RU.dic and ru_RU.aff (Debian package hunspell-ru)
  --words        a list of English words (Debian package wamerican)

Format of a lexicon, little-endian 32-bit words: magic "ZNL1", bits b of the bucket number, number of entries,
2^b + 1 offsets of buckets, entries. A word's hash is 64 bits (`word_hash`): its top b bits are the bucket, the next
24 the upper part of the entry, whose lower 8 are the flags. Entries of a bucket are sorted.
"""
import argparse
import collections
import json
import pathlib
import re
import struct
import unicodedata

GIVEN_MALE, GIVEN_FEMALE, SURNAME, ORDINARY, FREQUENT, PLACE, USUAL_GIVEN, USUAL_SURNAME = (1 << bit for bit in range(8))
GIVEN = GIVEN_MALE | GIVEN_FEMALE
MASK = (1 << 64) - 1


def word_hash(word):
    """FNV-1a over UTF-8, then the finalizer of MurmurHash3, so that the top bits are well mixed."""
    state = 0xCBF29CE484222325
    for byte in word.encode():
        state = ((state ^ byte) * 0x100000001B3) & MASK
    state ^= state >> 33
    state = (state * 0xFF51AFD7ED558CCD) & MASK
    state ^= state >> 33
    state = (state * 0xC4CEB9FE1A85EC53) & MASK
    return state ^ (state >> 33)


def write_lexicon(path, flags):
    bits = max(4, (max(1, len(flags)) // 6).bit_length())
    entries = collections.defaultdict(dict)
    for word, flag in flags.items():
        value = word_hash(word)
        bucket, key = value >> (64 - bits), (value >> (40 - bits)) & 0xFFFFFF
        entries[bucket][key] = entries[bucket].get(key, 0) | flag
    offsets, body = [0], []
    for bucket in range(1 << bits):
        body += [key << 8 | flag for key, flag in sorted(entries[bucket].items())]
        offsets.append(len(body))
    words = [struct.unpack("<I", b"ZNL1")[0], bits, len(body)] + offsets + body
    path.write_bytes(struct.pack(f"<{len(words)}I", *words))
    print(f"{path.name}: {len(flags)} words, {path.stat().st_size} bytes")


class Lists:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def __call__(self, *names):
        """The entries of some lists, in order."""
        for name in names:
            for line in (self.folder / f"{name}.txt").read_text(encoding="utf-8").splitlines():
                if line.strip():
                    yield line.strip()


def texts(path):
    """The lines of a text file, or the texts of a JSONL file."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"] if path.suffix == ".jsonl" else line


def counts(paths, pattern):
    """How often each word stands in lower case, and how often capitalized inside a sentence."""
    lower, upper = collections.Counter(), collections.Counter()
    for path in paths:
        for line in texts(path):
            previous = "."
            for match in pattern.finditer(line):
                word = match.group()
                if word.islower():
                    lower[word] += 1
                elif word.istitle() and previous.isalpha():
                    upper[word.lower()] += 1
                tail = line[match.end():match.end() + 2]
                previous = "a" if tail[:1] == " " else "."
    return lower, upper


# ---------------------------------------------------------------- Russian

def fold_russian(text):
    return text.lower().replace("ё", "е")


MALE_ON_A = set("""никита илья фома кузьма лука савва данила фока иона гаврила добрыня мустафа муса иса абдулла зия мирза
яхья саша женя валя слава паша миша коля ваня петя вася юра витя толя леня сережа алеша андрюша дима вова гоша гена
костя сеня федя степа леша сева боря гриша жора кеша митя рома тема тима антоша илюша кирюша павлуша мишаня димка
ванька петька васька колька мишка сашка пашка юрка витька вовка сережка лешка андрюшка серега леха димон толян""".split())


def russian_gender(name):
    if name[-1] in "ая":
        return GIVEN if name in MALE_ON_A else GIVEN_FEMALE
    if name.endswith("ь"):
        return GIVEN if name.endswith("ль") or name == "любовь" else GIVEN_MALE
    return GIVEN if name[-1] in "иеоуюэ" else GIVEN_MALE


def hunspell_words(folder):
    """Every form of every lower-case word of the Russian spelling dictionary."""
    folder = pathlib.Path(folder)
    rules = collections.defaultdict(list)
    for line in (folder / "ru_RU.aff").read_text(encoding="utf-8", errors="replace").splitlines():
        parts = line.split()
        if len(parts) >= 5 and parts[0] == "SFX":
            strip, add, condition = parts[2], parts[3], parts[4]
            rules[parts[1]].append(("" if strip == "0" else strip, "" if add == "0" else add, re.compile(condition + "$")))
    for line in (folder / "ru_RU.dic").read_text(encoding="utf-8", errors="replace").splitlines()[1:]:
        word, _, flags = line.strip().partition("/")
        if not word or not word.islower():
            continue
        yield word
        for flag in flags:
            for strip, add, condition in rules[flag]:
                if word.endswith(strip) and condition.search(word):
                    yield word[:len(word) - len(strip)] + add


def build_russian(lists, texts, hunspell):
    letters = re.compile(r"[а-яё]+$")
    lower, upper = counts(texts, re.compile(r"[А-Яа-яЁё]+"))
    folded = collections.Counter()
    for word, count in lower.items():
        folded[fold_russian(word)] += count
    flags = collections.Counter()

    def add(entries, flag_of, shortest=3):
        for entry in entries:
            for word in fold_russian(entry).split("-"):
                if len(word) >= shortest and letters.match(word):
                    flags[word] |= flag_of(word)

    add(lists("ru_first_names", "ru_first_names_ambiguous", "ru_first_names_faker"), russian_gender, shortest=2)
    add(lists("ru_surnames"), lambda word: SURNAME)
    add(lists("ru_surnames_faker"), lambda word: SURNAME | USUAL_SURNAME)
    add(lists("ru_first_names_faker"), lambda word: USUAL_GIVEN)
    for word in list(flags):  # a woman's surname is read by rule from the man's
        for woman, man in (("ова", "ов"), ("ева", "ев"), ("ина", "ин"), ("ская", "ский"), ("цкая", "цкий")):
            if word.endswith(woman) and flags[word] == SURNAME and flags.get(word[:-len(woman)] + man, 0) & SURNAME:
                del flags[word]
                break
    for word in list(flags):  # verbs and function words that the source list holds by mistake
        if flags[word] == SURNAME and (folded[word] >= 200 or re.search("[аяеиуыо]ть$|[аяеиуы]ться$", word)):
            del flags[word]
    stems = {word[:len(word) - cut] for word in flags for cut in range(3) if len(word) - cut >= 2}
    ordinary = {fold_russian(word) for word in hunspell_words(hunspell)}
    ordinary |= {word for word, count in folded.items() if count >= 3 and 4 * count > upper[word]}
    ordinary -= {word for word, count in upper.items() if count >= 8 and 10 * folded[word] < count}
    given = {word[:len(word) - cut] for word, flag in flags.items() if flag & GIVEN for cut in range(2)}
    for word in sorted(ordinary):
        if not folded[word] and any(word[:len(word) - cut] in given for cut in range(3)):
            continue  # a word only the spelling dictionary knows, and maybe the form of a given name
        if letters.match(word) and any(word[:len(word) - cut] in stems for cut in range(4) if len(word) > cut):
            often = folded[word] >= 15 and folded[word] > 2 * upper[word]
            flags[word] |= ORDINARY | (FREQUENT if often else 0)
    for word, count in folded.items():  # any other word of running text, which may begin a sentence
        if word not in flags and letters.match(word) and len(word) >= 3 and (count >= 2 or word in ordinary):
            flags[word] |= ORDINARY
    def places(entries, unless):
        for entry in entries:
            entry = fold_russian(re.sub(r"\(.*\)", "", entry)).strip()
            if letters.match(entry) and not flags[entry] & unless:
                flags[entry] |= PLACE

    places(lists("ru_cities_faker", "ru_cities_mimesis", "ru_cities_russiafaker", "ru_countries_cldr",
                 "ru_regions_faker"), unless=USUAL_SURNAME)
    places(lists("ru_cities_geonames_ru", "ru_cities_geonames_world_15000"), unless=GIVEN | SURNAME)
    return flags


def build_opencorpora(lists, known):
    """Given names that only OpenCorpora has; a file of its own, because that dictionary is CC BY-SA 3.0."""
    flags = collections.Counter()
    for entry in lists("ru_first_names_opencorpora"):
        for word in fold_russian(entry).split("-"):
            if len(word) >= 3 and re.match("[а-я]+$", word) and not known.get(word, 0) & (GIVEN | ORDINARY):
                flags[word] |= russian_gender(word)
    return flags


# ---------------------------------------------------------------- Latin script

TRANSLITERATIONS = [  # letters that schemes spell differently: GOST, passports, common use
    dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюя",
             "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".split())),
    dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюя",
             "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y _ e iu ia".split())),
    dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюя",
             "a b v g d e j z i j k l m n o p r s t u f h c ch sh sch _ y _ e ju ja".split())),
]


def latin_spellings(word):
    for table in TRANSLITERATIONS:
        spelled = "".join(table[letter] for letter in word).replace("_", "")
        yield spelled
        yield re.sub(r"(iy|yy|ii|ij)$", "y", spelled)
        yield spelled.replace("ks", "x")
    if word.startswith("е"):
        yield "y" + "".join(TRANSLITERATIONS[0][letter] for letter in word).replace("_", "")


def fold_latin(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


def build_latin(lists, raw, words):
    letters = re.compile(r"[a-zà-öø-ÿ]+$")
    lower, upper = counts([raw / "raw_en.txt"], re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+"))
    flags = collections.Counter()

    def add(entries, flag, shortest=3):
        for entry in entries:
            for word in fold_latin(entry).replace("'", "-").split("-"):
                if len(word) >= shortest and letters.match(word):
                    flags[word] |= flag

    add(lists("en_first_names_male_census1990"), GIVEN_MALE, shortest=2)
    add(lists("en_first_names_female_census1990"), GIVEN_FEMALE, shortest=2)
    add(lists("en_first_names_faker"), GIVEN | USUAL_GIVEN)
    add(lists("en_surnames_census1990"), SURNAME, shortest=2)
    add(lists("en_surnames_census_top", "en_surnames_faker"), SURNAME | USUAL_SURNAME)
    add(lists("ar_given_names_latin"), GIVEN)
    add(lists("ar_surnames_latin"), SURNAME)
    add(lists("world_first_names_faker"), GIVEN)
    add(lists("world_surnames_faker"), SURNAME)
    for name in lists("ru_first_names_faker", "ru_first_names"):
        name = fold_russian(name)
        if re.match("[а-я]{3,}$", name):
            add(latin_spellings(name), russian_gender(name))
    for name in lists("ru_surnames_faker"):
        name = fold_russian(name)
        if re.match("[а-я]{3,}$", name):
            add(latin_spellings(name), SURNAME | USUAL_SURNAME)
    vocabulary = {word.strip() for word in open(words, encoding="utf-8")}
    vocabulary = {word for word in vocabulary if letters.match(word)} | set(lists("en_names_also_common_words"))
    vocabulary |= {word for word, count in lower.items() if count >= 5}
    # In these long lists somebody bears every word and surname, and what stands for things in programs: that makes it no name
    # here, or no given name.
    for gender, flag in (("male", GIVEN_MALE), ("female", GIVEN_FEMALE)):
        add((name for name in lists(f"world_given_{gender}_consensus", f"en_first_names_{gender}_census2020")
             if name not in vocabulary and not (flags[name] & SURNAME and not flags[name] & GIVEN)), flag, shortest=4)
    add((name for name in lists("en_surnames_census2010", "en_surnames_census2020") if name not in vocabulary),
        SURNAME, shortest=4)
    for word in sorted(vocabulary):
        often = lower[word] >= 8 and lower[word] > 2 * upper[word]
        flags[word] |= ORDINARY | (FREQUENT if often else 0)
    for entry in lists("en_countries_cldr", "en_us_states", "en_cities_geonames_15000"):
        entry = fold_latin(entry)
        if letters.match(entry) and len(entry) > 3:
            flags[entry] |= PLACE
    return flags


# ---------------------------------------------------------------- Arabic

def fold_arabic(text):
    text = re.sub("[\u0610-\u061a\u064b-\u065f\u0670\u0640]", "", text)
    return text.translate(str.maketrans("أإآٱؤئىیةک", "ااااوييي\u0647ك"))


# Given names of many persons that are words as well, in what people write if not in encyclopedias; not to be called usual.
ARABIC_WORDS = set(map(fold_arabic, """
    عبد أبو آيت نايت حاج سيدي مولاي مني هبة حنان سماح صفاء سهام إحسان تيسير إلهام عبير سحر عزة بسمة كريمة سعيدة لطيفة نبيلة
    حليمة حبيبة عزيزة شريفة فضيلة رشيدة حميدة ماجدة بديعة نسيمة راضية شادية دلال خلود شروق رحاب روضة منار حلمي عوض عون عطية
    عطا غيث جمعة زهور جوهر حمادة رباب ندى نهى علا هلا ولاء حنين تغريد تهاني عواطف بهيجة خيرية سالي صبا معتصم منتظر نعمة شفيق
    سميح بكر رعد غزلان برهان عفاف فائز فائزة باسل حسان منصف سيف بدر حمد نجم شمس أسعد جواد إسلام آمال هالة بشير مبارك نور
    ثريا ربيع يسرا وداد دينا دانا شيخة حصة هيا ملاك جنى أنس إياد سمر أديب مجيد رفعت بهجت رضا جامع خير عيد سلامة سنية منية نزيهة وئام
""".split()))
# Usual ones of the Gulf that lists of known people have seldom.
ARABIC_USUAL = set(map(fold_arabic, """
    العنود وضحى مشاعل غدير لجين جوري ليان ريتاج أروى موضي نوف البندري ريماس تالا سعود فيصل متعب
""".split()))


def build_arabic(lists, raw):
    letters = re.compile("[\u0620-\u064a]+$")
    running = collections.Counter()
    with open(raw / "raw_ar.txt", encoding="utf-8") as text:
        for line in text:
            running.update(re.findall("[\u0620-\u064a]+", fold_arabic(line)))
    flags, names, firsts = collections.Counter(), collections.Counter(), collections.Counter()
    given = list(lists("ar_given_names", "ar_first_names_faker_ar_AA", "ar_first_names_faker_ar_DZ"))
    surnames = list(lists("ar_surnames_units", "ar_surnames_faker_ar_AA", "ar_surnames_faker_ar_DZ",
                          "ar_surnames_faker_ar_SA", "ar_surnames_faker_ar_PS"))
    for entries, flag in ((given, GIVEN), (surnames, SURNAME)):
        for entry in map(fold_arabic, entries):
            if letters.match(entry) and len(entry) >= 3:
                flags[entry] |= flag
    for entry in map(fold_arabic, lists("ar_first_names_faker_ar_AA", "ar_first_names_faker_ar_DZ")):
        if letters.match(entry):
            flags[entry] |= USUAL_GIVEN
    for entry in map(fold_arabic, given + surnames):  # «عبد الرحمن», also written as one word
        parts = entry.split()
        if len(parts) == 2 and parts[0] == "عبد" and letters.match(parts[1]):
            flags["".join(parts)] |= GIVEN | USUAL_GIVEN
    for entry in map(fold_arabic, lists("ar_name_tokens_jrc")):
        if letters.match(entry) and len(entry) >= 3:
            flags[entry] |= GIVEN | SURNAME
    for entry in map(fold_arabic, lists("ar_full_names")):
        parts = entry.split()
        if len(parts) > 1:
            firsts[parts[0]] += 1
        for position, part in enumerate(parts):
            names[part] += 1
            if letters.match(part) and len(part) >= 3:
                flags[part] |= GIVEN if position == 0 else SURNAME
    for word in list(flags):
        if word.startswith("عبدال"):
            continue
        # A word that running text has often and lists of people rarely is an ordinary word.
        often, seldom = running[word], names[word]
        if often >= 4 and often > seldom:
            flags[word] |= ORDINARY | (FREQUENT if often > 25 * max(1, seldom) else 0)
    # So are names that many people have and running text has seldom.
    for word, count in firsts.items():
        if count >= 8 and count >= 3 * running[word] and len(word) >= 3 and not word.startswith("ال") \
                and word not in ARABIC_WORDS:
            flags[word] |= GIVEN | USUAL_GIVEN
    for word in ARABIC_USUAL:
        flags[word] |= GIVEN | USUAL_GIVEN
    for word, count in running.items():
        rest = word[1:] if word[0] in "وفبلك" else ""
        if flags.get(rest, 0) & USUAL_GIVEN and 3 * count < running[rest]:
            continue  # a clitic and a name, which is the commoner word
        if count >= 10 and word not in flags and letters.match(word):
            flags[word] |= ORDINARY | (FREQUENT if count >= 60 else 0)
    for entry in map(fold_arabic, lists("ar_countries_cldr", "ar_cities_geonames_arab",
                                        "ar_cities_geonames_world_15000")):
        if letters.match(entry) and len(entry) >= 3:
            flags[entry] |= PLACE
    return flags


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("gazetteers", "raw", "fiction", "hunspell-ru", "words", "out"):
        parser.add_argument(f"--{option}", required=True)
    options = parser.parse_args()
    lists, raw, out = Lists(options.gazetteers), pathlib.Path(options.raw), pathlib.Path(options.out)
    russian = build_russian(lists, [raw / "raw_ru.txt", pathlib.Path(options.fiction)], options.hunspell_ru)
    write_lexicon(out / "cyrillic.lexicon", russian)
    write_lexicon(out / "cyrillic-opencorpora.lexicon", build_opencorpora(lists, russian))
    write_lexicon(out / "latin.lexicon", build_latin(lists, raw, options.words))
    write_lexicon(out / "arabic.lexicon", build_arabic(lists, raw))


if __name__ == "__main__":
    main()
