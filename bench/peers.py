"""Runs Argos Translate and LibreTranslate as they come, except for their sentence splitter.

Both fetch MiniSBD's model at first use, which offline they cannot. They get our segmenter in its
place, so that the comparison is of the engine's use alone. Both read the bundled package.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.http import free_port, wait_until_it_answers
from bench.splitter import Splitter
from webapp.engine.packages import bundled_folder

ROOT = Path(__file__).parents[1]
#: The Python that LibreTranslate is installed for; without it, LibreTranslate is left out.
LIBRETRANSLATE = "VISAVIS_BENCH_LIBRETRANSLATE"
PARAGRAPH = 4

_WRAPPER = f"""
import sys
sys.path.append({str(ROOT)!r})
from argostranslate import translate
from bench.splitter import Splitter
translate.MiniSBDSentencizer = Splitter
from libretranslate.main import main
main()
"""


def paragraphs(sources: Sequence[str]) -> list[str]:
    """Paragraphs of four segments."""
    return [" ".join(sources[at : at + PARAGRAPH]) for at in range(0, len(sources), PARAGRAPH)]


def libretranslate_python() -> Path | None:
    """The Python that runs LibreTranslate, or None."""
    name = os.environ.get(LIBRETRANSLATE, "")
    return Path(name) if name and Path(name).is_file() else None


@contextmanager
def libretranslate(python: Path) -> Iterator[tuple[str, int]]:
    """LibreTranslate's server, offline, on a free port; gives its host and port."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "HOME": folder,
            "XDG_DATA_HOME": folder,
            "ARGOS_PACKAGES_DIR": str(bundled_folder()),
            "ARGOS_PACKAGE_INDEX": "http://127.0.0.1:9/",  # no server is there
        }
        process = subprocess.Popen(
            [str(python), "-c", _WRAPPER, "--port", str(port)],
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until_it_answers("127.0.0.1", port, process)
            yield "127.0.0.1", port
        finally:
            process.kill()
            process.wait()


def translate_by_argos(text: str) -> str:
    """Call ``argostranslate.translate.translate``; the environment of this process sets how."""
    os.environ["ARGOS_PACKAGES_DIR"] = str(bundled_folder())
    from argostranslate import translate

    translate.MiniSBDSentencizer = Splitter
    translated: str = translate.translate(text, "fr", "en")
    return translated
