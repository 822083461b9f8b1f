"""A library of documents, the same that ``visavis serve`` shows."""

from os import PathLike
from pathlib import Path
from typing import Self

from webapp.formats.edition import Edition
from webapp.formats.readers.imported import ImportedDocument
from webapp.library import Document, Hit
from webapp.opening import open_desk
from webapp.pretranslation.editions import edition_of
from webapp.settings import Settings


class Library:
    """Documents, their translations and the translation memory in a folder; ``with`` closes it.

    Without ``folder`` it is the one that the command and the server use. It is made if there is
    none. A server may run beside it. All methods raise LibraryUnavailable, and those that take the
    number of a document raise NotFound.
    """

    def __init__(self, folder: str | PathLike[str] | None = None) -> None:
        data_dir = None if folder is None else Path(folder)
        self._desk = open_desk(Settings.from_environment(data_dir=data_dir, seeds=False))

    def documents(self, words: str = "", tag: str = "") -> list[Document]:
        """The documents that have these words in their titles and this tag, the newest first."""
        return self._desk.library.shelf.documents(words, tag)

    def search(self, words: str, document: int | None = None) -> list[Hit]:
        """The first hundred sentences that have these words in either language."""
        return self._desk.library.shelf.hits(words, document)

    def add(
        self,
        document: ImportedDocument | str,
        title: str = "",
        source: str = "fr",
        target: str = "en",
    ) -> Document:
        """Keep a document (of ``read``) or a text; a server that runs translates it.

        Raises EmptyText, TooLarge, and what ``Translator.translate`` raises for ``auto``.
        """
        imported = ImportedDocument(document) if isinstance(document, str) else document
        return self._desk.add_imported([imported], title, source, target)[0]

    def translate(self, number: int) -> Document:
        """Translate what is pending of a document, and give its state then; raises Busy."""
        self._desk.pretranslate(number)
        return self._desk.library.documents.get(number)

    def edition(self, number: int) -> Edition:
        """A document in both languages, for ``write``; its blocks are read once."""
        return edition_of(self._desk.library, number)

    def delete(self, number: int) -> None:
        """Delete a document; for a day ``visavis delete --undo`` brings it back."""
        self._desk.library.shelf.delete(number)

    def close(self) -> None:
        """Close the library and free the model."""
        self._desk.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()
