"""The wheel, installed in an empty environment elsewhere, opens the same reader."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
import requests

from tests.documents import printed
from tests.server import SEED_TITLE, running, wait_until_done

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def visavis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a fresh environment that has the wheel, and sees our dependencies.

    The dependencies come from the environment of the tests through a path file, since no test
    reaches the network; Python reads no path file of a folder that a path file names, so the
    editable install of the checkout is not seen.
    """
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    home = folder / "elsewhere"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    [wheel] = folder.glob("visavis-*.whl")
    install = ["pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([sys.executable, "-m", *install], check=True, capture_output=True)
    [site] = home.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home / "bin" / "visavis"


def test_it_opens_the_seed_in_the_reader_from_anywhere(visavis: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [visavis.parent / "python", "-c", "import webapp; print(webapp.__file__)"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert str(visavis.parents[1]) in where.stdout
    with running(tmp_path, [str(visavis)], cwd=tmp_path) as server:
        assert SEED_TITLE in requests.get(server.address).text
        assert requests.get(f"{server.address}/static/app.css").ok
        wait_until_done(tmp_path, server, 15)
        reader = requests.get(f"{server.address}/documents/1").text
    assert "12 February 2026" in reader


def test_it_translates_in_a_terminal(visavis: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [visavis, "translate", "-"],
        input="Le chat est sur la table.",
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert "cat" in done.stdout
    assert "table" in done.stdout


def test_a_program_translates_and_keeps_nothing(visavis: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [visavis.parent / "python", "-c", "import visavis; print(visavis.translate('Il pleut.'))"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "VISAVIS_DATA_DIR": str(tmp_path / "data")},
    )
    assert "rain" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_it_reads_a_pdf_in_a_process_of_its_own(visavis: Path, tmp_path: Path) -> None:
    reading = (
        "import sys; from webapp.formats.readers.catalogue import read_document;"
        "sys.stdout.write(read_document(sys.stdin.buffer.read()).title)"
    )
    done = subprocess.run(
        [visavis.parent / "python", "-c", reading],
        input=printed(pages=1),
        capture_output=True,
        check=True,
        cwd=tmp_path,
    )
    assert done.stdout == b"Le Tirage"
