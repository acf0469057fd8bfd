# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""What the gateway keeps lies where the settings say: at the start, later, and seen from outside.

Control: ZV-LOC-01
"""

from __future__ import annotations

import json
import os
import pathlib
import re
import resource
import signal
import subprocess

import fuse
import pytest
from gateway import BINARY, ROOT
from test_reload import metric, readiness, reload, rewrite, wait_for

MAIL = "Напиши на olga.belova@example.ru"
ENVIRONMENT = {**os.environ, "ZAVESA_RESOURCES": str(ROOT)}


def declared(*places: str, more: str = "") -> str:
    listed = "".join(f"    - {{ {place} }}\n" for place in places)
    return f"home: [RU]\nstorage:\n  country: RU\n  places:\n{listed}{more}"


@pytest.fixture(autouse=True)
def temporary(tmp_path: pathlib.Path, monkeypatch) -> pathlib.Path:
    """The gateway's folder for temporary files: a link, as it may be on a machine with several disks."""
    (tmp_path / "disk").mkdir()
    link = tmp_path / "temporary"
    link.symlink_to(tmp_path / "disk")
    monkeypatch.setenv("TMPDIR", str(link))
    monkeypatch.delenv("SQLITE_TMPDIR", raising=False)
    return link


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    return tmp_path_factory.mktemp("elsewhere")


def refused(config: str, data: pathlib.Path, folder: pathlib.Path) -> str:
    """What a gateway says that does not start; its log goes into a pipe."""
    file = folder / "refused.yaml"
    file.write_text(config, encoding="utf-8")
    done = subprocess.run([BINARY, "serve", "--config", str(file), "--data", str(data), "--listen", "127.0.0.1:0",
                           "--admin-listen", "127.0.0.1:0"], capture_output=True, text=True, timeout=60,
                          env={**ENVIRONMENT, "TMPDIR": os.environ["TMPDIR"]})
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stderr


def test_declared_places_are_on_record_and_the_gateway_works(start, upstream, tmp_path):
    gateway = start([f"rec={upstream.url},country=RU"], config=declared(f"path: {tmp_path}"))
    assert gateway.chat(MAIL)[0] == 200
    checked = [event for event in gateway.events() if event["code"] == "SYS001I"]
    assert len(checked) == 1 and checked[0]["count"] >= 8
    assert readiness(gateway)[1]["storage"] == "as declared"


def test_without_a_declaration_it_starts_and_says_so(gateway, tmp_path):
    assert gateway.chat(MAIL)[0] == 200
    assert b"where data lies is not declared" in gateway.log
    assert readiness(gateway)[1]["storage"] == "not declared"
    assert "SYS001I" not in gateway.codes()
    file = tmp_path / "plain.yaml"
    file.write_text("home: [RU]\n", encoding="utf-8")
    checked = gateway.run("config", "check", "--config", str(file))
    assert checked.returncode == 0 and b"storage is not declared" in checked.stdout


@pytest.mark.parametrize("place,words", [
    ("path: {other}, country: RU", "which no place of storage.places declares; add {{ path: {real}, country: RU }}"),
    ("path: {tmp}, country: FI", "{real}, which storage declares to be in FI, outside home"),
])
def test_a_data_folder_elsewhere_keeps_the_vault_closed(tmp_path, elsewhere, place, words):
    data = tmp_path / "data"
    config = declared(place.format(tmp=tmp_path, other=elsewhere))
    said = refused(config, data, tmp_path)
    assert words.format(real=data) in said and "The vault stays closed" in said
    assert not data.exists(), "something was made before anybody looked"
    (tmp_path / "refused.yaml").write_text(config, encoding="utf-8")
    checked = subprocess.run([BINARY, "config", "check", "--config", str(tmp_path / "refused.yaml"), "--data", str(data)],
                             capture_output=True, text=True, env=ENVIRONMENT, timeout=60)
    assert checked.returncode == 1 and words.format(real=data) in checked.stderr


def test_a_link_does_not_lead_out_of_a_declared_place(tmp_path, elsewhere):
    (tmp_path / "link").symlink_to(elsewhere)
    said = refused(declared(f"path: {tmp_path}"), tmp_path / "link" / "data", tmp_path)
    assert f"lie in {elsewhere}/data, which no place" in said
    assert list(elsewhere.iterdir()) == []


def test_a_machine_that_is_not_at_home_keeps_nothing(tmp_path):
    said = refused("home: [RU]\nstorage: { country: FI }\n", tmp_path / "data", tmp_path)
    assert "declares to be in FI, outside home" in said
    assert "no such country" in refused("home: [RU]\nstorage: { country: XX }\n", tmp_path / "data", tmp_path)


