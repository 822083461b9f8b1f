"""Writes DOCX: a table of source and target, with a row for each segment."""

from collections.abc import Iterable, Iterator
from itertools import chain

from webapp.formats.archive import packed
from webapp.formats.edition import (
    Edition,
    EditionBlock,
    picture_text,
    place_link,
    place_name,
    separate_title,
)
from webapp.formats.escaping import attribute, escaped
from webapp.formats.marks.lines import LINE_END, source_in_lines, target_in_lines
from webapp.formats.marks.runs import StyledRun
from webapp.formats.writers.album import Album
from webapp.formats.writers.docx_pictures import PICTURE_TYPES, PICTURES, picture_row
from webapp.text import MarkKind, ParagraphKind, direction, item_mark, pictures_of

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f"{PICTURE_TYPES}"
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-'
    'package.core-properties+xml"/></Types>'
)
_RELATIONS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="C8C2B6"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
#: Items below this depth have the indent of this depth.
DEEPEST = 5
#: The width of each column on an A4 page with margins of 2 cm, in twentieths of a point.
_COLUMN = 4819
_CELL = f'<w:tc><w:tcPr><w:tcW w:w="{_COLUMN}" w:type="dxa"/></w:tcPr>'
_BEGINNING = (
    f'{_XML}<w:document xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"><w:body>'
    "{title}"
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>'
    f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="100" w:type="dxa"/>'
    '<w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    f'<w:tblGrid><w:gridCol w:w="{_COLUMN}"/><w:gridCol w:w="{_COLUMN}"/></w:tblGrid>\n'
)
_END = (
    '</w:tbl><w:p/><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" '
    'w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr></w:body></w:document>"
)
_MARKS = (
    (MarkKind.BOLD, "<w:b/>"),
    (MarkKind.ITALIC, "<w:i/>"),
    (MarkKind.LINK, '<w:u w:val="single"/>'),
)


def write_docx(edition: Edition) -> Iterator[bytes]:
    """The table, headed by the languages. Headings keep their level and marks their look."""
    return packed(_Document(edition).parts())


