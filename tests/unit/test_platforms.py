"""What other systems lack is done without: Windows has no POSIX modules, macOS no affinity."""

import os
import subprocess
import sys
from pathlib import Path

#: Imports every module and uses some where these of Python's modules and names do not exist. The
#: libraries are imported before, since they have their own ways on other systems.
SCRIPT = """
import importlib, os, pathlib, pkgutil, signal, sys
import alembic, click.testing, ctranslate2, filelock, flask, huey.consumer, limits, lxml.etree
import huey.storage, platformdirs, pydantic, reportlab.pdfgen.canvas, sentencepiece, sqlalchemy
import waitress

for name in ("fcntl", "grp", "posix", "pwd", "resource", "termios"):
    sys.modules[name] = None
for name in ("fork", "geteuid", "getuid", "nice", "sched_getaffinity"):
    delattr(os, name)
for name in ("SIGHUP", "SIGKILL", "SIGUSR1", "alarm", "pthread_sigmask"):
    delattr(signal, name)

import visavis, webapp
paths = {"webapp.": webapp.__path__, "visavis.": visavis.__path__}
found = [module for name, path in paths.items() for module in pkgutil.walk_packages(path, name)]
for module in found:
    if module.name not in ("webapp.wsgi", "visavis.__main__") and "migrations" not in module.name:
        importlib.import_module(module.name)

from webapp.ending import end_on_signals
from webapp.formats.readers.process import bound_itself
from webapp.pretranslation.leases import _runs

end_on_signals(lambda: None)
bound_itself(1 << 30, 60)
os.name = "nt"
assert _runs(1)
os.name = "posix"  # what follows asks the system that is really there
with visavis.Library("data") as library:
    library.add("Il pleut.")
    library.translate(1)
    print(library.search("pleut")[0].segment.target)
print(len(found))
"""


def test_all_of_it_runs_without_the_modules_and_names_of_posix(tmp_path: Path) -> None:
    environ = os.environ | {"PYTHONPATH": str(Path.cwd()), "VISAVIS_SEEDS": "no"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=tmp_path, env=environ, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    target, count = done.stdout.splitlines()
    assert (target != "None", int(count) > 200) == (True, True), done.stdout
