# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Other gateways, started as their documentation says, with nothing switched on that a plain proxy does not need."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess

from load import wait_for
from ports import free_ports

MODEL = "gpt-4o-mini"
# A key of ferrogw's form: it takes no request without one.
KEY = "fgw_00000000000000000000000000000000"


class Rival:
    """A running gateway; ends with the `with` it stands in."""

    def __init__(self, arguments: list[str], port: int, folder: pathlib.Path, **environment: str):
        folder.mkdir()
        self.port = port
        # Nothing of the surrounding environment goes in: a package may read what it finds there.
        self.process = subprocess.Popen(
            arguments, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8", **environment})
        wait_for(port, 120)

    @property
    def pid(self) -> int:
        return self.process.pid

    def __enter__(self) -> "Rival":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def ferrogw(folder: pathlib.Path, upstream: int, program: str) -> Rival:
    """Written in Go."""
    (port,) = free_ports(1)
    config = folder / "ferrogw.yaml"
    config.write_text("strategy: {mode: single}\ntargets: [{virtual_key: openai}]\n", encoding="utf-8")
    return Rival([program, "serve"], port, folder / "ferrogw", PORT=str(port), GATEWAY_CONFIG=str(config),
                 OPENAI_BASE_URL=f"http://127.0.0.1:{upstream}", OPENAI_API_KEY="unused", MASTER_KEY=KEY, LOG_LEVEL="error",
                 RATE_LIMIT_RPS="1000000", RATE_LIMIT_BURST="1000000")


def smg(folder: pathlib.Path, upstream: int, program: str) -> Rival:
    """Written in Rust. Asks the upstream for its models before it takes a request."""
    port, metrics = free_ports(2)
    return Rival([program, "launch", "--host", "127.0.0.1", "--port", str(port), "--prometheus-port", str(metrics),
                  "--worker-urls", f"http://127.0.0.1:{upstream}", "--policy", "round_robin", "--log-level", "error",
                  "--disable-load-monitoring"], port, folder / "smg")


def litellm(folder: pathlib.Path, upstream: int, program: str) -> Rival:
    """Written in Python; one process, as it starts by itself."""
    (port,) = free_ports(1)
    config = folder / "litellm.yaml"
    # JSON is YAML.
    config.write_text(json.dumps({
        "model_list": [{"model_name": MODEL, "litellm_params": {
            "model": f"openai/{MODEL}", "api_base": f"http://127.0.0.1:{upstream}/v1", "api_key": "unused"}}],
        "litellm_settings": {"telemetry": False, "num_retries": 0, "set_verbose": False}}), encoding="utf-8")
    return Rival([program, "--config", str(config), "--host", "127.0.0.1", "--port", str(port)], port, folder / "litellm",
                 LITELLM_LOCAL_MODEL_COST_MAP="True", LITELLM_TELEMETRY="False", LITELLM_LOG="ERROR")


def installed(folder: pathlib.Path, upstream: int) -> dict[str, "Rival"]:
    """Those whose programs the environment names, by name, running."""
    makers = {"ferrogw": ferrogw, "smg": smg, "litellm": litellm}
    return {name: make(folder, upstream, os.environ[variable]) for name, make in makers.items()
            if (variable := f"BENCH_{name.upper()}") in os.environ}
