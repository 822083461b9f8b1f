"""What other programs may run when they open a file: scripts, fields of Word, formulas.

Most of it is the file's own, some a harm that somebody put into it. A page is shown here without it
at all, so a reader who opens a download must not be the first to run it.
"""

import re
from collections.abc import Iterable, Iterator

from webapp.errors import UnreadableDocument
from webapp.formats.markup import Element, drop, local_name, xml_tree

#: Told at the import of a file that has some of it.
NOTICE = (
    "Scripts, and whatever else a browser or an office would run or fetch by itself, are left out "
    "of the download in this file's own layout."
)
_RUNNING = frozenset(["script", "object", "embed", "applet", "frame"])
#: What an OpenDocument runs, or fetches from elsewhere.
_RUNNING_NAMES = (
    "script event-listeners dde-source dde-connection-decls section-source plugin applet "
    "floating-frame"
)
_RUNNING_IN_TEXT = frozenset(_RUNNING_NAMES.split())
_ADDRESSES = frozenset(["href", "src", "action", "formaction", "data", "poster", "background"])
_ANIMATING = frozenset(["animate", "set"])
_SPACES = re.compile(r"[\x00-\x20\x7f-\xa0]+")
_RUNNING_ADDRESS = re.compile(
    r"(?:javascript|vbscript|ms-\w+|macro|vnd\.sun\.star\.\w+|service|\.uno):"
    r"|data:(?!image/|audio/|video/|font/)",
    re.IGNORECASE,
)
#: Parts outside of a file that an office fetches or runs by itself.
_FETCHED = (
    "/attachedTemplate",
    "/oleObject",
    "/frame",
    "/subDocument",
    "/aFChunk",
    "/externalLinkPath",
)
#: How the actions of slides begin that start a program.
_STARTING = ("ppaction://program", "ppaction://macro", "ppaction://ole")
_COMMAND_FIELD = re.compile(r"\s*DDE(AUTO)?\b|\s*INCLUDE(TEXT|PICTURE)\b", re.IGNORECASE)
#: A cell that begins with one of these is a formula in spreadsheets.
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def inert_cell(text: str) -> str:
    """A cell of a table that no spreadsheet takes for a formula: with ``'`` before it."""
    return f"'{text}" if text.lstrip(" \n").startswith(_FORMULA) else text


def make_page_inert(tree: Element) -> bool:
    """Take out of a page what a browser runs; says whether there was anything."""
    running = [element for element in tree.iter() if _runs(element)]
    for element in running:
        if element.getparent() is not None:
            drop(element)
    attributes = [
        (element, name)
        for element in tree.iter()
        for name, value in element.attrib.items()
        if _is_running_attribute(name, value)
    ]
    for element, name in attributes:
        del element.attrib[name]
    return bool(running or attributes)


def make_fields_inert(root: Element) -> bool:
    """Empty the fields of a Word part by which Word fetches or starts something."""
    simple = [e for e in root.iter("{*}fldSimple") if _COMMAND_FIELD.match(_instruction(e))]
    for field in simple:
        for name in field.attrib:
            if name.endswith("}instr"):
                field.set(name, "")
    pieces = [piece for field in _complex_fields(root) for piece in field]
    for piece in pieces:
        piece.text = ""
    return bool(simple or pieces)


def make_text_inert(root: Element) -> bool:
    """Take out of an OpenDocument what an office runs or fetches; says whether it had any."""
    running = [element for element in root.iter() if local_name(element) in _RUNNING_IN_TEXT]
    for element in running:
        drop(element)
    links = [
        (element, name)
        for element in root.iter()
        for name, value in element.attrib.items()
        if name.endswith("}href") and _is_running_address(value)
    ]
    for element, name in links:
        element.set(name, "about:blank")
    return bool(running or links)


def make_actions_inert(root: Element) -> bool:
    """Take off the actions of a slide that start a program; says whether it had any."""
    acting = [e for e in root.iter() if e.get("action", "").lower().startswith(_STARTING)]
    for element in acting:
        del element.attrib["action"]
    return bool(acting)


def inert_relations(data: bytes) -> bytes | None:
    """The relations of a Word part without what runs or is fetched; None when there is no such.

    None, too, when they are damaged, as Word then follows none.
    """
    from lxml import etree

    try:
        root = xml_tree(data)
    except UnreadableDocument:
        return None
    running = [relation for relation in root.iter("{*}Relationship") if _is_followed(relation)]
    for relation in running:
        relation.set("Target", "about:blank")
    return etree.tostring(root, encoding="UTF-8", standalone=True) if running else None


def inert_links(data: bytes) -> bytes | None:
    """A link of a workbook that names no program any more; None when it named none."""
    from lxml import etree

    try:
        root = xml_tree(data)
    except UnreadableDocument:
        return None
    links = [*root.iter("{*}ddeLink", "{*}oleLink")]
    for link in links:
        for name in {"ddeService", "ddeTopic", "progId"} & set(link.attrib):
            link.set(name, "none")
    return etree.tostring(root, encoding="UTF-8", standalone=True) if links else None


def _runs(element: Element) -> bool:
    name = local_name(element)
    if name == "meta":
        return str(element.get("http-equiv", "")).strip().lower() == "refresh"
    if name in _ANIMATING:
        return str(element.get("attributename", "")).lower().endswith("href")
    return name in _RUNNING


def _is_running_attribute(name: str, value: str) -> bool:
    local = name.rpartition("}")[2].rpartition(":")[2].lower()
    if local in _ADDRESSES:
        return _is_running_address(value)
    return local.startswith("on") or local == "srcdoc"


def _is_running_address(value: str) -> bool:
    return bool(_RUNNING_ADDRESS.match(_SPACES.sub("", value)))


def _is_followed(relation: Element) -> bool:
    """Whether Word runs the target of a relation, or fetches it unasked from elsewhere."""
    outside = relation.get("TargetMode") == "External"
    fetched = outside and relation.get("Type", "").endswith(_FETCHED)
    return fetched or _is_running_address(relation.get("Target", ""))


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
            if _COMMAND_FIELD.match("".join(piece.text or "" for piece in pieces)):
                yield pieces
        elif not kinds:
            fields[-1].append(element)
