"""What browsers and spreadsheets may run when they open a file: scripts, formulas.

Most of it is the file's own, some a harm that somebody put into it. A page is shown here without it
at all, so a reader who opens a download must not be the first to run it.
"""

import re

from webapp.errors import UnreadableDocument
from webapp.formats.markup import Element, drop, local_name, picture_tree, xhtml_tree

#: Told at the import of a file that has some of it.
NOTICE = (
    "Scripts, and whatever else a browser or an office would run or fetch by itself, are left out "
    "of the download in this file's own layout."
)
_RUNNING = frozenset(["script", "object", "embed", "applet", "frame"])
_ADDRESSES = frozenset(["href", "src", "action", "formaction", "data", "poster", "background"])
_ANIMATING = frozenset(["animate", "set"])
_SPACES = re.compile(r"[\x00-\x20\x7f-\xa0]+")
_RUNNING_ADDRESS = re.compile(
    r"(?:javascript|vbscript|ms-\w+|macro|vnd\.sun\.star\.\w+|service|\.uno):"
    r"|data:(?!image/|audio/|video/|font/)",
    re.IGNORECASE,
)
#: A picture that runs its scripts, if it is not shown as a picture.
_RUNNING_PICTURE = re.compile(r"data:image/svg", re.IGNORECASE)
#: Elements that show a picture without running it.
_PICTURING = frozenset(["img", "image", "feimage", "input", "source", "video", "link"])
_FOREIGN = ("svg", "{*}svg", "math", "{*}math")
#: What begins a tag where a browser reads styles as markup: in SVG and MathML.
_TAG_IN_STYLES = re.compile(r"<(?=[A-Za-z/!?])")
#: A sheet of styles that may be a program, XSLT, which writes the page anew.
_PROGRAM_OF_STYLES = re.compile(rb"<\?xml-stylesheet(?![^>]*text/css)")
_NO_PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
#: What makes a formula of a cell in spreadsheets, behind spaces and quotation marks.
_SIGN = r"(?=[\s\"']*[=+\-@\t\r＝＋－＠])"
#: Where a cell begins, or would begin for a spreadsheet that cuts lines by another separator.
_FORMULA = re.compile(rf"(\A|[,;\t\n\r]){_SIGN}")
_INERT_FORMULA = re.compile(rf"(\A|[,;\t\n\r])'{_SIGN}")


def inert_cell(text: str) -> str:
    """A cell of a table that no spreadsheet takes for a formula: with ``'`` before it.

    Spreadsheets cut the lines of a table at semicolons in half of Europe, so ``a;=1`` is one, too.
    """
    return _FORMULA.sub(r"\1'", text)


def active_cell(text: str) -> str:
    """What ``inert_cell`` has made inert, as it was."""
    return _INERT_FORMULA.sub(r"\1", text)


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
        if _is_running_attribute(element, name, value)
    ]
    for element, name in attributes:
        del element.attrib[name]
    styles = [style for style in tree.iter("style", "{*}style") if _hides_a_tag(style)]
    return bool(running or attributes or styles)


def inert_page(data: bytes, *, is_picture: bool) -> bytes | None:
    """A page of a book, or a picture (SVG), without what runs; None when there is nothing.

    A damaged picture is an empty one afterwards, since browsers run what stands before the damage.
    """
    from lxml import etree

    try:
        tree = picture_tree(data) if is_picture else xhtml_tree(data)
    except UnreadableDocument:
        return _NO_PICTURE if is_picture else None
    has_program = _PROGRAM_OF_STYLES.search(data.replace(b"\0", b""))
    if not make_page_inert(tree) and not has_program:
        return None
    page: bytes = etree.tostring(tree, encoding="UTF-8", xml_declaration=True)
    return page


def is_running_address(value: str) -> bool:
    """Whether a program runs an address that somebody follows, in place of going there."""
    return bool(_RUNNING_ADDRESS.match(_SPACES.sub("", value)))


def _runs(element: Element) -> bool:
    name = local_name(element)
    if name == "meta":
        return str(element.get("http-equiv", "")).strip().lower() == "refresh"
    if name in _ANIMATING:
        names = (v for n, v in element.attrib.items() if n.lower() == "attributename")
        return any(value.strip().lower().endswith("href") for value in names)
    return name in _RUNNING


def _is_running_attribute(element: Element, name: str, value: str) -> bool:
    local = name.rpartition("}")[2].rpartition(":")[2].lower()
    if local in _ADDRESSES:
        shown = local_name(element) in _PICTURING
        is_picture = _RUNNING_PICTURE.match(_SPACES.sub("", value))
        return is_running_address(value) or (bool(is_picture) and not shown)
    return local.startswith("on") or local == "srcdoc"


def _hides_a_tag(style: Element) -> bool:
    """Escape what would be a tag where styles are read as markup, and say whether they are there.

    As CSS it stays the same.
    """
    bare = (style.text or "").replace("<!--", "").replace("-->", "")
    style.text, count = _TAG_IN_STYLES.subn(r"\\3c ", bare)
    return bool(count) and next(style.iterancestors(*_FOREIGN), None) is not None
