"""Packages that arrive while a real server runs, with a real package under other versions."""

import hashlib
import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import requests

from tests.server import Server, running, state_of, wait_until_done
from tests.unit.engine.publisher import publishing
from webapp.engine.packages import bundled_folder, find_packages


def archive_of_version(version: str, place: Path, source_language: str = "fr") -> Path:
    """The bundled package, packed as if it were of another version or source language."""
    (package,) = find_packages([bundled_folder()])
    with zipfile.ZipFile(place, "w") as zipped:
        for file in (file for file in package.path.rglob("*") if file.is_file()):
            content = file.read_bytes()
            if file.name == "metadata.json":
                facts = {"package_version": version, "from_code": source_language}
                content = json.dumps(json.loads(content) | facts).encode()
            zipped.writestr(
                f"translate-{source_language}_en/{file.relative_to(package.path)}", content
            )
    return place


def identities_of_new_text(server: Server, data_dir: Path, text: str) -> list[str]:
    """The translators of a text that is added now, each by the begin of its identity."""
    requests.post(f"{server.address}/documents", data={"text": text})
    wait_until_done(data_dir, server, 1)
    return [identity[:10] for identity in state_of(data_dir)[0].identities]


def test_packages_that_arrive_serve_new_texts_without_a_restart(tmp_path: Path) -> None:
    content = archive_of_version("1.10", tmp_path / "official").read_bytes()
    argos, data, index = tmp_path / "argos", tmp_path / "data", tmp_path / "index.json"
    facts = {"from_code": "fr", "to_code": "en", "package_version": "1.10"}
    with publishing(content) as publisher:
        digest = hashlib.sha256(content).hexdigest()
        links = [f"{publisher.url}/official.argosmodel"]
        index.write_text(json.dumps([facts | {"sha256": digest, "links": links}]))
        with running(
            data,
            ARGOS_PACKAGES_DIR=str(argos),
            VISAVIS_PACKAGE_INDEX=str(index),
            VISAVIS_OFFICIAL_PACKAGE="yes",
            VISAVIS_SEEDS="no",
        ) as server:
            while not list(argos.glob("translate-*")):
                assert server.process.poll() is None
                time.sleep(0.05)
            assert identities_of_new_text(server, data, "Il neige.") == ["fr_en-1.10"]
            newer = archive_of_version("3.14", tmp_path / "newer.argosmodel")
            german = archive_of_version("2.51", tmp_path / "german.argosmodel", "de")
            for package in (newer, german):
                subprocess.run(
                    [sys.executable, "-m", "visavis", "models", "install", str(package)],
                    env=os.environ | {"ARGOS_PACKAGES_DIR": str(argos)},
                    check=True,
                )
            assert identities_of_new_text(server, data, "Il pleut.") == ["fr_en-3.14"]
            text = "Der Hund schläft seit heute Morgen unter dem großen Tisch."
            assert identities_of_new_text(server, data, text) == ["de_en-2.51"]
            page = requests.get(f"{server.address}/documents/3").text
            assert "<span>German – English</span>" in page
    assert len(publisher.requests) == 1
