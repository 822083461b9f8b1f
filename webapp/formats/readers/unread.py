"""Files of other programs that are not read here, and what their owner can do."""

import re
from collections.abc import Mapping

from webapp.formats.archive import Archive

_SAVE = "Open it in LibreOffice or in the program that made it, save it as {} and try again."
#: What is said of a file that begins so.
_STARTS: Mapping[re.Pattern[bytes], str] = {
    re.compile(start, re.DOTALL): sentence
    for start, sentence in {
        rb"Rar!": "RAR archives are not read here.",
        rb"7z\xbc\xaf": "7z archives are not read here.",
        rb".{60}(?:BOOKMOBI|TEXtREAd)": "Books of Kindle and Palm are not read here. Make an EPUB "
        "of it, as Calibre does, and try again.",
        rb"\xffWPC": "Texts of WordPerfect are not read here. " + _SAVE.format(".docx"),
        rb"%!PS": "PostScript is not read here. Make a PDF of it, and try again.",
    }.items()
}


def unread_file(data: bytes) -> str | None:
    """The sentence about a file that is none of ours by its first bytes; None for any other."""
    sentences = (words for start, words in _STARTS.items() if start.match(data[:100]))
    return next(sentences, None)


def unread_archive(archive: Archive) -> str | None:
    """The sentence about an archive that another program made; None for any other."""
    if any(name.endswith(".iwa") for name in archive.names):
        return (
            "This is a file of Pages, Numbers or Keynote, which is not read here. "
            "Export it there as .docx, .xlsx or .pptx and try again."
        )
    return None
