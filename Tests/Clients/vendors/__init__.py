# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Model servers that speak as the vendors' references say, and take nothing else: one module each, all alike.

A module has `flag` (how the gateway is pointed at it), `seen` (what a request says, once its form was checked), `answer`
(an answer, whole or as a stream), `refuse` (an error), `fail` (an error in a stream), and `PARALLEL`.
"""

from __future__ import annotations

from vendors import anthropic, gigachat, ollama, openai, yandexgpt

ALL = {module.__name__.rpartition(".")[2]: module for module in (openai, anthropic, ollama, gigachat, yandexgpt)}
