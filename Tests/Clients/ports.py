# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Ports for servers of tests and benchmarks."""

from __future__ import annotations

import contextlib
import socket


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on, all different: each is held until the last one is known."""
    with contextlib.ExitStack() as held:
        probes = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [probe.getsockname()[1] for probe in probes]
