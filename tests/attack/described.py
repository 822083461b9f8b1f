"""Every address of the API in every way that its description allows, by schemathesis."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attack import Tally
from tests.server import running


def attack(cases: int) -> Tally:
    """Make ``cases`` calls of each address and kind; none is a fault of the server or undescribed.

    Random bytes and texts are in the description, but few of them are files that can be read or
    texts of a language that is installed, so that a refusal is no fault here.
    """
    tally = Tally("calls by the API's description")
    if find_spec("schemathesis") is None:
        tally.expect(False, "schemathesis is not installed: see the group “contract”")
        return tally
    with TemporaryDirectory() as name, running(Path(name), VISAVIS_SEEDS="no") as server:
        command = [sys.executable, "-m", "schemathesis.cli", "run", f"{server.address}/spec"]
        command += ["--no-color", "--generation-deterministic", "--max-examples", str(cases)]
        command += ["--exclude-checks", "positive_data_acceptance"]
        done = subprocess.run(command, cwd=name, capture_output=True, text=True, check=False)
    generated = re.search(r"(\d+) generated", done.stdout)
    tally.tries = int(generated[1]) if generated else 1
    if done.returncode:
        tally.faults.append(done.stdout[-2_000:] + done.stderr[-500:])
    return tally
