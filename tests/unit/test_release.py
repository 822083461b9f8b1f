"""The bill of materials names all that a release brings; an audit fails on known faults alone."""

from importlib.metadata import version
from typing import Any

import pytest
from packaging.utils import canonicalize_name

from tests import release
from tests.release import UNREACHED, bill, brought, verdict


def fine(name: str) -> dict[str, Any]:
    return {"name": name, "version": "1.0", "vulns": []}


FAULT = {"id": "PYSEC-2026-1", "fix_versions": ["1.1"], "aliases": [], "description": "…"}
SKIPPED = {"name": "own", "skip_reason": "Dependency not found on PyPI"}


def test_the_bill_of_materials_has_each_package_of_the_product_and_no_other() -> None:
    sbom = bill()
    assert (sbom["bomFormat"], sbom["metadata"]["component"]["name"]) == ("CycloneDX", "visavis")
    parts = {str(canonicalize_name(part["name"])): part for part in sbom["components"]}
    assert parts.keys() == brought()
    assert {"flask", "ctranslate2", "lxml"} <= parts.keys()
    assert parts["flask"]["version"] == version("flask")
    assert parts["flask"]["purl"] == f"pkg:pypi/flask@{version('flask')}"
    graph = {part["ref"]: part["dependsOn"] for part in sbom["dependencies"]}
    assert parts["werkzeug"]["bom-ref"] in graph[parts["flask"]["bom-ref"]]
    assert parts["flask"]["bom-ref"] in graph[sbom["metadata"]["component"]["bom-ref"]]


@pytest.mark.parametrize(
    ("parts", "status", "words"),
    [
        ([], 0, UNREACHED),
        ([SKIPPED], 0, UNREACHED),
        ([fine("flask"), fine("lxml")], 0, "No known fault in 2 packages."),
        ([fine("flask"), SKIPPED], 0, "No known fault in 1 packages. Not known to PyPI: own."),
        ([fine("lxml"), {**fine("flask"), "vulns": [FAULT]}], 1, "flask 1.0: PYSEC-2026-1"),
        ([{**fine("flask"), "vulns": [{**FAULT, "fix_versions": []}]}], 1, "no version yet"),
    ],
)
def test_an_audit_fails_on_a_known_fault_alone(
    parts: list[dict[str, Any]], status: int, words: str
) -> None:
    found = verdict({"dependencies": parts, "fixes": []})
    assert found[0] == status
    assert words in found[1]


def test_an_audit_without_a_report_fails_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unreached(command: list[str], **_: object) -> None:
        assert command[2] == "pip_audit"

    monkeypatch.setattr("tests.release.subprocess.run", unreached)
    assert release.main(["audit"]) == 0
    assert UNREACHED in capsys.readouterr().out
