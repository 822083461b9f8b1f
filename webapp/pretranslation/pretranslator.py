"""The work of jobs: a document translated whole, a share of it, or the place that is being read."""

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import suppress
from threading import Lock

from cachetools import LRUCache

from webapp.engine import Translator, Translators
from webapp.errors import Busy, LibraryUnavailable, NotFound, VisavisError, without_message
from webapp.library import Document, Library
from webapp.pretranslation.filling import (
    pretranslate,
    pretranslate_place,
    pretranslate_share,
    take_over,
)
from webapp.pretranslation.leases import leased, release_gone, sharing
from webapp.pretranslation.opening import Opening

log = logging.getLogger(__name__)

#: What is told of a fault that nobody has thought of.
UNFORESEEN = "Something went wrong while this text was translated; the fault was logged."
#: The most openings that wait for their jobs. Some never come here: the text is deleted, or another
#: machine translates it.
OPENINGS = 64


class Pretranslator:
    """Translates documents of a library, whatever asks for it: a job, a page, the command line."""

    def __init__(self, library: Library, translators: Translators) -> None:
        self._library = library
        self._translators = translators
        self._openings: LRUCache[int, Opening] = LRUCache(OPENINGS)
        self._openings_lock = Lock()

    def hand_over(self, document: Document, begun: Opening) -> None:
        """Store an opening that is ready, for the first page to show; else leave it to the job."""
        if not begun.translations.done():
            with self._openings_lock:
                self._openings[document.id] = begun
            return
        with suppress(VisavisError):  # the text is kept, and the job tries again
            translator = self.translator_of(document)
            take_over(self._library, translator, document.id, begun)

    def pretranslate(self, document_id: int) -> None:
        """Do the job of a document: translate its pending segments, or note why none can be.

        Raises Busy while another job has the document, and LibraryUnavailable; the job must then
        run again.
        """
        try:
            document = self._library.documents.get(document_id)
            if not document.held:
                self._pretranslate_or_share(document)
        except NotFound:
            log.info("Document %d was deleted while it was being translated.", document_id)
        except CancelledError:
            log.info("Document %d is left for the next start: the engine closes.", document_id)
        except (Busy, LibraryUnavailable):
            raise
        except VisavisError as error:
            self._library.worklist.set_failure(document_id, str(error))
        except Exception as error:
            log.exception("Unforeseen %s", type(error).__name__, exc_info=without_message(error))
            self._library.worklist.set_failure(document_id, UNFORESEEN)

    def _pretranslate_or_share(self, document: Document) -> None:
        claims = self._library.claims
        try:
            with leased(claims, document.id) as holder:
                self._pretranslate(document, holder if claims.are_shared else "")
        except Busy:
            if not claims.are_shared:
                raise
            with sharing(claims) as holder:
                translator = self.translator_of(document)
                pretranslate_share(self._library, translator, document.id, holder)

    def _pretranslate(self, document: Document, holder: str) -> None:
        with self._openings_lock:
            begun = self._openings.pop(document.id, None)
        translator = self.translator_of(document)
        self._library.worklist.set_failure(document.id, None)
        pretranslate(self._library, translator, document.id, begun, holder)

    def shareable(self) -> list[int]:
        """The documents that this process can take a share of; none while that is not known."""
        try:
            return self._library.worklist.shareable() if self._library.claims.are_shared else []
        except LibraryUnavailable:
            return []

    def unfinished(self) -> list[int]:
        """The documents that lack a job; gives none while the library cannot be read."""
        try:
            release_gone(self._library.claims)
            return self._library.worklist.unfinished()
        except LibraryUnavailable:
            return []

    def pretranslate_place(
        self, document_id: int, first: int, is_wanted: Callable[[], bool]
    ) -> None:
        """Translate the neighbourhood of segment ``first``, as long as it is wanted.

        Raises what ``filling.pretranslate_place`` raises, NotFound and UnsupportedPair.
        """
        document = self._library.documents.get(document_id)
        translator = self.translator_of(document)
        pretranslate_place(self._library, translator, document_id, first, is_wanted)

    def translator_of(self, document: Document) -> Translator:
        """The translator of a document, with the terms that count in it."""
        translator = self._translators.get(document.source_language, document.target_language)
        return translator.with_terms(self._library.termbase.terms(document))
