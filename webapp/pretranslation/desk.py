"""The desk: what pages and the command line ask for that needs the translator or the jobs.

Over the desk go adding documents, trying, renewing and pretranslating them, deleting and restoring
them, and the texts of requests (``Desk.interpreter``). What only reads or writes the library is
asked of ``Desk.library``: reading, searching, naming, tagging, halting, and keys. A corrected file
goes to webapp.pretranslation.corrections, and a download to webapp.pretranslation.editions.
"""

from collections.abc import Sequence
from pathlib import Path

from webapp.engine import Translators
from webapp.engine.identity import is_newer
from webapp.errors import NoPackage, TooLarge, VisavisError
from webapp.formats.readers.bounded import read_file
from webapp.formats.readers.imported import ImportedDocument
from webapp.library import Document, Editable, Library, NewDocument, Part, Segment, State
from webapp.library.editing.renewals import Renewal
from webapp.pretranslation import opening
from webapp.pretranslation.alternatives import alternatives, continuations
from webapp.pretranslation.intake import Source, checked_source, new_document
from webapp.pretranslation.jobs import Jobs
from webapp.pretranslation.learning import Learnings
from webapp.pretranslation.leases import release_gone
from webapp.pretranslation.places import Places
from webapp.pretranslation.presence import Presence
from webapp.pretranslation.pretranslator import Pretranslator
from webapp.pretranslation.queues import opened_queue
from webapp.study.counting import Counting
from webapp.translation.interpreter import Interpreter
from webapp.translation.recent import RecentAnswers
from webapp.words.lookup import bundled_dictionary


