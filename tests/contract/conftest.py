"""A real server with the bundled package, and the clients that other people wrote for it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import requests

ROOT = Path(__file__).parents[2]
#: Where npm puts its clients; git knows nothing of it.
NPM_FOLDER = ROOT / ".cache" / "clients"
NPM_CLIENTS = ("translate", "libretranslate", "deepl-node")


def missing(what: str) -> None:
    """Skip, or fail where all clients must be there."""
    if os.environ.get("REQUIRE_CLIENTS"):
        pytest.fail(f"{what} is missing, and REQUIRE_CLIENTS is set.")
    pytest.skip(f"{what} is missing: see the group “contract” in pyproject.toml, and npm.")


def client_module(name: str) -> Any:
    """A client's module, or a skip that says which is missing."""
    try:
        return import_module(name)
    except ImportError:
        missing(f"The Python client {name}")


@contextmanager
def running_server(folder: Path, **settings: str) -> Iterator[str]:
    """A server in a process of its own; gives its address, without a slash at the end."""
    environment = os.environ | {
        f"VISAVIS_{name.upper()}": value for name, value in settings.items()
    }
    environment |= {
        "VISAVIS_DATA_DIR": str(folder),
        "VISAVIS_PORT": "0",
        "VISAVIS_SEEDS": "no",
        "ARGOS_PACKAGES_DIR": str(folder / "packages"),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-c", "from webapp.cli.main import main; main()", "serve"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, "the server did not start"
        yield found[0].rstrip("/")
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_server(
        tmp_path_factory.mktemp("server"), suggestions="yes", metrics="yes"
    ) as address:
        yield address


@pytest.fixture(scope="session")
def forgetful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that translates everything anew, so that equal answers say something."""
    with running_server(tmp_path_factory.mktemp("forgetful"), recent_chars="0") as address:
        yield address


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A server that asks for keys, and a key."""
    folder = tmp_path_factory.mktemp("guarded")
    command = [
        sys.executable,
        "-c",
        "from webapp.cli.main import main; main()",
        "keys",
        "create",
        "test",
    ]
    process = subprocess.run(
        [*command, "--data-dir", str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    with running_server(folder, api_keys="yes", monthly_chars="1000") as address:
        yield address, process.stdout.strip()


@pytest.fixture(scope="session")
def npm_folder() -> Path:
    """The folder in which ``make`` has put npm's clients."""
    for name in NPM_CLIENTS:
        if not (NPM_FOLDER / "node_modules" / name).is_dir():
            missing(f"npm's client {name} (make {NPM_FOLDER.relative_to(ROOT)}/node_modules)")
    return NPM_FOLDER


def lone(server: str, text: str, **fields: Any) -> Any:
    """What the server answers to one plain call: the measure for every client."""
    asked = {"q": text, "source": "fr", "target": "en"} | fields
    answer = requests.post(f"{server}/translate", json=asked)
    assert answer.status_code == 200
    return answer.json()["translatedText"]
