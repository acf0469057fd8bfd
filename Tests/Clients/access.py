# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Keys, certificates, and requests of different callers."""

from __future__ import annotations

import json
import os
import pathlib
import ssl
import subprocess
import time
import urllib.error
import urllib.request

from gateway import BINARY, ROOT


def keys(*arguments: str, data: pathlib.Path, config: pathlib.Path | None = None) -> subprocess.CompletedProcess:
    """`zavesa keys …` on a data folder."""
    extra = ["--data", str(data)]
    if arguments[0] != "list":
        extra += ["--config", str(config or ROOT / "zavesa.yaml"), "--resources", str(ROOT)]
    return subprocess.run([BINARY, "keys", *arguments, *extra], capture_output=True, text=True, timeout=60,
                          env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})


def create(*arguments: str, data: pathlib.Path) -> str:
    """A new key."""
    done = keys("create", *arguments, data=data)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def ask(gateway, method: str, path: str, key: str | None = None, body: dict | None = None, admin: bool = False,
        context: ssl.SSLContext | None = None, **headers: str) -> tuple[int, dict, bytes]:
    """One request, as one caller."""
    port = gateway.admin_port if admin else gateway.port
    fields = {k.replace("_", "-"): v for k, v in headers.items()}
    if key:
        fields["authorization"] = f"Bearer {key}"
    data = None
    if body is not None:
        data, fields["content-type"] = json.dumps(body, ensure_ascii=False).encode(), "application/json"
    scheme = "https" if context else "http"
    request = urllib.request.Request(f"{scheme}://127.0.0.1:{port}{path}", data=data, headers=fields, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60, context=context) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def eventually(condition, seconds: float = 20) -> None:
    """Waits for what a running gateway does by itself."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


class Authority:
    """A certificate authority of the test's own."""

    def __init__(self, folder: pathlib.Path, name: str = "root"):
        self.folder, self.name, self.serial = folder, name, 1
        folder.mkdir(parents=True, exist_ok=True)
        self.certificate = folder / f"{name}.pem"
        self.key = folder / f"{name}.key"
        self._openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                      "-subj", f"/CN={name}", "-keyout", self.key, "-out", self.certificate,
                      "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")

    def issue(self, name: str, cn: str, alternatives: str, use: str = "serverAuth") -> tuple[pathlib.Path, pathlib.Path]:
        """A certificate and its key."""
        self.serial += 1
        base = self.folder / name
        request, extensions = base.with_suffix(".csr"), base.with_suffix(".ext")
        certificate, key = base.with_suffix(".pem"), base.with_suffix(".key")
        self._openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={cn}",
                      "-keyout", key, "-out", request)
        extensions.write_text(f"subjectAltName={alternatives}\nextendedKeyUsage={use}\nbasicConstraints=CA:FALSE\n")
        self._openssl("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self.key, "-days", "2",
                      "-set_serial", str(self.serial), "-extfile", extensions, "-out", certificate)
        key.chmod(0o600)
        return certificate, key

    def context(self, client: tuple[pathlib.Path, pathlib.Path] | None = None) -> ssl.SSLContext:
        """What a client that trusts this authority connects with."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        if client:
            context.load_cert_chain(*map(str, client))
        return context

    @staticmethod
    def _openssl(*arguments) -> None:
        subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)