class Desk:
    """The parts of a running application: library, translators, interpreter and jobs.

    Its methods keep a document and its job together, so that what is pending is translated.
    ``queue_url`` is the address of a Redis for the queue of jobs, or empty for a file in
    ``jobs_folder``. ``max_text_chars`` bounds the text of one document, in characters; ``recent``
    has the interpreter's recent answers.
    """

    def __init__(
        self,
        library: Library,
        translators: Translators,
        jobs_folder: Path,
        max_text_chars: int,
        recent: RecentAnswers | None = None,
        queue_url: str = "",
    ) -> None:
        self.library = library
        self.translators = translators
        self._recent = recent or RecentAnswers()
        self.interpreter = Interpreter(translators, library.memory, self._recent)
        queue = opened_queue(jobs_folder, queue_url)
        self.pretranslator = Pretranslator(library, translators)
        self.jobs = Jobs(
            queue, self.pretranslate, self.pretranslator.unfinished, self.pretranslator.shareable
        )
        self._presence = Presence(library, translators, self.jobs)
        self.places = Places(self.pretranslator.pretranslate_place)
        self.learnings = Learnings(library)
        self.counting = Counting(library, bundled_dictionary())
        self._max_text_chars = max_text_chars

    def start(self) -> None:
        """Run jobs in this process, first those that an earlier process left unfinished.

        Raises Refused where processes with other packages translate for the same library.
        """
        self._presence.begin()
        release_gone(self.library.claims)
        for document_id in self.library.worklist.unfinished(with_failed=True):
            self.jobs.enqueue(document_id)
        self.jobs.start()
        self.counting.start()
        self.translators.warm()

    def rest(self) -> None:
        """Stop all that runs here, until the next start; the engine stays, and pages are shown."""
        self.jobs.stop()
        self.counting.stop()
        self.library.close()

    def check_ready(self) -> None:
        """Raise LibraryUnavailable or NoPackage where nothing could be kept or translated now."""
        self.library.worklist.unfinished()
        if not self.translators.pairs():
            raise NoPackage

    def close(self) -> None:
        """Stop jobs, engine and library; the next start goes on with unfinished documents."""
        self.jobs.stop()
        self._presence.end()
        self.counting.stop()
        self.translators.close()
        self.places.close()
        self._recent.close()
        self.library.close()

    def add_document(
        self, text: str, title: str = "", source_language: str = "fr", target_language: str = "en"
    ) -> Document:
        """Keep a text, fill in what the memory knows, and queue the rest for translation.

        A pair without a package is no error here: the text is kept, and its page says what is
        missing. Raises EmptyText, TooLarge, LibraryUnavailable.
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
        """Keep imported documents as add_document keeps a text, all or none of them.

        ``title`` is the title of a single document; among several it does not count. A document
        that seems to be in another language than ``source_language`` waits for an answer; for AUTO
        each gets its own language. Raises what add_document raises, and with AUTO BadInput,
        UnreadLanguage and NoPackage.
        """
        for imported in several:
            self._check_length(imported.text)
        given_title = title if len(several) == 1 else ""
        sources = [
            checked_source(imported.text, source_language, target_language, self.translators)
            for imported in several
        ]
        begun = self._begin(several, sources, target_language)
        news = [
            new_document(imported, given_title, source, target_language)
            for imported, source in zip(several, sources, strict=True)
        ]
        documents = self.library.documents.add(news, self.identity_of)
        for document, imported in zip(documents, several, strict=True):
            self._ask_for(document, begun, any("marks" in detail for detail in imported.details))
        self.counting.wake()
        return documents

    def _begin(
        self, several: Sequence[ImportedDocument], sources: Sequence[Source], target_language: str
    ) -> opening.Opening | None:
        """Send the first segments of a single text to the engine, if jobs run in this process."""
        if len(several) != 1 or sources[0].question or not self.jobs.running:
            return None
        try:
            translator = self.translators.get(sources[0].language, target_language)
            terms = self.library.termbase.general_terms(sources[0].language, target_language)
            return opening.begin(several[0].text, translator.with_terms(terms), self.library.memory)
        except VisavisError:
            return None  # keeping or translating the text raises the same error

    def _check_length(self, text: str) -> None:
        if len(text) > self._max_text_chars:
            raise TooLarge(
                f"This text has {len(text):,} characters; the limit is {self._max_text_chars:,}. "
                "Cut it into parts and bring them one after another."
            )

    def _ask_for(
        self, document: Document, begun: opening.Opening | None, has_marks: bool = False
    ) -> None:
        """Queue a new document that has pending segments or marked words."""
        if (document.pending_count or has_marks) and not document.held:
            if begun and document.pending_count:
                self.pretranslator.hand_over(document, begun)
            self.jobs.enqueue(document.id)

    def add_files(self, files: Sequence[Path], source_language: str = "fr") -> list[Document]:
        """Keep files as add_imported keeps what is read from them, all or none.

        Raises NotText, UnreadableDocument and what add_imported raises.
        """
        several = [read_file(file.read_bytes(), file.name) for file in files]
        return self.add_imported(several, source_language=source_language)

    def retry_segment(self, segment_id: int) -> Segment:
        """Queue a failed segment again; raises NotFound, LibraryUnavailable."""
        segment = self.library.worklist.retry(segment_id)
        self.jobs.enqueue(segment.document_id)
        return segment

    def restore_version(self, segment_id: int, version_id: int) -> None:
        """Give a segment one of its versions again; one without a target is translated.

        Raises NotFound, LibraryUnavailable.
        """
        segment = self.library.edits.restore(segment_id, version_id)
        if segment.state is State.PENDING:
            self.jobs.enqueue(segment.document_id)

    def alternatives(self, editable: Editable) -> list[str]:
        """Other wordings of a segment, likely ones first; takes as long as a translation.

        Raises TranslationFailed, Unavailable, UnsupportedPair, NoPackage, LibraryUnavailable.
        """
        return alternatives(self.pretranslator.translator_of(editable.document), editable)

    def continuations(self, editable: Editable, target: str, at: int) -> list[str]:
        """Other wordings of a segment from the word at an offset of ``target`` on.

        Raises what ``alternatives`` raises.
        """
        return continuations(
            self.pretranslator.translator_of(editable.document), editable, target, at
        )

    def renew_term(self, term_id: int) -> Renewal:
        """Queue the sentences that a term would change to be translated again.

        Raises NotFound, Refused, LibraryUnavailable.
        """
        renewal = self.library.renewals.renew(term_id)
        for document_id in renewal.document_ids:
            self.jobs.enqueue(document_id)
        return renewal

    def retry_document(self, document_id: int) -> None:
        """Clear a document's failure, question and halt, and queue its pending segments.

        Raises NotFound, LibraryUnavailable.
        """
        self.library.worklist.release(document_id)
        self.jobs.enqueue(document_id)

    def renew_document(self, document_id: int) -> None:
        """Queue a document to be translated again by the package in use now; corrections stay.

        Raises NotFound, Refused, LibraryUnavailable.
        """
        self.library.worklist.renew(document_id)
        self.jobs.enqueue(document_id)

    def better_translator(self, document: Document) -> str | None:
        """The identity of the translator in use now, if a document has targets of an older one."""
        identity = self.identity_of(document)
        if identity and any(is_newer(identity, older) for older in document.identities):
            return identity
        return None

    def look_at(self, part: Part, *, jumped: bool) -> None:
        """Have a part that a person looks at translated first, where jobs run in this process.

        ``jumped`` says that the person has left every other part. The document's job begins with
        the first part, so this needs nothing unless the job waits behind those of others.
        """
        document = part.document
        waits = document.held or document.failure or document.halt
        if not document.pending_count or waits or not self.jobs.running:
            return
        if part.first == 1 and self.jobs.takes_soon(document.id):
            return
        segments = (segment for block in part.blocks for segment in block.segments)
        if any(segment.state is State.PENDING for segment in segments):
            self.places.want(document.id, part.first, now=jumped)

    def delete_document(self, document_id: int) -> Document:
        """Delete a document; for a day restore_document brings it back.

        Raises NotFound, LibraryUnavailable.
        """
        return self.library.shelf.delete(document_id)

    def restore_document(self, document_id: int) -> Document:
        """Restore a deleted document and queue its pending segments.

        Raises NotFound, LibraryUnavailable.
        """
        document = self.library.shelf.restore(document_id)
        if document.pending_count and not document.held and document.halt is None:
            self.jobs.enqueue(document_id)
        return document

    def pretranslate(self, document_id: int) -> None:
        """Do the job of a document; see ``Pretranslator.pretranslate``."""
        self.pretranslator.pretranslate(document_id)

    def identity_of(self, text: NewDocument | Document) -> str | None:
        """The identity of the translator of a text's languages; None without one."""
        try:
            return self.translators.get(text.source_language, text.target_language).identity
        except VisavisError:
            return None
