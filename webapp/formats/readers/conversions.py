"""Files of old kinds, which LibreOffice converts to kinds that are read, where it is installed."""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from webapp.errors import UnreadableDocument

_RTF = re.compile(rb"\s*+\{\\+rtf")
#: Bytes that stand in rich text as they are, and how many.
_BYTES = re.compile(rb"\\bin(\d{1,18})")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: What old files of Office have when a password protects them, whatever their program.
_PROTECTED = "EncryptedPackage"
#: Where programs are on macOS, which no path leads to.
_MAC = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")


@dataclass(frozen=True, slots=True)
class Conversion:
    """A kind of files that LibreOffice converts.

    ``stream`` names the part of an old file of Office that has its text, empty for a text.
    ``becomes`` is the ending of what it is converted to, ``package`` that of Debian which does it.
    """

    label: str
    extensions: tuple[str, ...]
    stream: str
    becomes: str
    package: str

    def check(self) -> None:
        """Raise UnreadableDocument, which names what to install, where LibreOffice is missing."""
        if office_program() is None:
            raise UnreadableDocument(
                f"Files of {self.label} are read by way of LibreOffice, which is not installed on "
                f"this server (Debian: {self.package}). Or save the file as {self.becomes} in the "
                "program that made it, and try again."
            )


CONVERSIONS: Sequence[Conversion] = (
    Conversion("rich text", (".rtf",), "", ".docx", "libreoffice-writer-nogui"),
    Conversion("old Word", (".doc", ".dot"), "WordDocument", ".docx", "libreoffice-writer-nogui"),
    Conversion("old Excel", (".xls", ".xlt"), "Workbook", ".xlsx", "libreoffice-calc-nogui"),
    Conversion(
        "old PowerPoint",
        (".ppt", ".pps"),
        "PowerPoint Document",
        ".pptx",
        "libreoffice-impress-nogui",
    ),
)


def conversion_of(data: bytes) -> Conversion | None:
    """How a file is converted; None for one that is of no old kind.

    Raises UnreadableDocument for one that a password protects, that is of another program, or that
    announces more bytes than it has, for which LibreOffice would look for minutes.
    """
    if _RTF.match(data[:100]):
        if any(int(match[1]) > len(data) for match in _BYTES.finditer(data)):
            raise UnreadableDocument("This file is damaged: it has fewer bytes than it says.")
        return CONVERSIONS[0]
    if not data.startswith(_OLE):
        return None
    for conversion in CONVERSIONS[1:]:
        if conversion.stream.encode("utf-16-le") in data:
            return conversion
    if _PROTECTED.encode("utf-16-le") in data:
        raise UnreadableDocument(
            "This file is protected by a password. Take the password off and try again."
        )
    raise UnreadableDocument(
        "This is an old file of Word, Excel, PowerPoint or Works, of a kind not known here. Open "
        "it in LibreOffice or in the program that made it, save it as .docx, .xlsx or .pptx and "
        "try again."
    )


@cache
def office_program() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    path = shutil.which("soffice") or shutil.which("libreoffice")
    return path or (str(_MAC) if _MAC.exists() else None)
