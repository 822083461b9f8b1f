"""What an office may run or fetch when it opens a file: fields, actions, relations, macros' events.

A reader who opens a download must not be the first to run what somebody put into the file.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from webapp.errors import UnreadableDocument
from webapp.formats.active import is_running_address
from webapp.formats.archive import Archive
from webapp.formats.markup import Element, drop, xml_tree

#: Elements and attributes of which a part that runs something has one. XML writes names one way.
_MARKS = re.compile(
    rb"fldChar|fldSimple|instrText|action|href|ddeLink|oleLink|Relationship|refreshOnLoad|script"
    rb"|event-listeners|dde-|section-source|plugin|applet|floating-frame"
)
#: What an OpenDocument runs, or fetches from elsewhere.
_RUNNING = (
    "script",
    "event-listeners",
    "dde-source",
    "dde-connection-decls",
    "section-source",
    "plugin",
    "applet",
    "floating-frame",
)
_RUNNING_NAMES = tuple(f"{{*}}{name}" for name in _RUNNING)
#: Parts outside of a file that an office fetches or runs by itself.
_FETCHED = (
    "/attachedTemplate",
    "/oleObject",
    "/frame",
    "/subDocument",
    "/aFChunk",
    "/externalLinkPath",
    "/mailMergeSource",
    "/mailMergeHeaderSource",
)
#: A place in a network of offices, which gets the reader's name and the proof of a password.
_SHARE = re.compile(r"\s*(?:file:|[\\/]{2})", re.IGNORECASE)
#: How the actions of slides begin that start a program.
_STARTING = ("ppaction://program", "ppaction://macro", "ppaction://ole")
_FIELD = re.compile(
    r"\s*(?:DDE(?:AUTO)?|INCLUDE(?:TEXT|PICTURE)?|IMPORT|LINK|DATABASE)\b", re.IGNORECASE
)
_ATTRIBUTES = "//@*[local-name() = 'href' or local-name() = 'action']"
#: What a workbook asks other programs for, and where it fetches anew when it is opened.
_LINKS = ("{*}ddeLink", "{*}oleLink")
_LINK_NAMES = ("ddeService", "ddeTopic", "progId")
_FETCHING = ("{*}connection", "{*}queryTable")
_FETCHING_NAMES = ("refreshOnLoad", "interval")


def has_active_parts(archive: Archive, seen: Collection[str] = ()) -> bool:
    """Whether a part of an office's file, but for those ``seen``, runs or fetches something."""
    names = (name for name in archive.names if name.endswith((".xml", ".rels", ".vml")))
    return any(inert_part(archive.read(name)) for name in names if name not in seen)


def inert_part(data: bytes) -> bytes | None:
    """A part of an office's file without what runs or is fetched; None when there is nothing.

    None, too, when it is damaged, as an office then reads none of it.
    """
    from lxml import etree

    if not _MARKS.search(data.replace(b"\0", b"")):
        return None
    try:
        root = xml_tree(data)
    except UnreadableDocument:
        return None
    if not make_part_inert(root):
        return None
    part: bytes = etree.tostring(root, encoding="UTF-8", standalone=True)
    return part


def make_part_inert(root: Element) -> bool:
    """Take out of a part what an office runs or fetches by itself; says whether it had any."""
    kinds = (_relations, _fields, _links, _elements, _addresses)
    changes = [kind(root) for kind in kinds]
    return any(changes)


def _relations(root: Element) -> bool:
    running = [relation for relation in root.iter("{*}Relationship") if _is_followed(relation)]
    for relation in running:
        relation.set("Target", "about:blank")
    return bool(running)


def _is_followed(relation: Element) -> bool:
    """Whether an office runs the target of a relation, or fetches it unasked from elsewhere."""
    kind, target = relation.get("Type", ""), relation.get("Target", "")
    is_outside = relation.get("TargetMode") == "External"
    is_unasked = kind.endswith(_FETCHED) or (
        not kind.endswith("/hyperlink") and bool(_SHARE.match(target))
    )
    return (is_outside and is_unasked) or is_running_address(target)


def _fields(root: Element) -> bool:
    """Empty the fields of a Word part by which Word fetches or starts something."""
    simple = [e for e in root.iter("{*}fldSimple") if _FIELD.match(_instruction(e))]
    for field in simple:
        for name in field.attrib:
            if name.endswith("}instr"):
                field.set(name, "")
    pieces = [piece for field in _complex_fields(root) for piece in field]
    for piece in pieces:
        piece.text = ""
    return bool(simple or pieces)


def _instruction(field: Element) -> str:
    return next((str(v) for n, v in field.attrib.items() if n.endswith("}instr")), "")


def _complex_fields(root: Element) -> Iterator[Iterable[Element]]:
    """The pieces of the instruction of each field that fetches or starts something.

    An instruction may stand in several pieces, as ``DD`` and ``E``, and have fields within it.
    """
    fields: list[list[Element]] = [[]]
    for element in root.iter("{*}fldChar", "{*}instrText"):
        kinds = [value for name, value in element.attrib.items() if name.endswith("}fldCharType")]
        if kinds == ["begin"]:
            fields.append([])
        elif kinds == ["end"] and len(fields) > 1:
            pieces = fields.pop()
            if _FIELD.match("".join(piece.text or "" for piece in pieces)):
                yield pieces
        elif not kinds:
            fields[-1].append(element)


def _links(root: Element) -> bool:
    """Let a workbook name no program, and fetch nothing when it is opened."""
    links = [*root.iter(*_LINKS)]
    for link in links:
        for name in set(link.attrib) & set(_LINK_NAMES):
            link.set(name, "none")
    fetching = [
        (element, name)
        for element in root.iter(*_FETCHING)
        for name in set(element.attrib) & set(_FETCHING_NAMES)
    ]
    for element, name in fetching:
        del element.attrib[name]
    return bool(links or fetching)


def _elements(root: Element) -> bool:
    running = [*root.iter(*_RUNNING_NAMES)]
    for element in running:
        if element.getparent() is not None:
            drop(element)
    return bool(running)


def _addresses(root: Element) -> bool:
    """Let no link of an OpenDocument and no action of a slide start a program."""
    running = [
        (value.getparent(), value.attrname)
        for value in root.xpath(_ATTRIBUTES)
        if is_running_address(value) or value.lower().startswith(_STARTING)
    ]
    for element, name in running:
        if name == "action":
            del element.attrib[name]
        else:
            element.set(name, "about:blank")
    return bool(running)
