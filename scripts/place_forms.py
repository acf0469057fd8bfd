# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Case forms of Russian names of places, by their endings (А. А. Зализняк, «Грамматический словарь русского языка»).

Where an ending alone does not say how a name is declined, all that it can be are given: a form nobody writes does no harm.
"""
import itertools
import re

PREPOSITIONAL, GENITIVE, ACCUSATIVE, OTHER = 32, 64, 128, 0
#            nominative   genitive  dative accusative  instrumental prepositional
CASES = (ACCUSATIVE * 0, GENITIVE, OTHER, ACCUSATIVE, OTHER, PREPOSITIONAL)
VOWELS = "аеиоуыэюя"
HUSHING, VELAR = "жцчшщ", "гкх"
KINDS_AFTER = ("область", "край", "район", "округ", "республика", "море", "океан", "залив", "полуостров", "пролив")


def row(stem, endings):
    """Six forms; each ending may be several, joined by commas, and _ is none."""
    return [[stem + ("" if end == "_" else end) for end in cell.split(",")] for cell in endings.split(" ")]


def paradigms(word):
    """What a word's six forms can be."""
    if "-" in word:
        return compound(word)
    cut = lambda count: word[:-count]
    last, two = word[-1], word[-2:]
    if word in KINDS_FIXED:
        return [row(*KINDS_FIXED[word])]
    if len(word) < 4 and last in VOWELS + "й":
        return [row(word, "_ _ _ _ _ _")]
    if two == "ий" and len(word) > 4 and word[-3] in "нкгхщчжш":
        soft = word[-3] in "нщчжш"
        return [row(cut(2), "ий его ему ий им ем" if soft else "ий ого ому ий им ом")]
    if two == "ый":
        return [row(cut(2), "ый ого ому ый ым ом")]
    if two == "ая":
        return [row(cut(2), "ая ей ей ую ей ей" if word[-3] in HUSHING else "ая ой ой ую ой ой")]
    if two == "яя":
        return [row(cut(2), "яя ей ей юю ей ей")]
    if two == "ое":
        return [row(cut(2), "ое ого ому ое им ом" if word[-3] in VELAR else "ое ого ому ое ым ом")]
    if two == "ее":
        return [row(cut(2), "ее его ему ее им ем")]
    if two in ("ые", "ие") and len(word) > 4:
        vowel = two[0]
        return [row(cut(2), f"{two} {vowel}х {vowel}м {two} {vowel}ми {vowel}х")]
    if two == "ой":
        return [row(cut(2), "ой ого ому ой им ом" if word[-3] in VELAR else "ой ого ому ой ым ом"), row(cut(1), "й я ю й ем е")]
    if last == "й":
        return [row(cut(1), "й я ю й ем и" if two == "ий" else "й я ю й ем е")]
    if last == "ь":
        masculine, feminine = row(cut(1), "ь я ю ь ем е"), row(cut(1), "ь и и ь ью и")
        return [masculine, feminine] if word.endswith(("ль", "нь", "рь")) else [feminine]
    if two == "ия":
        return [row(cut(1), "я и и ю ей и")]
    if last == "я":
        return [row(cut(1), "я и е ю ей е")]
    if last == "а":
        genitive = "и" if word[-2] in VELAR + HUSHING and word[-2] != "ц" else "ы"
        return [row(cut(1), f"а {genitive} е у {'ей' if word[-2] in HUSHING else 'ой'} е")]
    if last == "о":
        fixed = [row(word, "_ _ _ _ _ _")]
        declined = re.search("(ов|ев|ин|ын|ск|цк|ст|ол|ер)о$", word)
        return fixed + ([row(cut(1), "о а у о ом е")] if declined else [])
    if two == "ье" or word.endswith("ще") or word.endswith("це"):
        return [row(cut(1), "е я ю е ем е" if two == "ье" else "е а у е ем е")]
    if last == "ы":
        return [row(cut(1), "ы _,ов ам ы ами ах")] + fleeting_plural(cut(1), "ы")
    if last == "и":
        return [row(word, "_ _ _ _ _ _"), row(cut(1), "и _,ов,ей ам,ям и ами,ями ах,ях")] + fleeting_plural(cut(1), "и")
    if last in VOWELS:
        return [row(word, "_ _ _ _ _ _")]
    endings = "_ а у _ ем,ом е" if last in HUSHING else "_ а у _ ом е"
    found = [row(word, endings)]
    if two in ("ец", "ок", "ек", "ел") and len(word) > 3:
        stem = cut(2) + ("й" if two == "ец" and word[-3] in VOWELS else "ь" if two == "ец" and word[-3] == "л" else "")
        found.append([[word]] + row(stem + last, endings)[1:3] + [[word]] + row(stem + last, endings)[4:])
    return found


