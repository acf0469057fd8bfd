# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""schemathesis sends what the served description allows, and what it does not, to the real server."""

from __future__ import annotations

import hashlib
import json
import os
import pathlib
import subprocess
import sys

KEY = "key-of-schemathesis"
HERE = pathlib.Path(__file__).parent


def test_the_server_keeps_to_its_description(start, upstream, tmp_path):
    keys = tmp_path / "keys"
    keys.write_text(f"app acme sha256:{hashlib.sha256(KEY.encode()).hexdigest()}\n", encoding="utf-8")
    keys.chmod(0o600)
    # With keys, so that the description's word on authentication is tried as well.
    # All of it comes from one address, which is not what is on trial here.
    gateway = start([f"rec={upstream.url},country=RU"],
                    config=f"home: [RU]\nkeys_file: {keys}\naccess: {{failures_per_minute: 100000}}\n")
    report = tmp_path / "report.json"
    run = subprocess.run(
        [pathlib.Path(sys.executable).parent / "schemathesis", "--config-file", HERE / "schemathesis.toml", "run",
         f"{gateway.url}/privacy/openapi.json", "--header", f"Authorization: Bearer {KEY}",
         "--max-examples", "40", "--seed", os.environ.get("ZAVESA_SEED", "1"), "--request-timeout", "60",
         "--report-json-path", report, "--no-color"],
        cwd=tmp_path, capture_output=True, text=True, timeout=400)
    assert run.returncode == 0, run.stdout[-8000:] + run.stderr[-2000:]
    gateway.stop()
    assert gateway.run("audit", "verify", "--data", str(gateway.data)).returncode == 0
    tried = {event["api"] for event in gateway.events() if "api" in event and not event["code"].startswith("AUT")}
    assert tried == {"privacy.detect", "privacy.tokenize", "privacy.restore", "privacy.preview",
                     "presidio.analyze", "presidio.anonymize"}
    # Each path was asked for what it takes, and took some of it; the description itself is where the paths come from.
    rates = json.loads(report.read_text("utf-8"))["valid_rates"]
    paths = json.loads((HERE.parents[1] / "api" / "openapi.json").read_text("utf-8"))["paths"]
    assert {name.split()[1] for name in rates} == set(paths) - {"/v1/privacy/openapi.json"}
    assert all(phases["fuzzing"]["accepted"] for phases in rates.values())
