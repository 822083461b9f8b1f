"""Counts the words of documents behind the pages, each once."""

import threading
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress

from webapp.errors import NotFound, Unavailable
from webapp.library import Library
from webapp.words.dictionary import Dictionary
from webapp.words.disambiguation import Disambiguator
from webapp.words.tokens import french_forms

#: Seconds between two looks for documents that another process has added.
LOOK_SECONDS = 5
#: Texts that are counted at once, and the seconds of rest behind them. All of a book at once holds
#: the interpreter for a second or two, in which no page is answered.
GROUP, REST_SECONDS = 200, 0.02


def lexeme_counts(dictionary: Dictionary, sources: Iterable[str]) -> Counter[tuple[str, str]]:
    """How often each lexeme of the dictionary occurs in French texts; the rest is left out."""
    forms = french_forms(sources)
    return Disambiguator(dictionary, set(forms)).counts(forms)


class Counting:
    """A thread that counts documents which were not counted by this dictionary."""

    def __init__(self, library: Library, dictionary: Dictionary) -> None:
        self._library = library
        self._dictionary = dictionary
        self._rung = threading.Event()
        self._stopped = False

    def count(self) -> None:
        """Count every document that was not; raises LibraryUnavailable, DictionaryUnavailable."""
        knownness = self._library.knownness
        for document_id in knownness.uncounted(self._dictionary.identity):
            counts = self._counted(knownness.sources(document_id))
            with suppress(NotFound):
                knownness.put(document_id, self._dictionary.identity, counts)

    def _counted(self, sources: Sequence[str]) -> Counter[tuple[str, str]]:
        """``lexeme_counts``, with rests in which pages are answered."""
        counts: Counter[tuple[str, str]] = Counter()
        for first in range(0, len(sources), GROUP):
            if first:
                time.sleep(REST_SECONDS)
            counts += lexeme_counts(self._dictionary, sources[first : first + GROUP])
        return counts

    def start(self) -> None:
        """Count in a thread of this process until ``stop``."""
        self._stopped = False
        threading.Thread(target=self._run, name="counting", daemon=True).start()

    def wake(self) -> None:
        """Look for documents now."""
        self._rung.set()

    def stop(self) -> None:
        """Count no further document."""
        self._stopped = True
        self._rung.set()

    def _run(self) -> None:
        while not self._stopped:
            with suppress(Unavailable):  # the next look finds what could not be counted now
                self.count()
            self._rung.wait(LOOK_SECONDS)
            self._rung.clear()
