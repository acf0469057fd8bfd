# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Every field that the published types of the client libraries name, as paths of the coverage table."""

from __future__ import annotations

import collections.abc
import inspect
import types
import typing

import pydantic
from typing_extensions import get_type_hints, is_typeddict

import anthropic.types as an
import openai.types as oa
import openai.types.chat as chat
import openai.types.responses as rs

# Types hold themselves (a tool's result has blocks again): deeper is what the tables leave to the default too.
DEEPEST = 4

ROOTS = {
    ("openai", "POST /v1/chat/completions", "request"): [chat.completion_create_params.CompletionCreateParamsNonStreaming,
                                                         chat.completion_create_params.CompletionCreateParamsStreaming],
    ("openai", "POST /v1/chat/completions", "response"): [chat.ChatCompletion],
    ("openai", "POST /v1/chat/completions", "event"): [chat.ChatCompletionChunk],
    ("openai", "POST /v1/responses", "request"): [rs.response_create_params.ResponseCreateParamsNonStreaming,
                                                  rs.response_create_params.ResponseCreateParamsStreaming],
    ("openai", "POST /v1/responses", "response"): [rs.Response],
    ("openai", "POST /v1/responses", "event"): [rs.ResponseStreamEvent],
    ("openai", "POST /v1/completions", "request"): [oa.completion_create_params.CompletionCreateParamsNonStreaming],
    ("openai", "POST /v1/completions", "response"): [oa.Completion],
    ("openai", "POST /v1/completions", "event"): [oa.Completion],
    ("openai", "POST /v1/embeddings", "request"): [oa.EmbeddingCreateParams],
    ("openai", "POST /v1/embeddings", "response"): [oa.CreateEmbeddingResponse],
    ("openai", "POST /v1/moderations", "request"): [oa.ModerationCreateParams],
    ("openai", "POST /v1/moderations", "response"): [oa.ModerationCreateResponse],
    ("anthropic", "POST /v1/messages", "request"): [an.message_create_params.MessageCreateParamsNonStreaming,
                                                    an.message_create_params.MessageCreateParamsStreaming,
                                                    an.MessageCountTokensParams],
    ("anthropic", "POST /v1/messages", "response"): [an.Message, an.MessageTokensCount],
    ("anthropic", "POST /v1/messages", "event"): [an.RawMessageStreamEvent],
}


def fields(root: object) -> set[str]:
    """The paths of everything in a type that may hold a string, a number or anything."""
    found: set[str] = set()
    _walk(root, "", (), found)
    return found


def _walk(kind: object, path: str, above: tuple, found: set[str]) -> None:
    origin = typing.get_origin(kind)
    if isinstance(kind, typing.TypeAliasType if hasattr(typing, "TypeAliasType") else ()):
        return _walk(kind.__value__, path, above, found)
    if origin is typing.Annotated or str(origin).endswith("Required"):
        return _walk(typing.get_args(kind)[0], path, above, found)
    if origin in (typing.Union, types.UnionType):
        for part in typing.get_args(kind):
            _walk(part, path, above, found)
        return None
    if origin is typing.Literal or kind is type(None) or kind is bool:
        return found.add(path) if origin is typing.Literal else None
    if origin in (dict, collections.abc.Mapping):
        return _walk(typing.get_args(kind)[1], f"{path}.*", above, found)
    if _is_list(origin, kind):
        arguments = typing.get_args(kind)
        return _walk(arguments[0] if arguments else object, f"{path}[]", above, found)
    if inspect.isclass(kind) and (is_typeddict(kind) or issubclass(kind, pydantic.BaseModel)):
        if above.count(kind) >= 2 or path.count(".") >= DEEPEST + 3:
            return None
        for name, inner in _members(kind).items():
            _walk(inner, f"{path}.{name}" if path else name, (*above, kind), found)
        return None
    if kind in (str, int, float, object, typing.Any) or kind is not None:
        found.add(path)
    return None


def _is_list(origin: object, kind: object) -> bool:
    return origin in (list, tuple, collections.abc.Iterable, collections.abc.Sequence) or "SequenceNotStr" in str(origin)


def _members(kind: type) -> dict[str, object]:
    if is_typeddict(kind):
        return {name: inner for name, inner in get_type_hints(kind, include_extras=False).items()}
    return {field.alias or name: field.annotation for name, field in kind.model_fields.items()}


def steps(path: str) -> tuple[str, ...]:
    """`a.b[].*` as `a`, `b`, `[]`, `*`."""
    found: list[str] = []
    for part in path.split("."):
        name = part.rstrip("[]")
        found += ([name] if name else []) + ["[]"] * ((len(part) - len(name)) // 2)
    return tuple(found)


class Table:
    """The rows of one body, to look paths up in."""

    def __init__(self, rows: list[tuple[str, str]]):
        self.root: dict = {}
        for path, treatment in rows:
            node = self.root
            for step in steps(path):
                node = node.setdefault(step, {})
            # What is taken out, or is a schema, is decided with all that is in it.
            node["row"] = True
            if treatment in ("removed", "schema"):
                node["**"] = {"row": True}

    def undecided(self, path: str) -> str | None:
        """The shortest beginning of a path that no row leads to; `None` where a row speaks of all of it."""
        node, walked = self.root, ""
        for step in steps(path):
            if "**" in node:
                return None
            walked = f"{walked}[]" if step == "[]" else f"{walked}.{step}".lstrip(".")
            following = node.get(step) or (node.get("*") if step != "[]" else None)
            if following is None:
                return walked
            node = following
        return None if node.get("row") or "**" in node else walked
