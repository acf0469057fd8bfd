# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Texts written for the tests, with the values that must not leave."""

from __future__ import annotations

import base64
import html
import json
import urllib.parse

CONVERSATIONS = {
    "ru": (
        "Здравствуйте! Меня зовут Иванова Мария Петровна, паспорт 4509 123456, СНИЛС 112-233-445 95, "
        "телефон +7 (912) 345-67-89, почта maria.ivanova@example.ru. Напишите ответ Ивановой Марии Петровне.",
        ["Иванова Мария Петровна", "Ивановой Марии Петровне", "4509 123456", "112-233-445 95",
         "+7 (912) 345-67-89", "maria.ivanova@example.ru"],
    ),
    "en": (
        "My name is John Smith, SSN 536-22-8726, card 4111 1111 1111 1111, e-mail john.smith@example.com. "
        "Please write to John Smith.",
        ["John Smith", "536-22-8726", "4111 1111 1111 1111", "john.smith@example.com"],
    ),
    "ar": (
        "اسمي محمد أحمد العتيبي ورقم الهوية 1012345672 وبريدي mohammed@example.sa والجوال +966 50 123 4567.",
        ["محمد أحمد العتيبي", "1012345672", "mohammed@example.sa", "+966 50 123 4567"],
    ),
}


def spellings(value: str) -> set[bytes]:
    """The ways a value might still be written somewhere."""
    raw = value.encode()
    found = {
        raw, raw.upper(), value.casefold().encode(),
        json.dumps(value)[1:-1].encode(), json.dumps(value)[1:-1].upper().encode(),
        urllib.parse.quote(value).encode(), urllib.parse.quote_plus(value).encode(),
        html.escape(value).encode(), raw[::-1], value.encode("utf-16-le"), raw.hex().encode(),
    }
    # A value inside a longer base64 text may begin at any of three alignments; compare the part that is certain.
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + raw)
        inner = encoded[4 if shift else 0:len(encoded) // 4 * 4 - 4]
        if len(inner) >= 8:
            found.add(inner)
            found.add(inner.replace(b"+", b"-").replace(b"/", b"_"))
    digits = "".join(c for c in value if c.isdigit())
    if len(digits) >= 9 and len(digits) * 2 >= len(value):
        found.add(digits.encode())
    return {spelling for spelling in found if len(spelling) >= 6}


def leaks(haystack: bytes, values: list[str]) -> list[str]:
    """Which of the values stand in the bytes, in any spelling."""
    return [value for value in values if any(spelling in haystack for spelling in spellings(value))]


# A provider abroad with every paper that Russia asks for, for upstreams with provider=far.
FAR = """\
providers:
  - name: far
    entity: Far Models Inc.
    jurisdiction: US
    hosting: foreign
    keeps_logs_days: 0
    trains_on_data: false
    sub_processors: []
    agreement: { ref: DPA-2026-7, valid_to: 2099-12-31, incident_hours: 24 }
    transfer: { mechanism: none, notification_ref: RKN-2026-17, notification_status: effective,
                assessment_ref: TIA-3, assessment_valid_to: 2099-12-31 }
"""
