"""Vis-à-vis for programs: translate offline, read and write documents, keep a library.

    >>> import visavis
    >>> visavis.translate("Il pleut.")
    "It's raining."

All that is named here stays as it is within a major version; modules of ``webapp`` may change.
Languages are BCP 47 codes. Errors are ``VisavisError``; ``str(error)`` is a sentence for people.
Importing this loads no model and makes no file; ``Library`` alone keeps anything.
"""

from importlib.metadata import version

from visavis.files import read, segment, write
from visavis.library import Library
from visavis.translating import Translator, translate
from webapp.errors import VisavisError
from webapp.formats.edition import Edition
from webapp.formats.readers.imported import ImportedDocument
from webapp.library import Document, Hit
from webapp.text import TextSegment
from webapp.translation.files import File
from webapp.translation.texts import AlignedSegment

__version__ = version("visavis")

__all__ = [
    "AlignedSegment",
    "Document",
    "Edition",
    "File",
    "Hit",
    "ImportedDocument",
    "Library",
    "TextSegment",
    "Translator",
    "VisavisError",
    "read",
    "segment",
    "translate",
    "write",
]
