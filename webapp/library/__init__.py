"""Keeps documents, segments and the translation memory in a database; alone uses SQL."""

from typing import Self

from webapp.library.columns import Halt, Origin, State
from webapp.library.database import Database
from webapp.library.documents.adding import NewDocument
from webapp.library.documents.copying import Copies
from webapp.library.documents.documents import Documents
from webapp.library.documents.parts import Block, Contents, Part, TranslatedPair
from webapp.library.documents.shelf import Hit, Shelf
from webapp.library.editing.corrections import Corrected, Corrections
from webapp.library.editing.cuts import Cuts
from webapp.library.editing.edits import Editable, Edits, Twin
from webapp.library.editing.renewals import Renewals
from webapp.library.keys import Keys
from webapp.library.knowledge.glossaries import Glossaries
from webapp.library.knowledge.memory import Memory, Target
from webapp.library.knowledge.termbase import NewTerm, Termbase
from webapp.library.knowledge.units import FuzzyMatch, Units
from webapp.library.pending.claims import Claims
from webapp.library.pending.pending_segments import Pending
from webapp.library.pending.workers import Workers
from webapp.library.pending.worklist import Worklist
from webapp.library.reading.annotations import Annotated, Annotations
from webapp.library.reading.bookmarks import Bookmark, Bookmarks
from webapp.library.reading.kept_words import KeptWord, MetWord, WordState
from webapp.library.reading.knownness import Knownness
from webapp.library.reading.reviews import Due, Reviews
from webapp.library.reading.vocabulary import WORD_ORDERS, Vocabulary
from webapp.library.schema import ApiKey, Document, Segment, TermEntry, TranslationUnit, Version
from webapp.library.upkeep.copies import existing_file

__all__ = [
    "WORD_ORDERS",
    "Annotated",
    "ApiKey",
    "Block",
    "Bookmark",
    "Claims",
    "Contents",
    "Copies",
    "Corrected",
    "Cuts",
    "Database",
    "Document",
    "Documents",
    "Due",
    "Editable",
    "Edits",
    "FuzzyMatch",
    "Glossaries",
    "Halt",
    "Hit",
    "KeptWord",
    "Keys",
    "Knownness",
    "Library",
    "Memory",
    "MetWord",
    "NewDocument",
    "NewTerm",
    "Origin",
    "Part",
    "Pending",
    "Reviews",
    "Segment",
    "Shelf",
    "State",
    "Target",
    "TermEntry",
    "Termbase",
    "TranslatedPair",
    "TranslationUnit",
    "Twin",
    "Units",
    "Version",
    "Vocabulary",
    "WordState",
    "Workers",
    "Worklist",
    "existing_file",
]


class Library:
    """One database and all that is done with it, by purpose; ``with`` closes it."""

    def __init__(self, url: str, most_characters: int = 0) -> None:
        """Open the library at a SQLAlchemy URL, or make it; raises BadInput, LibraryUnavailable.

        Its texts may have ``most_characters`` together, in code points; 0 is no limit.
        """
        self._database = Database(url)
        self.is_new = self._database.is_new
        self.documents = Documents(self._database, most_characters)
        self.copies = Copies(self._database, most_characters)
        self.shelf = Shelf(self._database)
        self.worklist = Worklist(self._database)
        self.claims = Claims(self._database)
        self.workers = Workers(self._database)
        self.memory = Memory(self._database)
        self.termbase = Termbase(self._database)
        self.renewals = Renewals(self._database)
        self.glossaries = Glossaries(self._database)
        self.keys = Keys(self._database)
        self.annotations = Annotations(self._database)
        self.bookmarks = Bookmarks(self._database)
        self.vocabulary = Vocabulary(self._database)
        self.reviews = Reviews(self._database)
        self.knownness = Knownness(self._database)
        self.corrections = Corrections(self._database, self.memory)
        self.edits = Edits(self._database, self.memory)
        self.cuts = Cuts(self._database, self.memory)
        self.units = Units(self._database, self.memory)

    def close(self) -> None:
        """Close every connection to the database."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()