def test_temporary_files_and_the_log_are_looked_at_too(tmp_path, temporary, elsewhere):
    data = tmp_path / "data"
    temporary.unlink()
    temporary.symlink_to(elsewhere)
    assert f"temporary files lie in {elsewhere}" in refused(declared(f"path: {tmp_path}"), data, tmp_path)
    file, log = tmp_path / "log.yaml", elsewhere / "zavesa.log"
    file.write_text(declared(f"path: {data}", f"path: {tmp_path}"), encoding="utf-8")
    with open(log, "wb") as stream:
        done = subprocess.run([BINARY, "serve", "--config", str(file), "--data", str(data), "--listen", "127.0.0.1:0",
                               "--admin-listen", "127.0.0.1:0"], stdout=stream, stderr=stream, timeout=60,
                              env={**ENVIRONMENT, "TMPDIR": str(tmp_path / "disk")})
    assert done.returncode == 1 and f"the log lie in {elsewhere}" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("place,fine", [("", False), ("host: collector.example.com, country: US", False),
                                        ("host: COLLECTOR.example.com, country: RU", True)])
def test_a_collector_has_its_place_too(start, tmp_path, place, fine):
    more = 'telemetry: { otlp: { endpoint: "https://collector.example.com:4318", interval: 1000s } }\n'
    config = declared(f"path: {tmp_path}", *([place] if place else []), more=more)
    if fine:
        assert readiness(start([], config=config))[1]["storage"] == "as declared"
    else:
        assert "traces and metrics go to collector.example.com" in refused(config, tmp_path / "data", tmp_path)


def test_a_file_system_of_a_program_is_a_mismatch_unless_it_is_declared_as_one(tmp_path):
    mount = tmp_path / "mount"
    mount.mkdir()
    try:
        device = fuse.mount(mount)
    except OSError as error:
        # Only root may, and not in every container; which kinds are refused is tested without a mount (StorageRulesTests).
        pytest.skip(f"no FUSE here: {error}")
    with fuse.served(device, mount):
        said = refused(declared(f"path: {tmp_path}"), mount / "data", tmp_path)
        assert f"{mount}/data, on a file system of another machine or of a program (fuse)" in said
        assert "network: true" in said
        # Declared, the next thing is that nothing can be made there.
        said = refused(declared(f"path: {tmp_path}", f"path: {mount}, network: true"), mount / "data", tmp_path)
        assert "file system of another machine" not in said and "cannot be opened" in said


def point(link: pathlib.Path, target: pathlib.Path) -> None:
    new = link.with_suffix(".new")
    new.symlink_to(target)
    new.replace(link)


def test_what_moves_while_it_runs_seals_the_vault_until_it_is_back(start, upstream, tmp_path, temporary, elsewhere):
    gateway = start([f"rec={upstream.url},country=RU"], config=declared(f"path: {tmp_path}"))
    assert gateway.chat(MAIL)[0] == 200
    sent = len(upstream.requests)
    point(temporary, elsewhere)
    gateway.process.send_signal(signal.SIGHUP)
    assert wait_for(lambda: readiness(gateway)[0] == 503), gateway.log.decode()[-2000:]
    # Closed first and recorded then.
    assert wait_for(lambda: "VLT029I" in gateway.codes())
    _, body = readiness(gateway)
    assert (body["checks"]["storage"], body["storage"]) == ("unavailable", "out of place: temporary")
    status, fields, answer = gateway.chat(MAIL)
    assert (status, answer["error"]["code"], fields["x-should-retry"]) == (503, "protection_unavailable", "true")
    status, _, answer = gateway.post(json.dumps({"text": MAIL}).encode(), "/v1/privacy/tokenize")
    assert (status, json.loads(answer)["error"]["code"]) == (503, "protection_unavailable")
    assert len(upstream.requests) == sent
    assert metric(gateway, "zavesa_vault_sealed") == 1
    assert str(elsewhere).encode() in gateway.log
    events = gateway.events()
    assert [event["storage"] for event in events if event["code"] == "SYS003E"] == [
        {"cause": "undeclared", "thing": "temporary"}]
    assert [code for code in gateway.codes() if code.startswith("VLT02")] == ["VLT029I"]
    assert events[-1]["code"].startswith(("LLM", "VLT")) and events[-1]["reason"] == "protection_unavailable"
    # Mended, it is noticed without a signal.
    point(temporary, tmp_path / "disk")
    assert wait_for(lambda: readiness(gateway)[0] == 200, 60)
    assert gateway.chat(MAIL)[0] == 200
    assert [code for code in gateway.codes() if code.startswith("VLT02")] == ["VLT029I", "VLT028I"]
    assert metric(gateway, "zavesa_vault_sealed") == 0
    gateway.stop()
    verified = gateway.run("audit", "verify", "--data", str(gateway.data))
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_a_declaration_that_does_not_hold_is_not_taken_and_one_that_is_gone_is_on_record(
        start, upstream, tmp_path, elsewhere):
    gateway = start([f"rec={upstream.url},country=RU"], config=declared(f"path: {tmp_path}"))
    rewrite(gateway, declared(f"path: {elsewhere}"))
    gateway.process.send_signal(signal.SIGHUP)
    assert wait_for(lambda: "POL006E" in gateway.codes()), gateway.log.decode()[-2000:]
    assert b"which no place of storage.places declares" in gateway.log
    assert b"The vault stays closed" not in gateway.log
    assert (readiness(gateway)[0], gateway.chat(MAIL)[0]) == (200, 200)
    reload(gateway, "home: [RU]\n")
    assert readiness(gateway)[1]["storage"] == "not declared"
    weakened = [event["route"]["rules"] for event in gateway.events() if event["code"] == "POL004W"]
    assert weakened == [["storage"]]


