"""Reads one paragraph of a Word document: its words, their marks and their places.

It counts words that are no text for readers (a comment, a hidden passage). It also counts things
that words cannot show (a picture, most formulas). So a notice can say that they are left out.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from webapp.formats.markup import Element
from webapp.formats.readers.flow import Slot
from webapp.formats.readers.gallery import Gallery
from webapp.formats.readers.imported import Inline, Notes
from webapp.formats.readers.office.word.fields import Fields, address, field_address
from webapp.formats.readers.office.word.formulas import M, plain_formula
from webapp.formats.readers.office.word.numbering import W
from webapp.formats.readers.office.word.styles import WordStyles
from webapp.formats.readers.symbols import character, in_unicode, is_drawn
from webapp.text import MarkKind

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: Repeats a newer element for programs that do not know it.
FALLBACK = f"{_MC}Fallback"
TAKEN_OUT = (f"{W}del", f"{W}moveFrom")
#: Parts of a paragraph that are not its words. A text box has paragraphs of its own.
_SKIPPED = frozenset(
    [*TAKEN_OUT, FALLBACK, *(f"{W}{name}" for name in ("p", "pPr", "rPr", "rt", "sdtPr"))]
)
_BOX = f"{W}txbxContent"
BOOKMARK = f"{W}bookmarkStart"
#: What names the file of a picture.
_FILES = ("{*}blip", "{*}imagedata")
_IMAGES = ("{*}pic", "{*}imagedata", "{*}chart", "{*}relIds")


@dataclass(slots=True)
class WordPart:
    """The state that the paragraphs of a part share, from one to the next."""

    styles: WordStyles
    #: The addresses of links by their relation's id.
    links: Mapping[str, str]
    counts: Counter[str]
    notes: Notes
    #: The names of parts by their relation's id, and the pictures among them that are shown.
    parts: Mapping[str, str] = field(default_factory=dict)
    gallery: Gallery | None = None
    #: The names of the places in the next paragraph.
    anchors: list[str] = field(default_factory=list)
    fields: Fields = field(default_factory=Fields)
    #: Whether the last words were hidden.
    is_hiding: bool = False

    def take_anchor(self, bookmark: Element) -> None:
        """Note the place that a bookmark names."""
        self.anchors.append(bookmark.get(f"{W}name", ""))

    def take_pictures(self, drawing: Element, *, is_after: bool) -> bool:
        """Take the pictures of a drawing; False where it has none or none is wanted."""
        keys = [image.get(f"{_R}embed") or image.get(f"{_R}id") for image in drawing.iter(*_FILES)]
        if self.gallery is None or not any(keys):
            return False
        texts = [words for entry in drawing.iter("{*}docPr") if (words := entry.get("descr"))]
        for key in keys:
            self.gallery.take(self.parts.get(key or "", ""), "".join(texts[:1]), is_after=is_after)
        return True


class WordParagraph:
    """The words of one paragraph."""

    def __init__(self, part: WordPart, style: str) -> None:
        self.part = part
        self.style = style
        self.inline = Inline()
        self.slots: list[Slot] = []
        self.href = ""
        part.fields.begin_paragraph()

    def read(self, element: Element) -> None:
        """Take the words of all runs in an element, however deep."""
        for child in element:
            if child.tag == f"{W}r":
                self._run(child)
            elif child.tag == f"{W}hyperlink":
                self._hyperlink(child)
            elif child.tag == f"{W}fldSimple":
                self._link(child, field_address(child.get(f"{W}instr", "")))
            elif child.tag == f"{M}oMath":
                self._formula(child)
            elif child.tag == BOOKMARK:
                self.part.take_anchor(child)
            elif child.tag not in _SKIPPED:
                self.read(child)

    def _hyperlink(self, link: Element) -> None:
        start = self.inline.length
        target = self.part.links.get(link.get(f"{_R}id", ""), "")
        anchor = link.get(f"{W}anchor", "")
        self._link(link, address(target, anchor))
        if anchor and not target and self.inline.length > start:
            self.inline.mark(start, self.inline.length, MarkKind.PLACE, anchor)

    def _link(self, element: Element, href: str) -> None:
        outer = self.href
        self.href = href or outer
        self.read(element)
        self.href = outer

    def _run(self, run: Element) -> None:
        look = self.part.styles.look(run, self.style)
        if look.pop("hidden"):
            self._hide(run)
            return
        start = self.inline.length
        self._contents(run)
        for kind in (kind for kind, is_on in look.items() if is_on):
            self.inline.mark(start, self.inline.length, kind)

    def _hide(self, run: Element) -> None:
        """Skip the words of a hidden run, but follow the fields that begin or end in it."""
        has_words = any((words.text or "").strip() for words in run.iter(f"{W}t"))
        self.part.counts["hidden passage"] += has_words and not self.part.is_hiding
        self.part.is_hiding = self.part.is_hiding or has_words
        for child in run.iter(f"{W}fldChar", f"{W}instrText"):
            _CONTENTS[child.tag](self, child)

    def _contents(self, element: Element) -> None:
        for child in element:
            take = _CONTENTS.get(child.tag)
            if take is not None:
                take(self, child)

    def _add(self, text: str, element: Element, attribute: str = "") -> None:
        """Add words and their slot in the tree; an empty attribute means that they are drawn."""
        if not self.part.fields.is_shown:
            return
        start = self.inline.length
        self.inline.add(text)
        self.part.is_hiding = False
        if self.inline.length > start:
            self.slots.append(Slot(element, attribute, start, self.inline.length))
            href = self.part.fields.address or self.href
            self.inline.mark(start, self.inline.length, MarkKind.LINK if href else "", href)

    def take_words(self, element: Element) -> None:
        first = element.getparent()[0]  # where the properties of a run stand
        fonts = first.find(f"{W}rFonts") if first.tag == f"{W}rPr" else None
        font = fonts.get(f"{W}ascii", "") if fonts is not None else ""
        words, unknown = in_unicode(element.text or "", font)
        self._add(words, element, "" if is_drawn(element.text or "") else "text")
        self.part.counts["symbol"] += unknown

    def take_hyphen(self, element: Element) -> None:
        """Write a drawn hyphen as a character, so that it can be translated."""
        element.tag, element.text = f"{W}t", "\N{NON-BREAKING HYPHEN}"
        self.take_words(element)

    def take_break(self, _: Element) -> None:
        if self.part.fields.is_shown:
            self.inline.add_break()

    def take_tab(self, _: Element) -> None:
        if self.part.fields.is_shown:
            self.inline.add(" ")

    def take_note(self, reference: Element) -> None:
        if reference.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            return
        note = reference.tag.removesuffix("Reference"), reference.get(f"{W}id", "")
        start = self.inline.length
        self._add(self.part.notes.mark(note), reference)
        self.inline.mark(start, self.inline.length, MarkKind.NOTE)

    def take_symbol(self, symbol: Element) -> None:
        sign = character(symbol.get(f"{W}font", ""), symbol.get(f"{W}char", ""))
        self._add(sign, symbol)
        self.part.counts["symbol"] += not sign

    def _formula(self, formula: Element) -> None:
        text = plain_formula(formula)
        if formula.getparent().tag == f"{M}oMathPara":
            self.inline.add(" ")  # each formula stands on its own line
        self._add(text, formula)
        self.part.counts["formula"] += not text

    def take_picture(self, drawing: Element) -> None:
        """Take the pictures of a drawing, or count it unless it is the frame of a text box."""
        if self.part.take_pictures(drawing, is_after=self.inline.length > 0):
            return
        has_text = next(drawing.iter(_BOX), None) is not None
        has_image = next(drawing.iter(*_IMAGES), None) is not None
        self.part.counts["picture"] += has_image or not has_text

    def take_object(self, element: Element) -> None:
        programs = [embedded.get("ProgID", "") for embedded in element.iter("{*}OLEObject")]
        is_formula = any(program.startswith("Equation") for program in programs)
        self.part.counts["formula" if is_formula else "object"] += 1

    def take_comment(self, _: Element) -> None:
        self.part.counts["comment"] += 1

    def take_field(self, mark: Element) -> None:
        self.part.counts["formula"] += self.part.fields.meet(mark)

    def take_instruction(self, element: Element) -> None:
        self.part.fields.instruct(element.text or "")

    def take_alternate(self, element: Element) -> None:
        for choice in element.findall(f"{_MC}Choice")[:1]:
            self._contents(choice)


#: The elements of a run and the methods that take them; all other elements have no words.
_CONTENTS: Mapping[str, Callable[[WordParagraph, Element], None]] = MappingProxyType(
    {
        f"{W}t": WordParagraph.take_words,
        f"{W}noBreakHyphen": WordParagraph.take_hyphen,
        f"{W}br": WordParagraph.take_break,
        f"{W}cr": WordParagraph.take_break,
        f"{W}tab": WordParagraph.take_tab,
        f"{W}ptab": WordParagraph.take_tab,
        f"{W}sym": WordParagraph.take_symbol,
        f"{W}ruby": WordParagraph.read,
        f"{W}footnoteReference": WordParagraph.take_note,
        f"{W}endnoteReference": WordParagraph.take_note,
        f"{W}commentReference": WordParagraph.take_comment,
        f"{W}fldChar": WordParagraph.take_field,
        f"{W}instrText": WordParagraph.take_instruction,
        f"{W}drawing": WordParagraph.take_picture,
        f"{W}pict": WordParagraph.take_picture,
        f"{W}object": WordParagraph.take_object,
        f"{_MC}AlternateContent": WordParagraph.take_alternate,
    }
)
