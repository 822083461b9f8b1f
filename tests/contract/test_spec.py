"""The description of the API is true: schemathesis calls every address in every way it allows."""

import os
import subprocess
import sys
from pathlib import Path

import requests

from tests.contract.conftest import client_module

#: Cases tried of each address and kind; more by SCHEMATHESIS_CASES.
CASES = os.environ.get("SCHEMATHESIS_CASES", "20")
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_schema_conformance,negative_data_rejection,positive_data_acceptance,"
    "unsupported_method"
)


def test_nothing_breaks_the_schema_and_nothing_is_a_fault_of_the_server(
    server: str, tmp_path: Path
) -> None:
    client_module("schemathesis")
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{server}/spec"]
    options = ["--checks", CHECKS, "--max-examples", CASES, "--no-color", "--seed", "1"]
    options += ["--exclude-path", "/translate_file", "--generation-deterministic"]
    done = subprocess.run([*command, *options], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6_000:] + done.stderr[-2_000:]


def test_the_description_is_openapi_with_the_installed_languages(server: str) -> None:
    told = requests.get(f"{server}/spec").json()
    assert told["openapi"] == "3.1.0"
    asked = told["components"]["schemas"]["TranslateRequest"]["properties"]
    assert (asked["source"]["enum"], asked["target"]["enum"]) == (["auto", "fr"], ["en"])
