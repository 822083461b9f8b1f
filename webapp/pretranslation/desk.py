"""The desk: whatever changes a document goes over it, from the pages and the command line."""

import logging
from collections.abc import Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path

from webapp.engine import Translators
from webapp.errors import LibraryUnavailable, NotFound, TooLarge, VisavisError
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.imported import ImportedDocument
from webapp.library import Document, Library, Segment
from webapp.pretranslation import opening
from webapp.pretranslation.filling import pretranslate, take_over
from webapp.pretranslation.intake import new_document
from webapp.pretranslation.jobs import Jobs
from webapp.translation.interpreter import Interpreter

log = logging.getLogger(__name__)


class Desk:
    """Takes texts in, has them translated, and answers for both."""

    def __init__(
        self,
        library: Library,
        translators: Translators,
        jobs_folder: Path,
        max_text_chars: int,
        recent_chars: int = 0,
    ) -> None:
        self.library = library
        self.translators = translators
        self.interpreter = Interpreter(translators, library.memory, recent_chars)
        self.jobs = Jobs(jobs_folder, self.pretranslate)
        self._max_text_chars = max_text_chars
        self._openings: dict[int, opening.Opening] = {}

    def start(self) -> None:
        """Run jobs in this process, beginning with what an earlier one left unfinished."""
        self.jobs.clear()
        for document_id in self.library.worklist.unfinished():
            self.jobs.enqueue(document_id)
        self.jobs.start()
        self.translators.warm()

    def close(self) -> None:
        """Stop jobs, engine and library; what is unfinished goes on at the next start."""
        self.jobs.stop()
        self.translators.close()
        self.library.close()

    def add_document(
        self, text: str, title: str = "", source_language: str = "fr", target_language: str = "en"
    ) -> Document:
        """Keep a text, fill in what the memory knows, and ask for the rest to be translated.

        Raises EmptyText, TooLarge, LibraryUnavailable. A pair without a package is no error here:
        the text is kept, and its page says what is missing.
        """
        imported = ImportedDocument(text)
        return self.add_imported([imported], title, source_language, target_language)[0]

    def add_imported(
        self,
        several: Sequence[ImportedDocument],
        title: str = "",
        source_language: str = "fr",
        target_language: str = "en",
    ) -> list[Document]:
        """Keep what readers of webapp.formats found, each as add_document does; all or none.

        ``title`` counts only when there is one.
        """
        for imported in several:
            self._check_length(imported.text)
        own_title = title if len(several) == 1 else ""
        begun = self._begin(several, source_language, target_language)
        news = [new_document(i, own_title, source_language, target_language) for i in several]
        documents = self.library.documents.add(
            news, self._identity(source_language, target_language)
        )
        for document, imported in zip(documents, several, strict=True):
            self._ask_for(document, begun, any("marks" in each for each in imported.details))
        return documents

    def _begin(
        self, several: Sequence[ImportedDocument], source_language: str, target_language: str
    ) -> opening.Opening | None:
        """Translate the first segments of a single text ahead, where the jobs run here."""
        if len(several) > 1 or not self.jobs.running:
            return None
        try:
            translator = self.translators.get(source_language, target_language)
            return opening.begin(several[0].text, translator, self.library.memory)
        except VisavisError:
            return None  # whatever it is, it is told when the text is kept or translated

    def _check_length(self, text: str) -> None:
        if len(text) > self._max_text_chars:
            raise TooLarge(
                f"This text has {len(text):,} characters; the limit is {self._max_text_chars:,}. "
                "Cut it into parts, or raise VISAVIS_MAX_TEXT_CHARS."
            )

    def _ask_for(
        self, document: Document, begun: opening.Opening | None, has_marks: bool = False
    ) -> None:
        """Have what is pending of a new document translated, and the words that have marks."""
        if (document.pending_count or has_marks) and not document.held:
            if begun and document.pending_count:
                self._hand_over(document, begun)
            self.jobs.enqueue(document.id)

    def _hand_over(self, document: Document, begun: opening.Opening) -> None:
        """Store an opening that is ready, for the first page to show; else leave it to the job."""
        if not begun.translations.done():
            self._openings[document.id] = begun
            return
        translator = self.translators.get(document.source_language, document.target_language)
        with suppress(LibraryUnavailable):  # the text is kept: the job will try again
            take_over(self.library, translator, document.id, begun)

    def add_files(self, files: Sequence[Path]) -> list[Document]:
        """Keep each file, all or none.

        Raises NotText, UnreadableDocument and what add_document raises.
        """
        return self.add_imported([read_document(file.read_bytes(), file.name) for file in files])

    def retry_segment(self, segment_id: int) -> Segment:
        """Have a failed segment translated again; raises NotFound, LibraryUnavailable."""
        segment = self.library.worklist.retry(segment_id)
        self.jobs.enqueue(segment.document_id)
        return segment

    def retry_document(self, document_id: int) -> None:
        """Have a document's pending segments tried again, whatever kept them from it.

        Raises NotFound, LibraryUnavailable.
        """
        self.library.worklist.release(document_id)
        self.jobs.enqueue(document_id)

    def renew_document(self, document_id: int) -> None:
        """Have a document translated again, by the package in use now; corrections stay.

        Raises NotFound, LibraryUnavailable.
        """
        self.library.worklist.renew(document_id)
        self.jobs.enqueue(document_id)

    def delete_document(self, document_id: int) -> Document:
        """Take a document from the library; restore_document brings it back for a day.

        Raises NotFound, LibraryUnavailable.
        """
        return self.library.shelf.delete(document_id)

    def restore_document(self, document_id: int) -> Document:
        """Bring a deleted document back and go on with it; raises NotFound, LibraryUnavailable."""
        document = self.library.shelf.restore(document_id)
        if document.pending_count and not document.held and document.halt is None:
            self.jobs.enqueue(document_id)
        return document

    def pretranslate(self, document_id: int) -> None:
        """The job: translate a document's pending segments, or note why none can be.

        Raises LibraryUnavailable, after which the job is to be run again.
        """
        begun = self._openings.pop(document_id, None)
        try:
            document = self.library.documents.get(document_id)
            if document.held:
                return
            translator = self.translators.get(document.source_language, document.target_language)
            self.library.worklist.set_failure(document_id, None)
            pretranslate(self.library, translator, document_id, begun)
        except NotFound:
            log.info("Document %d was deleted while it was being translated.", document_id)
        except CancelledError:
            log.info("Document %d is left for the next start: the engine closes.", document_id)
        except LibraryUnavailable:
            raise
        except VisavisError as error:
            self.library.worklist.set_failure(document_id, str(error))

    def _identity(self, source_language: str, target_language: str) -> str | None:
        try:
            return self.translators.get(source_language, target_language).identity
        except VisavisError:
            return None
