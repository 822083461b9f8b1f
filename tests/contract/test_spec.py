"""The description of the API is true: schemathesis calls every address in every way it allows."""

import os
import subprocess
import sys
from pathlib import Path

import requests

from tests.contract.conftest import client_module

#: Cases tried of each address and kind; more by SCHEMATHESIS_CASES, and by ``make attack``.
CASES = os.environ.get("SCHEMATHESIS_CASES", "3")
#: Addresses that may refuse what is in the schema: random bytes are seldom a file that can be read,
#: few random texts have two columns, and a text that says no language may be found to be in one
#: that no package reads.
REFUSING = "^(/translate_file|/v2/document|/translate|/v2/translate)$|glossaries"


def schemathesis(server: str, folder: Path, *options: str) -> None:
    """Call every address that the options choose; all its checks must hold."""
    client_module("schemathesis")
    description = folder / "spec.json"
    description.write_bytes(requests.get(f"{server}/spec").content)
    command = [sys.executable, "-m", "schemathesis.cli", "run", str(description), "--url", server]
    # A busy machine is no fault of the server.
    command += ["--request-timeout", "60", "--no-color", "--generation-deterministic"]
    command += ["--max-examples", CASES, *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6_000:] + done.stderr[-2_000:]


def test_nothing_breaks_the_schema_and_nothing_is_a_fault_of_the_server(
    server: str, tmp_path: Path
) -> None:
    schemathesis(server, tmp_path, "--exclude-path-regex", REFUSING)


def test_texts_of_any_language_entries_of_any_text_and_files_of_any_bytes_break_nothing(
    server: str, tmp_path: Path
) -> None:
    options = ["--exclude-checks", "positive_data_acceptance"]
    schemathesis(server, tmp_path, "--include-path-regex", REFUSING, *options)


def test_the_description_is_openapi_with_the_installed_languages(server: str) -> None:
    description = requests.get(f"{server}/spec").json()
    assert description["openapi"] == "3.1.0"
    asked = description["components"]["schemas"]["TranslateRequest"]["properties"]
    assert (asked["source"]["enum"], asked["target"]["enum"]) == (["auto", "fr"], ["en"])
