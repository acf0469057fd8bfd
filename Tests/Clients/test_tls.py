# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Encrypted listeners, certificates of callers, and certificates that are renewed while the gateway runs."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess

import pytest
from access import Authority, ask, create, eventually
from gateway import BINARY, ROOT, Gateway

SERVER = "DNS:localhost,IP:127.0.0.1"


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path / "pki")


def settings(server, extra: str = "", access: str = "") -> str:
    return f"home: [RU]\ntls: {{certificate: {server[0]}, key: {server[1]}{extra}}}\n{access}"


def shown(gateway) -> int:
    """The serial number of the certificate that a new connection gets."""
    text = ssl.get_server_certificate(("127.0.0.1", gateway.port))
    return int(subprocess.run(["openssl", "x509", "-noout", "-serial"], input=text, text=True, capture_output=True,
                              check=True).stdout.split("=")[1], 16)


def test_an_encrypted_listener_answers_and_takes_no_clear_text(authority, start):
    gateway = start([], config=settings(authority.issue("server", "localhost", SERVER)))
    assert ask(gateway, "GET", "/v1/models", context=authority.context())[0] == 200
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=10) as plain:
        plain.sendall(b"GET /v1/models HTTP/1.1\r\nhost: a\r\n\r\n")
        assert b"200" not in plain.recv(1_000)
    with pytest.raises(OSError):
        ask(gateway, "GET", "/v1/models", context=ssl.create_default_context())


def test_an_old_version_is_not_spoken(authority, start):
    gateway = start([], config=settings(authority.issue("server", "localhost", SERVER), ", min_version: 1.3"))
    context = authority.context()
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with pytest.raises(OSError):
        ask(gateway, "GET", "/v1/models", context=context)
    context.maximum_version = ssl.TLSVersion.TLSv1_3
    assert ask(gateway, "GET", "/v1/models", context=context)[0] == 200


def test_a_renewed_certificate_is_shown_to_new_connections_and_a_broken_one_is_not(authority, start):
    server = authority.issue("server", "localhost", SERVER)
    gateway = start([], config=settings(server))
    before = shown(gateway)
    kept = socket.create_connection(("127.0.0.1", gateway.port), timeout=10)
    secure = authority.context().wrap_socket(kept, server_hostname="localhost")
    for path in server:
        content = path.read_bytes()
        path.write_text("-----BEGIN NOTHING-----\n")
        refused = gateway.log.count(b"was not taken over")
        eventually(lambda: gateway.log.count(b"was not taken over") > refused)
        assert shown(gateway) == before
        path.write_bytes(content)
    renewed = authority.issue("renewed", "localhost", SERVER)
    shutil.copy(renewed[1], server[1])
    shutil.copy(renewed[0], server[0])
    eventually(lambda: shown(gateway) == before + 1)
    # A connection that stands goes on.
    secure.sendall(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n")
    assert b"200" in secure.recv(1_000)
    secure.close()


def test_a_certificate_stands_for_its_caller(authority, start):
    access = """access:
  certificates:
    - {uri: 'spiffe://example.ru/billing', caller: billing, tenant: acme}
    - {cn: Reports, caller: reports, tenant: acme, permissions: [embeddings]}
"""
    server = authority.issue("server", "localhost", SERVER)
    extra = f", client_ca: {authority.certificate}, client: optional"
    gateway = start([], config=settings(server, extra, access))

    def status(client=None, key=None) -> int:
        return ask(gateway, "GET", "/v1/models", key, context=authority.context(client))[0]

    billing = authority.issue("billing", "b", "URI:spiffe://example.ru/billing", "clientAuth")
    reports = authority.issue("reports", "Reports", "DNS:reports.example.ru", "clientAuth")
    other = authority.issue("other", "other", "URI:spiffe://example.ru/other", "clientAuth")
    assert [status(billing), status(reports), status(other), status()] == [200, 403, 401, 401]
    # SDKs cannot do without some key: one that nobody has is no hindrance to a certificate, and no help without one.
    assert [status(billing, "unused"), status(None, "unused")] == [200, 401]
    forged = Authority(authority.folder / "forger").issue("f", "b", "URI:spiffe://example.ru/billing", "clientAuth")
    with pytest.raises(OSError):
        status(forged)


def test_where_a_certificate_is_required_nobody_connects_without(authority, start):
    server = authority.issue("server", "localhost", SERVER)
    gateway = start([], config=settings(server, f", client_ca: {authority.certificate}"))
    with pytest.raises(OSError):
        ask(gateway, "GET", "/v1/models", context=authority.context())
    client = authority.issue("client", "c", "DNS:c", "clientAuth")
    assert ask(gateway, "GET", "/v1/models", context=authority.context(client))[0] == 200


@pytest.mark.parametrize("spoil,words", [
    (lambda c, k: k.chmod(0o644), b"chmod 600"),
    (lambda c, k: c.write_text("no"), b"no certificates"),
    (lambda c, k: c.unlink(), b"no certificates"),
])
def test_what_is_wrong_with_the_files_is_said_at_start(authority, tmp_path, spoil, words):
    server = authority.issue("server", "localhost", SERVER)
    spoil(*server)
    config = tmp_path / "z.yaml"
    config.write_text(settings(server))
    done = subprocess.run([BINARY, "serve", "--config", str(config), "--data", str(tmp_path / "d"),
                           "--resources", str(ROOT), "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0"],
                          capture_output=True, timeout=60)
    assert done.returncode == 1 and words in done.stderr


def test_the_admin_listener_asks_for_a_key_where_the_settings_say_so(tmp_path, start):
    data = tmp_path / "data0"
    app, operator = create("app", data=data), create("ops", "--role", "operator", data=data)
    scraper = create("prometheus", "--role", "operator", "--permission", "metrics", data=data)
    auditor = create("audit", "--role", "auditor", data=data)
    gateway = Asking(data, [], config="home: [RU]\naccess: {admin: key}\n", key=operator)
    try:
        pages = {key: [ask(gateway, "GET", page, key, admin=True)[0] for page in ("/healthz", "/readyz", "/metrics")]
                 for key in (None, app, operator, scraper, auditor)}
        assert pages == {None: [200, 401, 401], app: [200, 403, 403], operator: [200, 200, 200],
                         scraper: [200, 403, 200], auditor: [200, 200, 403]}
        assert "AUT006W" in [event["code"] for event in gateway.events()]
    finally:
        gateway.stop()


class Asking(Gateway):
    """A gateway whose readiness is for those with a key."""

    def __init__(self, *arguments, key: str, **options):
        self.key = key
        super().__init__(*arguments, **options)

    def get(self, path: str, admin: bool = False) -> tuple[int, bytes]:
        try:
            status, _, body = ask(self, "GET", path, self.key, admin=admin)
        except OSError:
            return 0, b""
        return status, body
