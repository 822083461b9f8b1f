"""The description of the API is true: schemathesis calls every address in every way it allows."""

import os
import subprocess
import sys
from pathlib import Path

import requests

from tests.contract.conftest import client_module

#: Cases tried of each address and kind; more by SCHEMATHESIS_CASES.
CASES = os.environ.get("SCHEMATHESIS_CASES", "10")
#: Addresses that take files.
TAKING_FILES = ("/translate_file", "/v2/document")
#: Addresses that find the language of a text where the call says none.
FINDING_LANGUAGES = ("/translate", "/v2/translate")

#: Addresses that take a text whose lines are entries.
GLOSSARIES = "glossaries"


def schemathesis(server: str, folder: Path, *options: str) -> None:
    """Call every address that the options choose; all its checks must hold."""
    client_module("schemathesis")
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{server}/spec", "--no-color"]
    command += ["--max-examples", CASES, "--generation-deterministic", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6_000:] + done.stderr[-2_000:]


def test_nothing_breaks_the_schema_and_nothing_is_a_fault_of_the_server(
    server: str, tmp_path: Path
) -> None:
    options = ["--exclude-path-regex", GLOSSARIES]
    for path in (*TAKING_FILES, *FINDING_LANGUAGES):
        options += ["--exclude-path", path]
    schemathesis(server, tmp_path, *options)


def test_texts_in_any_language_break_nothing(server: str, tmp_path: Path) -> None:
    # A text that says no language may be found to be in one that no package reads: a 400.
    options = ["--exclude-checks", "positive_data_acceptance"]
    for path in FINDING_LANGUAGES:
        options += ["--include-path", path]
    schemathesis(server, tmp_path, *options)


def test_entries_of_any_text_break_nothing(server: str, tmp_path: Path) -> None:
    # Random text is in the schema, but few of it has two columns.
    options = ["--include-path-regex", GLOSSARIES]
    schemathesis(server, tmp_path, *options, "--exclude-checks", "positive_data_acceptance")


def test_files_of_any_bytes_break_nothing(server: str, tmp_path: Path) -> None:
    # Random bytes are in the schema, but few of them are a file that can be read.
    options = ["--exclude-checks", "positive_data_acceptance"]
    for path in TAKING_FILES:
        options += ["--include-path", path]
    schemathesis(server, tmp_path, *options)


def test_the_description_is_openapi_with_the_installed_languages(server: str) -> None:
    told = requests.get(f"{server}/spec").json()
    assert told["openapi"] == "3.1.0"
    asked = told["components"]["schemas"]["TranslateRequest"]["properties"]
    assert (asked["source"]["enum"], asked["target"]["enum"]) == (["auto", "fr"], ["en"])