class _Document:
    """The parts of a document. The addresses of links come after the text that has them."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.links: dict[str, str] = {}
        self.album = Album(edition)
        self.shown = 0

    def parts(self) -> Iterator[tuple[str, Iterable[str | bytes]]]:
        yield "[Content_Types].xml", [_TYPES]
        yield "_rels/.rels", [_RELATIONS]
        yield "docProps/core.xml", [self._properties()]
        yield "word/styles.xml", _styles()
        yield "word/document.xml", self._text()
        yield "word/_rels/document.xml.rels", self._relations()
        for name, data in self.album.files():
            yield f"word/{PICTURES}/{name}", [data]

    def _properties(self) -> str:
        return (
            f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escaped(self.edition.title)}</dc:title>"
            f"<dc:creator>{escaped(self.edition.author)}</dc:creator></cp:coreProperties>"
        )

    def _text(self) -> Iterator[str]:
        title, edition = separate_title(self.edition)
        yield _BEGINNING.format(
            title=_paragraph([f"<w:r>{_words(title)}</w:r>"], "Title") if title else ""
        )
        languages = (edition.source_language, edition.target_language)
        heads = [_paragraph([f"<w:r><w:rPr><w:b/></w:rPr>{_words(c)}</w:r>"]) for c in languages]
        yield f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{_cells(heads)}</w:tr>\n"
        for block in edition.blocks:
            style = _style(block)
            mark = self._bookmark(block) + _mark(block)
            before, after = self._pictures(block)
            yield from before
            for pair in block.segments:
                source = self._runs(source_in_lines(block, pair), edition.source_language)
                target = self._runs(target_in_lines(block, pair), edition.target_language)
                sides = zip((source, target), languages, strict=True)
                cells = [_paragraph(chain(mark, runs), style, code) for runs, code in sides]
                mark = []
                yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cells(cells)}</w:tr>\n"
            yield from after
        yield _END

    def _bookmark(self, block: EditionBlock) -> list[str]:
        """The bookmark of a block to which links lead."""
        name = place_name(self.edition, block)
        key = f'w:id="{block.position}"'
        return [f'<w:bookmarkStart {key} w:name="{name}"/><w:bookmarkEnd {key}/>'] if name else []

    def _pictures(self, block: EditionBlock) -> tuple[list[str], list[str]]:
        """The rows of the pictures before a block and of those after it."""
        before: list[str] = []
        after: list[str] = []
        for picture in pictures_of(block.detail) if self.edition.original else ():
            self.shown += 1
            text, _ = picture_text(self.edition, block, picture)
            key = f"picture{self.album.name(picture).partition('.')[0]}"
            row = picture_row(picture, key, self.shown, text)
            (after if picture.is_after else before).append(row)
        return before, after

    def _runs(self, runs: Iterable[StyledRun], language: str) -> Iterator[str]:
        for run in runs:
            marks = "".join(mark for kind, mark in _MARKS if kind in run.kinds)
            marks += "<w:rtl/>" if direction(language) == "rtl" else ""
            element = (
                f"<w:r><w:rPr>{marks}<w:lang w:val={attribute(language)}/></w:rPr>"
                f"{_words(run.text)}</w:r>"
            )
            if run.href:
                key = self.links.setdefault(run.href, f"link{len(self.links) + 1}")
                element = f'<w:hyperlink r:id="{key}">{element}</w:hyperlink>'
            elif run.place:
                name = place_link(run.place)
                element = f'<w:hyperlink w:anchor="{name}">{element}</w:hyperlink>'
            yield element

    def _relations(self) -> Iterator[str]:
        yield (
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="styles" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        )
        for address, key in self.links.items():
            yield (
                f'<Relationship Id="{key}" Type="{_OFFICE}/hyperlink" '
                f'Target={attribute(address)} TargetMode="External"/>'
            )
        for name, _ in self.album.media_types():
            yield (
                f'<Relationship Id="picture{name.partition(".")[0]}" Type="{_OFFICE}/image" '
                f'Target="{PICTURES}/{name}"/>'
            )
        yield "</Relationships>"


def _words(text: str) -> str:
    lines = (f'<w:t xml:space="preserve">{escaped(line)}</w:t>' for line in text.split(LINE_END))
    return "<w:br/>".join(lines)


def _paragraph(runs: Iterable[str], style: str = "", language: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    leftward = "<w:bidi/>" if direction(language) == "rtl" else ""
    return f"<w:p><w:pPr>{named}{leftward}</w:pPr>{''.join(runs)}</w:p>"


def _cells(paragraphs: Iterable[str]) -> str:
    return "".join(f"{_CELL}{paragraph}</w:tc>" for paragraph in paragraphs)


def _mark(block: EditionBlock) -> list[str]:
    """The mark of an item as a run with a tab after it; no run for other blocks."""
    mark = item_mark(block.kind, block.detail)
    return [f"<w:r>{_words(mark)}<w:tab/></w:r>"] if mark else []


def _style(block: EditionBlock) -> str:
    level = block.detail.get("level", 1)
    match block.kind:
        case ParagraphKind.HEADING:
            return f"Heading{level}"
        case ParagraphKind.ITEM:
            return f"Item{min(level, DEEPEST)}"
        case ParagraphKind.QUOTATION:
            return "Quote"
    return ""


def _styles() -> Iterator[str]:
    yield (
        f'{_XML}<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr></w:style>'
    )
    yield _named_style("Title", "Title", "", '<w:b/><w:sz w:val="36"/>')
    yield _named_style("Quote", "Quote", '<w:ind w:left="360"/>', "<w:i/>")
    for level in range(1, 7):
        outline = f'<w:keepNext/><w:outlineLvl w:val="{level - 1}"/>'
        size = f'<w:b/><w:sz w:val="{32 - 2 * level}"/>'
        yield _named_style(f"Heading{level}", f"heading {level}", outline, size)
    for level in range(1, DEEPEST + 1):
        indent = f'<w:ind w:left="{400 * level}" w:hanging="400"/>'
        yield _named_style(f"Item{level}", f"Item {level}", indent, "")
    yield "</w:styles>"


def _named_style(key: str, name: str, paragraph: str, run: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )
