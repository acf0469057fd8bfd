# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Legal lists of an operator's own, and who has to sign them. Keys and signatures are made as docs/places.md says.

Control: ZV-TRF-02
"""

from __future__ import annotations

import base64
import hashlib
import os
import pathlib
import re
import shutil
import subprocess

import pytest
from gateway import BINARY, ROOT
from test_reload import metric, readiness, rewrite, wait_for

ENVIRONMENT = {**os.environ, "ZAVESA_RESOURCES": str(ROOT)}
SHIPPED = (ROOT / "compliance/jurisdictions/regimes/ru.yaml").read_text(encoding="utf-8")


def command(begins: str) -> str:
    """A command of the documentation, as it stands there."""
    page = (ROOT / "docs/places.md").read_text(encoding="utf-8")
    return re.search(rf"^ {{4}}({re.escape(begins)}.*)$", page, re.M)[1]


def shell(line: str, folder: pathlib.Path) -> str:
    return subprocess.run(["bash", "-euo", "pipefail", "-c", line], cwd=folder, check=True, capture_output=True,
                          text=True).stdout.strip()


class Office:
    """Somebody with a key who signs lists in a folder."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        (folder / "regimes").mkdir(parents=True, exist_ok=True)
        shell(command("openssl genpkey"), folder)
        self.key = shell(command("openssl pkey -in"), folder)

    @property
    def id(self) -> str:
        return hashlib.sha256(base64.b64decode(self.key)).hexdigest()

    def sign(self) -> None:
        shell(command("openssl pkeyutl"), self.folder)


def ru(version: str) -> str:
    return SHIPPED.replace("ru-128-2022", version)


@pytest.fixture
def office(tmp_path: pathlib.Path) -> Office:
    office = Office(tmp_path / "lists")
    (office.folder / "regimes/ru.yaml").write_text(ru("ru-own-a"), encoding="utf-8")
    return office


def settings(office: Office, signer: str | None = None) -> str:
    signers = f", signers: ['{signer}']" if signer else ""
    return f"home: [RU]\ncompliance: {{ lists: '{office.folder}'{signers} }}\n"


def check(config: str, folder: pathlib.Path, *arguments: str) -> subprocess.CompletedProcess:
    file = folder / "checked.yaml"
    file.write_text(config, encoding="utf-8")
    return subprocess.run([BINARY, "config", "check", "--config", str(file), *arguments], capture_output=True, text=True,
                          env=ENVIRONMENT, timeout=60)


def lists(gateway) -> list[dict]:
    return [event["list"] for event in gateway.events() if event["code"] in ("POL003I", "TRF004W")]


@pytest.mark.parametrize("form", [lambda raw: raw, lambda raw: base64.encodebytes(raw)], ids=["raw", "base64"])
def test_a_signed_list_counts_and_whose_it_is_is_on_record(start, office, form):
    office.sign()
    signature = office.folder / "regimes/ru.yaml.sig"
    signature.write_bytes(form(signature.read_bytes()))
    gateway = start([], config=settings(office, office.key))
    assert lists(gateway) == [{"regime": "ru", "version": "ru-own-a", "status": "knowledge", "countries": 2,
                               "origin": "signed", "signer_sha256": office.id}]
    gateway.stop()
    verified = gateway.run("audit", "verify", "--data", str(gateway.data))
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_without_signers_nobody_is_asked_and_the_record_says_so(start, office):
    assert [(entry["version"], entry["origin"]) for entry in lists(start([], config=settings(office)))] == [
        ("ru-own-a", "unsigned")]
    assert [(entry["version"], entry["origin"]) for entry in lists(start([]))] == [("ru-128-2022", "release")]


def unsigned(office: Office, folder: pathlib.Path) -> None:
    (office.folder / "regimes/ru.yaml.sig").unlink()


def altered(office: Office, folder: pathlib.Path) -> None:
    with open(office.folder / "regimes/ru.yaml", "a", encoding="utf-8") as file:
        file.write("#\n")


def signed_by_another(office: Office, folder: pathlib.Path) -> None:
    other = Office(folder / "other")
    shutil.copy(office.folder / "regimes/ru.yaml", other.folder / "regimes")
    other.sign()
    shutil.copy(other.folder / "regimes/ru.yaml.sig", office.folder / "regimes")


def cut(office: Office, folder: pathlib.Path) -> None:
    signature = office.folder / "regimes/ru.yaml.sig"
    signature.write_bytes(signature.read_bytes()[:63])


def joined_by_an_unsigned_group(office: Office, folder: pathlib.Path) -> None:
    shutil.copy(ROOT / "compliance/jurisdictions/eea.yaml", office.folder)


@pytest.mark.parametrize("spoil,words", [
    (unsigned, "ru.yaml: the list is not signed"), (altered, "ru.yaml: its signature is of none of compliance.signers"),
    (signed_by_another, "ru.yaml: its signature is of none of compliance.signers"), (cut, "is not 64 bytes"),
    (joined_by_an_unsigned_group, "eea.yaml: the list is not signed")])
def test_a_list_that_nobody_answers_for_is_refused(office, tmp_path, spoil, words):
    office.sign()
    assert check(settings(office, office.key), tmp_path).returncode == 0
    spoil(office, tmp_path)
    done = check(settings(office, office.key), tmp_path)
    assert done.returncode == 1 and words in done.stderr
    # It is the signature that is wrong, not the list.
    assert check(settings(office), tmp_path).returncode == 0


@pytest.mark.parametrize("name,words", [
    ("regimes/kz.yaml", "the file of a law has to be named as its regime is"),
    ("eea.yaml", "the file of a group has to be named as the group is"),
    ("regimes/by.yml", "the name of a list ends in .yaml"), ("Group.YAML", "the name of a list ends in .yaml")])
def test_a_signature_is_no_leave_for_another_name(office, tmp_path, name, words):
    group = (ROOT / "compliance/jurisdictions/eu.yaml").read_text(encoding="utf-8").replace("group: EU", "group: ACME")
    (office.folder / "acme.yaml").write_text(group, encoding="utf-8")
    office.sign()
    signing = command("openssl pkeyutl").replace("regimes/ru.yaml", "acme.yaml")
    shell(signing, office.folder)
    assert check(settings(office, office.key), tmp_path).returncode == 0
    source = "regimes/ru.yaml" if name.startswith("regimes") else "acme.yaml"
    for end in ("", ".sig"):
        shutil.move(office.folder / (source + end), office.folder / (name + end))
    for signer in (office.key, None):
        done = check(settings(office, signer), tmp_path)
        assert done.returncode == 1 and words in done.stderr, done.stdout + done.stderr


def test_a_shipped_list_that_was_changed_in_its_place_counts_as_unsigned(office, tmp_path):
    office.sign()
    changed = tmp_path / "resources"
    changed.mkdir()
    for name in ("api", "zavesa.yaml"):
        (changed / name).symlink_to(ROOT / name)
    for name in ("compliance", "dictionaries"):
        shutil.copytree(ROOT / name, changed / name)
    arguments = ("--resources", str(changed))
    assert check(settings(office, office.key), tmp_path, *arguments).returncode == 0
    with open(changed / "compliance/jurisdictions/regimes/kz.yaml", "a", encoding="utf-8") as file:
        file.write("#\n")
    done = check(settings(office, office.key), tmp_path, *arguments)
    assert done.returncode == 1 and "regimes/kz.yaml: this is not the list of the release" in done.stderr
    assert check("home: [RU]\n", tmp_path, *arguments).returncode == 0


def test_a_folder_that_is_not_there_and_keys_that_are_none_are_errors(office, tmp_path):
    office.sign()
    for signers in ("[]", "[abc]", "'AAAA'", f"['{base64.b64encode(bytes(31)).decode()}']"):
        done = check(f"home: [RU]\ncompliance: {{ signers: {signers} }}\n", tmp_path)
        assert done.returncode == 1 and "checked.yaml:2" in done.stderr, signers
    done = check(f"home: [RU]\ncompliance: {{ lists: '{tmp_path}/none' }}\n", tmp_path)
    assert done.returncode == 1 and "compliance.lists: there is no such folder" in done.stderr


def test_a_reload_takes_no_altered_list_and_a_signed_one_again(start, upstream, office):
    office.sign()
    gateway = start([f"rec={upstream.url},country=RU"], config=settings(office, office.key))
    generation = metric(gateway, "zavesa_config_generation")
    (office.folder / "regimes/ru.yaml").write_text(ru("ru-own-b"), encoding="utf-8")
    assert wait_for(lambda: "POL006E" in gateway.codes()), gateway.log.decode()[-2000:]
    assert readiness(gateway)[1]["configuration"] == "refused"
    assert b"its signature is of none of compliance.signers" in gateway.log
    assert [entry["version"] for entry in lists(gateway)] == ["ru-own-a"]
    assert gateway.chat("Привет")[0] == 200
    office.sign()
    assert wait_for(lambda: metric(gateway, "zavesa_config_generation") > generation), gateway.log.decode()[-2000:]
    assert (lists(gateway)[-1]["version"], lists(gateway)[-1]["origin"]) == ("ru-own-b", "signed")
    # Whoever stops asking for signatures is on record.
    generation = metric(gateway, "zavesa_config_generation")
    rewrite(gateway, settings(office))
    assert wait_for(lambda: metric(gateway, "zavesa_config_generation") > generation), gateway.log.decode()[-2000:]
    weakened = [event["route"]["rules"] for event in gateway.events() if event["code"] == "POL004W"]
    assert "compliance.signers" in weakened[-1]


def test_a_signed_list_that_has_run_out_is_said_to_have(start, office):
    text = ru("ru-own-c").replace("valid_from: 2022-08-05\n", "valid_from: 2022-08-05\n    valid_to: 2023-01-31\n", 1)
    assert "2023-01-31" in text
    (office.folder / "regimes/ru.yaml").write_text(text, encoding="utf-8")
    office.sign()
    gateway = start([], config=settings(office, office.key))
    assert [event["code"] for event in gateway.events() if "list" in event] == ["TRF004W"]
