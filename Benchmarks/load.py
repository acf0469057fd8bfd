# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Load, and what processes cost while they bear it."""

from __future__ import annotations

import json
import os
import pathlib
import re
import resource
import socket
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")
UNITS = {"us": 1.0, "ms": 1e3, "s": 1e6}


def detection_seconds(binary: str, texts: list[str]) -> float:
    """CPU time of `zavesa detect --jsonl` over the texts, less that of an empty run."""
    lines = [json.dumps({"id": str(number), "text": text}, ensure_ascii=False) for number, text in enumerate(texts)]

    def seconds(data: bytes) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([binary, "detect", "--jsonl"], input=data, stdout=subprocess.DEVNULL, check=True,
                       env={**os.environ, "ZAVESA_RESOURCES": str(ROOT)})
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return max(1e-6, seconds(("\n".join(lines) + "\n").encode()) - seconds(b""))


def children(pid: int) -> list[int]:
    text = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(word) for word in text.split()]


def cpu_seconds(pid: int) -> float:
    """User and system time of a process and its children that live."""
    total = 0
    for process in [pid, *children(pid)]:
        fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICK


def resident_megabytes(pid: int) -> float:
    pages = int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def wait_for(port: int, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.005)
    raise SystemExit(f"nothing listens on port {port}")


def nginx(folder: pathlib.Path, name: str, server: str) -> subprocess.Popen:
    """An nginx of our own with one worker and no access log."""
    root = folder / name
    root.mkdir()
    config = root / "nginx.conf"
    config.write_text(
        f"daemon off; worker_processes 1; pid {root}/pid; error_log {root}/error.log;\n"
        "events { worker_connections 4096; }\n"
        f"http {{ access_log off; client_body_temp_path {root}/body; proxy_temp_path {root}/proxy;\n"
        f"fastcgi_temp_path {root}/f; uwsgi_temp_path {root}/u; scgi_temp_path {root}/s;\n"
        "client_body_buffer_size 1m; keepalive_requests 10000000;\n" + server + "}\n")
    return subprocess.Popen(["nginx", "-p", str(root), "-c", str(config)], stderr=subprocess.DEVNULL)


class Load:
    """One run of wrk: requests a second, and latencies in µs."""

    def __init__(self, script: pathlib.Path, port: int, connections: int, seconds: int):
        done = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "20s", "-s", str(script),
             f"http://127.0.0.1:{port}/v1/chat/completions"],
            capture_output=True, text=True, check=True)
        text = done.stdout
        self.requests = int(re.search(r"(\d+) requests in", text)[1])
        self.errors = sum(int(n) for n in re.findall(r"Non-2xx or 3xx responses: (\d+)", text))
        self.errors += sum(int(n) for n in re.findall(r"(?:connect|read|write|timeout) (\d+)", text))
        self.p50, self.p99 = self._percentile(text, "50%"), self._percentile(text, "99%")

    @staticmethod
    def _percentile(text: str, name: str) -> float:
        value, unit = re.search(rf"{re.escape(name)}\s+([\d.]+)(us|ms|s)", text).groups()
        return float(value) * UNITS[unit]
