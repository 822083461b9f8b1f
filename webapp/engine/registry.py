"""The translators of all installed packages."""

import logging
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from itertools import chain
from pathlib import Path

from webapp.engine.batches.decoding import Decoding, Model
from webapp.engine.batches.device import on_gpu
from webapp.engine.batches.scheduler import Scheduler
from webapp.engine.interface import Language, Translator, Workload
from webapp.engine.packages import (
    InstalledPackage,
    argos_folders,
    bundled_folder,
    find_packages,
)
from webapp.engine.pivot import PIVOT_LANGUAGE, PivotTranslator, reachable_languages
from webapp.engine.sources.post_editing import KnownWords, PostEditor
from webapp.engine.translator import ArgosTranslator
from webapp.errors import NoPackage, UnsupportedPair, VisavisError
from webapp.settings import Settings
from webapp.text.terms.terms import Term
from webapp.words.lookup import bundled_dictionary
from webapp.words.wordings import Wordings

_log = logging.getLogger(__name__)

#: Tokens of a batch where the settings leave the choice. A core is busy with few (measured, see
#: docs/performance.md); a GPU needs many (its figure is not measured yet).
BATCH_TOKENS_CPU, BATCH_TOKENS_GPU = 384, 8192


class ArgosTranslators:
    """The real ``webapp.engine.Translators``: the user's Argos packages, then the bundled one.

    Packages installed, replaced or removed meanwhile are seen without a restart. ``folders``
    replaces the places where packages are looked for.
    """

    def __init__(self, settings: Settings, folders: Sequence[Path] | None = None) -> None:
        self._settings = settings
        self._folders = folders
        self._lock = threading.RLock()
        self._stamps: frozenset[tuple[Path, int]] | None = None
        self._packages: list[InstalledPackage] = []
        self._translators: dict[InstalledPackage, ArgosTranslator] = {}

    def languages(self) -> list[Language]:
        """See ``webapp.engine.Translators``."""
        packages = self._installed()
        names = {package.target_language: package.target_name for package in packages}
        names |= {package.source_language: package.source_name for package in packages}
        return reachable_languages([package.pair for package in packages], names)

    def pairs(self) -> list[tuple[str, str]]:
        """See ``webapp.engine.Translators``."""
        return [package.pair for package in self._installed()]

    def get(self, source_language: str, target_language: str) -> Translator:
        """See ``webapp.engine.Translators``."""
        with self._lock:
            packages = {package.pair: package for package in self._installed()}
            if not packages:
                raise NoPackage
            package = packages.get((source_language, target_language))
            if package is None:
                return self._through_pivot(source_language, target_language, list(packages))
            if package not in self._translators:
                self._translators[package] = self._opened(package)
            return self._translators[package]

    def _through_pivot(
        self, source_language: str, target_language: str, pairs: list[tuple[str, str]]
    ) -> Translator:
        steps = [(source_language, PIVOT_LANGUAGE), (PIVOT_LANGUAGE, target_language)]
        if not set(steps) <= set(pairs):
            raise UnsupportedPair(source_language, target_language, pairs)
        first, second = (self.get(*step) for step in steps)
        return PivotTranslator(first, second)

    def warm(self) -> None:
        """See ``webapp.engine.Translators``."""
        threading.Thread(target=self._warm, name="warming", daemon=True).start()

    def reopen(self) -> None:
        """See ``webapp.engine.Translators``."""
        with self._lock:
            self._stamps, self._translators = None, {}
        self.warm()

    def workloads(self) -> list[Workload]:
        """See ``webapp.engine.Translators``."""
        with self._lock:
            translators = list(self._translators.values())
        return [translator.workload for translator in translators]

    def close(self) -> None:
        """See ``webapp.engine.Translators``."""
        with self._lock:
            translators = list(self._translators.values())
        for translator in translators:
            translator.close()

    def _warm(self) -> None:
        try:
            self.get(*self.pairs()[0]).submit(["Bonjour."]).result()
        except CancelledError:  # the engine closes already
            return
        except (IndexError, VisavisError) as error:
            _log.warning("The translation model could not be loaded ahead: %s", error)

    def _opened(self, package: InstalledPackage) -> ArgosTranslator:
        settings = self._settings
        gpu = on_gpu(settings.device)
        workers = settings.threads or (1 if gpu else cores())
        decoding = Decoding(beam_size=settings.beam_size, longest=package.longest_source)
        model = Model(
            package,
            decoding,
            workers=workers,
            device=settings.device,
            compute_type=settings.compute_type,
        )
        # A decoding thread a worker: choosing a batch takes too little time to need one more.
        batch_tokens = settings.batch_tokens or (BATCH_TOKENS_GPU if gpu else BATCH_TOKENS_CPU)
        scheduler = Scheduler(
            model.decode,
            threads=workers,
            batch_tokens=batch_tokens,
            widest=decoding.beam_size,
        )
        return ArgosTranslator(
            package,
            model,
            scheduler,
            decoding,
            terms=[Term(word, None, case_sensitive=True) for word in settings.terms],
            english_figures=settings.english_figures,
            post_editor=_post_editor(package),
        )

    def _installed(self) -> list[InstalledPackage]:
        """The packages, looked for again when a package folder has changed."""
        with self._lock:
            if self._folders is None:
                self._folders = [*argos_folders(), bundled_folder()]
            stamps = frozenset(chain.from_iterable(map(_stamps, self._folders)))
            if stamps != self._stamps:
                replaced = {path for path, _ in stamps ^ (self._stamps or frozenset())}
                self._packages = find_packages(self._folders)
                self._stamps = stamps
                # Those forgotten here serve whoever still holds them, and go with the last one.
                kept = self._translators.keys() & set(self._packages)
                self._translators = {
                    p: self._translators[p] for p in kept if p.path not in replaced
                }
            return self._packages


def _post_editor(package: InstalledPackage) -> PostEditor | None:
    """What mends the words that a package makes up, if it has a list of those that there are."""
    if package.name != "fr_en" or not package.words_path:
        return None
    return PostEditor(KnownWords(package.words_path), Wordings(bundled_dictionary()))


def _stamps(folder: Path) -> Iterator[tuple[Path, int]]:
    """The visible entries of a folder with their inodes.

    What takes the place of another has another inode, while the time at which a folder changed is
    too coarse to tell two changes of one moment apart.
    """
    with suppress(OSError), os.scandir(folder) as entries:  # it need not exist
        for entry in entries:
            if not entry.name.startswith("."):
                yield Path(entry.path), entry.inode()


def cores() -> int:
    """Physical cores this process may use: two threads of one core share its arithmetic units."""
    usable = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    if usable is None:
        return os.cpu_count() or 1
    return len({_siblings(cpu) for cpu in usable})


def _siblings(cpu: int) -> str:
    try:
        return Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list").read_text()
    except OSError:
        return str(cpu)