def test_restore_opens_no_data_folder_that_lies_elsewhere(start, upstream, tmp_path, elsewhere):
    gateway = start([f"rec={upstream.url},country=RU"], config=declared(f"path: {tmp_path}"))
    gateway.stop()
    file = tmp_path / "restore.yaml"
    for place, code in ((elsewhere, 1), (tmp_path, 0)):
        file.write_text(declared(f"path: {place}"), encoding="utf-8")
        done = subprocess.run([BINARY, "restore", "--conversation", "none", "--config", str(file), "--data",
                               str(gateway.data)], input="text\n", capture_output=True, text=True, env=ENVIRONMENT,
                              timeout=60)
        assert done.returncode == code, done.stdout + done.stderr
        assert ("which no place of storage.places declares" in done.stderr) == (code == 1)


def test_settings_are_taken_while_the_vault_is_sealed(start, upstream, tmp_path, temporary, elsewhere):
    config = declared(f"path: {tmp_path}")
    gateway = start([f"rec={upstream.url},country=RU"], config=config)
    point(temporary, elsewhere)
    gateway.process.send_signal(signal.SIGHUP)
    assert wait_for(lambda: readiness(gateway)[0] == 503), gateway.log.decode()[-2000:]
    reload(gateway, config + "log: { level: info }\n")
    assert "POL006E" not in gateway.codes()
    assert readiness(gateway)[1]["storage"] == "out of place: temporary"


def test_a_crash_leaves_no_memory_behind(start, tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    try:
        gateway = start([])
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, (soft, hard))
    limits = pathlib.Path(f"/proc/{gateway.process.pid}/limits").read_text()
    assert re.search(r"^Max core file size +0 +0 ", limits, re.M), limits
    gateway.process.send_signal(signal.SIGABRT)
    status = os.waitid(os.P_PID, gateway.process.pid, os.WEXITED | os.WNOWAIT)
    assert status.si_code == os.CLD_KILLED, "CLD_DUMPED would be a dump"


WRITES = ("open", "openat", "openat2", "creat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat",
          "symlink", "symlinkat", "mknod", "mknodat", "truncate", "unlink", "unlinkat")
OPENS = ("open", "openat", "openat2")


def calls(trace: str):
    """Each call that succeeded, or never returned: its name, and what stands behind the bracket. Two lines of a trace are one
    call where another thread's stands between them."""
    begun: dict[str, str] = {}
    for line in trace.splitlines():
        thread, text = line.split(maxsplit=1)
        if text.endswith("<unfinished ...>"):
            begun[thread] = text.removesuffix("<unfinished ...>")
            continue
        if resumed := re.match(r"<\.\.\. \w+ resumed>", text):
            text = begun.pop(thread) + text[resumed.end():]
        if " = -1 " not in text:
            yield tuple(text.split("(", 1))
    yield from (tuple(text.split("(", 1)) for text in begun.values())


def written(trace: str) -> set[str]:
    """The paths at which something was made, changed or taken away."""
    found: set[str] = set()
    for name, arguments in calls(trace):
        if name in OPENS and not re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC", arguments):
            continue
        folder = re.match(r"(?:AT_FDCWD|\d+)<([^>]*)>", arguments)
        for path in re.findall(r'"((?:[^"\\]|\\.)*)"', arguments):
            found.add(path if path.startswith("/") else f"{folder[1] if folder else os.getcwd()}/{path}")
    return found


def test_a_serving_gateway_writes_nothing_outside_its_places(start, upstream, tmp_path):
    trace = tmp_path / "trace"
    watched = ("strace", "-D", "-f", "-qq", "-y", "-s", "4096", "-e", f"trace={','.join(WRITES)}", "-e", "signal=none",
               "-o", str(trace))
    gateway = start([f"rec={upstream.url},country=RU"], config=declared(f"path: {tmp_path}"), under=watched)
    assert gateway.chat(MAIL)[0] == 200
    body = json.dumps({"model": "m", "stream": True, "messages": [{"role": "user", "content": MAIL}]})
    assert b"[DONE]" in gateway.post(body.encode())[2]
    assert gateway.post(json.dumps({"text": MAIL}).encode(), "/v1/privacy/tokenize")[0] == 200
    gateway.stop()
    places = {path for path in written(trace.read_text(encoding="utf-8", errors="replace")) if path != "/dev/null"}
    assert {path for path in places if not path.startswith(f"{gateway.data}")} == set()
    for part in ("vault/vault.sqlite", "audit/00000001.jsonl", "keys/"):
        assert any(path.startswith(f"{gateway.data}/{part}") for path in places), f"the trace does not see {part}"
