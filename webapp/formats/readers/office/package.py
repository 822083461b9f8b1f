"""Archives of Office Open XML, in whichever form of the standard, and their main part."""

import re

from webapp.formats.archive import Archive
from webapp.formats.markup import xml_tree
from webapp.formats.readers.office.relations import relation_of

_ROOT = "_rels/.rels"
#: The names of the strict form of ISO/IEC 29500, which Word and Excel write on request.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w[\w/]*+)")
_SIGN = b"http://purl.oclc.org/ooxml/"
_CONFORMANCE = re.compile(rb"\s(?:\w+:)?conformance=[\"']strict[\"']")
_HYPHENATED = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
}


class OfficeArchive(Archive):
    """An archive whose parts are in the usual form; those in the strict one become so."""

    def read(self, name: str) -> bytes:
        """One part, unpacked; raises what Archive.read raises."""
        data = super().read(name)
        if _SIGN not in data:
            return data
        return _CONFORMANCE.sub(b"", _STRICT.sub(_usual, data))


def _usual(name: re.Match[bytes]) -> bytes:
    """The usual name in the place of one of the strict form."""
    end = name[2]
    for strict, usual in _HYPHENATED.items():
        end = end.replace(strict, usual)
    return b"http://schemas.openxmlformats.org/%b/2006/%b" % (name[1], end)


def main_part(archive: Archive, usual: str) -> str:
    """The name of the part with the document, which some programs call otherwise than usual."""
    if usual in archive or _ROOT not in archive:
        return usual
    relations = (relation_of("", entry) for entry in xml_tree(archive.read(_ROOT)))
    named = (entry.target for entry in relations if entry.kind == "officeDocument")
    folder = usual.partition("/")[0]
    return next((name for name in named if name.partition("/")[0] == folder), usual)
