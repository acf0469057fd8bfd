# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""LiteLLM's proxy with its Presidio guardrail, of which nothing but the URL is changed."""

from __future__ import annotations

import hashlib

import openai
import pytest
from gateway import Gateway
from litellm_proxy import LiteLLM
from samples import leaks
from upstream import Upstream

KEY = "key-of-litellm"
TEXT = ("Здравствуйте! Меня зовут Орлова Мария Сергеевна, СНИЛС 112-233-445 95, телефон +7 (912) 345-67-89, "
        "почта m.orlova@example.ru. Напишите ответ.")
VALUES = ["Орлова Мария Сергеевна", "112-233-445 95", "+7 (912) 345-67-89", "m.orlova@example.ru"]


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """A gateway with keys, LiteLLM in front of it, and the model behind LiteLLM."""
    folder = tmp_path_factory.mktemp("litellm")
    keys = folder / "keys"
    keys.write_text(f"litellm acme sha256:{hashlib.sha256(KEY.encode()).hexdigest()}\n", encoding="utf-8")
    keys.chmod(0o600)
    model = Upstream()
    gateway = Gateway(folder / "data", [], config=f"home: [RU]\nkeys_file: {keys}\n")
    litellm = None
    try:
        # LiteLLM takes no key for Presidio, but a URL with one.
        litellm = LiteLLM(folder, model.url, f"http://litellm:{KEY}@127.0.0.1:{gateway.port}",
                          {"output_parse_pii": True, "presidio_filter_scope": "input", "presidio_language": "ru"})
        yield gateway, litellm, model
    finally:
        if litellm:
            litellm.stop()
        gateway.stop()
        model.close()


def client(litellm: LiteLLM) -> openai.OpenAI:
    return openai.OpenAI(base_url=litellm.url, api_key="unused", max_retries=0)


def test_a_whole_answer_comes_back_with_its_values(parts):
    _, litellm, model = parts
    answer = client(litellm).chat.completions.create(model="m", messages=[{"role": "user", "content": TEXT}])
    sent = model.requests[-1].last_user_text
    assert "<PERSON_1>" in sent and "<RU_SNILS_2>" in sent and "<PHONE_NUMBER_3>" in sent
    assert leaks(bytes(model.raw), VALUES) == []
    assert answer.choices[0].message.content == TEXT


def test_a_streamed_answer_comes_back_with_its_values(parts):
    _, litellm, model = parts
    count = len(model.requests)
    events = client(litellm).chat.completions.create(
        model="m", messages=[{"role": "user", "content": TEXT}], stream=True)
    text = "".join(e.choices[0].delta.content or "" for e in events if e.choices)
    assert len(model.requests) == count + 1 and model.requests[-1].json["stream"] is True
    assert leaks(bytes(model.raw), VALUES) == []
    assert text == TEXT


def test_each_text_is_on_record_without_its_values(parts):
    gateway, litellm, _ = parts
    before = len(gateway.events())
    client(litellm).chat.completions.create(model="m", messages=[{"role": "user", "content": TEXT}])
    events = gateway.events()[before:]
    assert [e["api"] for e in events] == ["presidio.analyze", "presidio.anonymize"]
    assert events[0]["data"]["entities"] == {"PERSON": 1, "RU_SNILS": 1, "PHONE": 1, "EMAIL": 1}
    assert leaks(b"".join(gateway.files().values()) + gateway.log, VALUES) == []


def test_a_text_that_cannot_be_searched_does_not_reach_the_model(parts):
    gateway, litellm, model = parts
    gateway.kill()
    count = len(model.requests)
    try:
        with pytest.raises(openai.APIStatusError):
            client(litellm).chat.completions.create(model="m", messages=[{"role": "user", "content": TEXT}])
        assert len(model.requests) == count
    finally:
        gateway.start()
