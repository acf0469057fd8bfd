# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pathlib

import pytest
from gateway import Gateway
from upstream import Upstream


@pytest.fixture
def upstream():
    server = Upstream()
    yield server
    server.close()


@pytest.fixture
def start(tmp_path: pathlib.Path):
    """Starts gateways that are stopped when the test ends."""
    started: list[Gateway] = []

    def begin(upstreams: list[str], *arguments: str, **options) -> Gateway:
        gateway = Gateway(tmp_path / f"data{len(started)}", upstreams, *arguments, **options)
        started.append(gateway)
        return gateway

    yield begin
    for gateway in started:
        gateway.stop()


@pytest.fixture
def gateway(start, upstream):
    return start([f"rec={upstream.url},country=RU"])
