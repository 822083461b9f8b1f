"""What a release brings along: ``python -m tests.release bill FILE`` and ``… audit``.

``bill`` writes a bill of materials (CycloneDX) of the packages that a fresh install has, by
cyclonedx-bom from this environment. ``audit`` asks PyPI for known faults of them, by pip-audit. It
ends with 1 where there is one, and with 0 where PyPI's data cannot be reached, which it says.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import requires, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PRODUCT = "visavis"
#: Told where nothing could be looked up.
UNREACHED = (
    "PyPI's data of known faults cannot be reached from here, so nothing was looked for. Give "
    "dist/visavis.cdx.json of “make wheel” to a scanner that reads CycloneDX, where there is a "
    "network: osv-scanner, grype or trivy."
)
#: Seconds that PyPI may take for one answer.
SECONDS = 10


def needed(package: str) -> Iterator[str]:
    """What an installed package requires on this machine, without its extras."""
    for requirement in map(Requirement, requires(package) or ()):
        if not requirement.marker or requirement.marker.evaluate({"extra": ""}):
            yield canonicalize_name(requirement.name)


def brought() -> set[str]:
    """All packages that the product brings, its own aside."""
    known: set[str] = set()
    waiting = [PRODUCT]
    while waiting:
        fresh = set(needed(waiting.pop())) - known
        known |= fresh
        waiting += fresh
    return known


def bill() -> dict[str, Any]:
    """The product's bill of materials as the JSON of CycloneDX, without what only tests use."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", sys.executable]
    command += ["--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible"]
    command += ["--no-validate"]  # which takes half a minute
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    whole: dict[str, Any] = json.loads(done.stdout)
    names = brought()
    kept = [part for part in whole["components"] if canonicalize_name(part["name"]) in names]
    references = {part["bom-ref"] for part in [*kept, whole["metadata"]["component"]]}
    graph = [
        {**part, "dependsOn": sorted({*part.get("dependsOn", ())} & references)}
        for part in whole["dependencies"]
        if part["ref"] in references
    ]
    return {**whole, "components": kept, "dependencies": graph}


def audit() -> int:
    """Look for known faults, say what there is, and give the exit status."""
    with TemporaryDirectory() as folder:
        listed, report = Path(folder) / "listed.txt", Path(folder) / "report.json"
        listed.write_text("".join(f"{name}=={version(name)}\n" for name in sorted(brought())))
        command = [sys.executable, "-m", "pip_audit", "--requirement", str(listed), "--no-deps"]
        command += ["--disable-pip", "--format", "json", "--output", str(report)]
        command += ["--timeout", str(SECONDS), "--progress-spinner", "off"]
        subprocess.run(command, capture_output=True, text=True, check=False)
        text = report.read_text("utf-8") if report.exists() else ""
    status, sentence = verdict(json.loads(text or "{}"))
    print(sentence)
    return status


def verdict(report: Mapping[str, Any]) -> tuple[int, str]:
    """The exit status and the sentence for a report of pip-audit; an empty one is of no data."""
    looked_at = [each for each in report.get("dependencies", ()) if "vulns" in each]
    faults = [
        f"{each['name']} {each['version']}: {fault['id']}, mended in "
        f"{', '.join(fault['fix_versions']) or 'no version yet'}"
        for each in looked_at
        for fault in each["vulns"]
    ]
    if faults:
        return 1, "Known faults:\n" + "\n".join(faults)
    if not looked_at:
        return 0, UNREACHED
    left_out = [each["name"] for each in report["dependencies"] if "vulns" not in each]
    rest = f" Not known to PyPI: {', '.join(left_out)}." if left_out else ""
    return 0, f"No known fault in {len(looked_at)} packages.{rest}"


def main(arguments: list[str]) -> int:
    """Do what the first argument says; gives the exit status."""
    if arguments[:1] == ["audit"]:
        return audit()
    Path(arguments[1]).write_text(json.dumps(bill(), indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
