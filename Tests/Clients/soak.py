# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Steady load on one gateway, its memory by the second, and a verdict: python soak.py MINUTES REQUESTS_A_SECOND."""

from __future__ import annotations

import itertools
import json
import pathlib
import resource
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection

from gateway import Gateway
from upstream import Upstream

# More than this over the second half of the run is growth: 8 MiB an hour in a run of an hour.
CALLERS, LIMIT = 8, 4 << 20
CONFIG = """home: [RU]
limits:
  rates: {default: {requests_per_minute: 1000000, tokens_per_minute: 1000000000, concurrent: 64}}
  budgets: [{per: month, tokens: 1000000000000}]
"""


def memory(pid: int) -> int:
    """Resident bytes."""
    return int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()


def slope(samples: list[tuple[float, int]]) -> float:
    """Bytes a second, by least squares."""
    mean_time = sum(time for time, _ in samples) / len(samples)
    mean_size = sum(size for _, size in samples) / len(samples)
    spread = sum((time - mean_time) ** 2 for time, _ in samples)
    return sum((time - mean_time) * (size - mean_size) for time, size in samples) / spread


def load(port: int, stop: threading.Event, served: list[int], caller: int, rate: float) -> None:
    """One caller: whole answers, streams, conversations that are all new, a refused body, a caller that leaves."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    began = time.monotonic()
    for number in itertools.count():
        # What fell behind is made up for, so that the load is the same on a slow machine and a fast one.
        if stop.wait(max(0, began + number / rate - time.monotonic())):
            return
        text = f"Пишите на user{caller}.{number % 5000}@example.org, {'слово ' * (number % 200)}"
        body = json.dumps({"model": "m", "stream": number % 3 == 0, "messages": [{"role": "user", "content": text}]})
        if number % 50 == 0:
            body = body[:-1]
        connection.request("POST", "/v1/chat/completions", body.encode(), {"content-type": "application/json"})
        answer = connection.getresponse()
        if number % 97 == 0:
            connection.close()
            continue
        answer.read()
        served[caller] += 1


def main(minutes: float, rate: float) -> int:
    upstream = Upstream()
    with tempfile.TemporaryDirectory() as folder:
        gateway = Gateway(pathlib.Path(folder) / "data", [f"main={upstream.url},country=RU"], config=CONFIG,
                          log_level="error")
        stop, served = threading.Event(), [0] * CALLERS
        threads = [threading.Thread(target=load, args=(gateway.port, stop, served, number, rate / CALLERS))
                   for number in range(CALLERS)]
        for thread in threads:
            thread.start()
        began, samples = time.monotonic(), []
        try:
            while (passed := time.monotonic() - began) < minutes * 60:
                time.sleep(1)
                # What this program itself keeps is not the question.
                upstream.requests.clear()
                upstream.raw.clear()
                samples.append((passed, memory(gateway.process.pid)))
                if len(samples) % 60 == 0:
                    print(f"{passed / 60:5.0f} min  {samples[-1][1] / 2**20:7.1f} MiB  {sum(served):8d} answers", flush=True)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
            gateway.stop()
    # Pools, caches and the vault's pages fill up first.
    settled = samples[len(samples) // 2:]
    per_second = slope(settled)
    grows = per_second * (settled[-1][0] - settled[0][0]) > LIMIT
    print(f"{sum(served)} answers in {minutes:g} min, {sum(served) / minutes / 60:.0f} a second; memory "
          f"{samples[0][1] / 2**20:.1f} to {samples[-1][1] / 2**20:.1f} MiB, most {max(s for _, s in samples) / 2**20:.1f}; "
          f"over the second half {per_second * 3600 / 2**20:+.1f} MiB an hour: {'GROWS' if grows else 'steady'}")
    return 1 if grows else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), float(sys.argv[2])))
