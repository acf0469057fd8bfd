# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Starts the built binary the way an operator does and looks at what it leaves behind."""

from __future__ import annotations

import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from ports import free_ports

BINARY = os.environ["ZAVESA_BINARY"]
ROOT = pathlib.Path(__file__).resolve().parents[2]


class Gateway:
    """A running `zavesa serve`."""

    def __init__(self, data: pathlib.Path, upstreams: list[str], *arguments: str, config: str | None = None,
                 log_level: str = "trace", under: tuple[str, ...] = ()):
        self.data = data
        self.log_path = data.parent / f"{data.name}.log"
        self.port, self.admin_port = free_ports(2)
        self.config = data.parent / f"{data.name}.yaml"
        self.config.write_text(config or "home: [RU]\n", encoding="utf-8")
        self.arguments = [
            *under, BINARY, "serve", "--config", str(self.config), "--data", str(data),
            "--listen", f"127.0.0.1:{self.port}", "--admin-listen", f"127.0.0.1:{self.admin_port}",
            *(part for upstream in upstreams for part in ("--upstream", upstream)), *arguments,
        ]
        self.environment = {**os.environ, "ZAVESA_LOG_LEVEL": log_level, "ZAVESA_RESOURCES": str(ROOT),
                            "SWIFT_BACKTRACE": "enable=no"}
        self.process: subprocess.Popen | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def log(self) -> bytes:
        return self.log_path.read_bytes()

    def start(self) -> None:
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(self.arguments, stdout=log, stderr=log, env=self.environment)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"the gateway ended with {self.process.returncode}:\n{self.log.decode()[-4000:]}")
            if self.get("/readyz", admin=True)[0] == 200:
                return
            time.sleep(0.02)
        raise AssertionError(f"the gateway did not become ready:\n{self.log.decode()[-4000:]}")

    def get(self, path: str, admin: bool = False) -> tuple[int, bytes]:
        port = self.admin_port if admin else self.port
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        except OSError:
            return 0, b""

    def post(self, body: bytes, path: str = "/v1/chat/completions", **headers: str) -> tuple[int, dict, bytes]:
        fields = {"content-type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=body, headers=fields)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read()

    def chat(self, text: str, **headers: str) -> tuple[int, dict, dict]:
        body = json.dumps({"model": "m", "messages": [{"role": "user", "content": text}]}, ensure_ascii=False)
        status, fields, answer = self.post(body.encode(), **headers)
        return status, fields, json.loads(answer)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()
                raise

    def run(self, *arguments: str, **options) -> subprocess.CompletedProcess:
        return subprocess.run([BINARY, *arguments], capture_output=True, env=self.environment, timeout=120, **options)

    def events(self) -> list[dict]:
        """Every audit event, in order."""
        lines: list[dict] = []
        for segment in sorted((self.data / "audit").glob("*.jsonl")):
            lines += [json.loads(line) for line in segment.read_bytes().splitlines()]
        return lines

    def codes(self) -> list[str]:
        """The codes of the events so far, also while a line is being written."""
        segments = sorted((self.data / "audit").glob("*.jsonl"))
        return [code for segment in segments for code in re.findall(r'"code":"(\w+)"', segment.read_text(encoding="utf-8"))]

    def files(self) -> dict[str, bytes]:
        """Every file the gateway has written."""
        return {str(path): path.read_bytes() for path in self.data.rglob("*") if path.is_file()}