def fleeting_plural(stem, ending):
    """Химки: Химок; Сосенки: Сосенок; Горки: Горок."""
    if len(stem) < 3 or stem[-1] not in "кц" or stem[-2] in VOWELS:
        return []
    base = stem[:-2] if stem[-2] in "ьй" else stem[:-1]
    return [row(stem, f"{ending} {'_'} ам {ending} ами ах")[:1] + [[base + "о" + stem[-1], base + "е" + stem[-1]]]
            + row(stem, f"{ending} _ ам {ending} ами ах")[2:]]


KINDS_FIXED = {
    "область": ("област", "ь и и ь ью и"), "море": ("мор", "е я ю е ем е"), "край": ("кра", "й я ю й ем е,ю"),
    "крым": ("крым", "_ а у _ ом у"), "дон": ("дон", "_ а у _ ом у"), "рим": ("рим", "_ а у _ ом е"),
    "горы": ("гор", "ы _ ам ы ами ах"), "острова": ("остров", "а ов ам а ами ах"),
    "штаты": ("штат", "ы ов ам ы ами ах"), "эмираты": ("эмират", "ы ов ам ы ами ах"),
    "земля": ("земл", "я и е ю ей е"), "лес": ("лес", "_ а у _ ом у"), "обь": ("об", "ь и и ь ью и"), "ока": ("ок", "а и е у ой е"), "уфа": ("уф", "а ы е у ой е"),
    "сша": ("сша", "_ _ _ _ _ _"),
}
ADJECTIVE = re.compile("(ск|цк|н|в|л|к|г|х|д|р|б|т|м)(ий|ый|ой|ая|ое|ие|ые)$|(ний|няя|нее)$")
SMALL = {"на", "и", "под", "над", "в", "при", "де", "ла"}


def declined(words):
    """By case, what names of several words can be: adjectives agree with what they stand before, the rest stays."""
    if not words:
        return
    last_adjective = 0
    while last_adjective < len(words) - 1 and ADJECTIVE.search(words[last_adjective]):
        last_adjective += 1
    moving = set(range(last_adjective + 1))
    if last_adjective == len(words) - 1:
        moving = set(range(len(words)))
    if "и" in words:
        moving = {index for index, word in enumerate(words) if word not in SMALL}
    for choice in itertools.product(*[paradigms(word) if index in moving else [None] for index, word in enumerate(words)]):
        for case in range(6):
            cells = [[word] if cells is None else cells[case] for word, cells in zip(words, choice)]
            for parts in itertools.product(*cells):
                yield case, " ".join(parts)


def compound(word):
    """The paradigms of a word with hyphens: what stands before a small word is declined, else the last part, and the first too
    where the last is an adjective: «Каменск-Уральский», but «Ханты-Мансийский»."""
    parts = word.split("-")
    small = [index for index, part in enumerate(parts) if part in SMALL]
    moving = {small[0] - 1} if small else {len(parts) - 1}
    if len(parts) == 2 and ADJECTIVE.search(parts[1]) and parts[0][-1] not in "ыиоеа":
        moving = {0, 1}
    choices = [paradigms(part) if index in moving else [[[part]] * 6] for index, part in enumerate(parts)]
    return [[["-".join(spelled) for spelled in itertools.product(*(cells[case] for cells in choice))] for case in range(6)]
            for choice in itertools.product(*choices)]


def forms(name):
    """Every form of a name in small letters, with the cases that prepositions of place ask for."""
    found = {}
    for case, form in declined(re.findall("[а-я]+(?:-[а-я]+)*", name)):
        found[form] = found.get(form, 0) | CASES[case]
    return found
