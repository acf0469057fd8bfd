# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Starts LiteLLM's proxy, as its users do, in an environment of its own."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import time
import urllib.error
import urllib.request

from ports import free_ports

# Installed by scripts/clients.sh; without it the tests fail, they are not skipped.
PROGRAM = pathlib.Path(os.environ["ZAVESA_LITELLM"])


class LiteLLM:
    """A running LiteLLM proxy whose PII guardrail talks to `analyzer` and whose one model `m` is `model`."""

    def __init__(self, folder: pathlib.Path, model: str, analyzer: str, guardrail: dict):
        self.log_path = folder / "litellm.log"
        (self.port,) = free_ports(1)
        config = {
            "model_list": [{"model_name": "m", "litellm_params": {
                "model": "openai/m", "api_base": model, "api_key": "unused"}}],
            "guardrails": [{"guardrail_name": "zavesa", "litellm_params": {
                "guardrail": "presidio", "mode": "pre_call", "default_on": True, **guardrail}}],
            "litellm_settings": {"telemetry": False, "num_retries": 0},
        }
        # JSON is YAML.
        path = folder / "litellm.yaml"
        path.write_text(json.dumps(config), encoding="utf-8")
        # Nothing of the surrounding environment goes in: a package may read what it finds there.
        environment = {
            "PATH": f"{PROGRAM.parent}:/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8",
            "LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_TELEMETRY": "False",
            "PRESIDIO_ANALYZER_API_BASE": analyzer, "PRESIDIO_ANONYMIZER_API_BASE": analyzer,
        }
        with open(self.log_path, "wb") as log:
            self.process = subprocess.Popen(
                [str(PROGRAM), "--config", str(path), "--host", "127.0.0.1", "--port", str(self.port)],
                stdout=log, stderr=log, env=environment, cwd=folder)
        deadline = time.monotonic() + 120
        while not self._is_up():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise AssertionError(f"LiteLLM did not start:\n{self.log_path.read_text('utf-8')[-4000:]}")
            time.sleep(0.2)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def _is_up(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/liveliness", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False
