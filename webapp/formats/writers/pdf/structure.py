"""The structure of a printed edition: its elements in the order in which they are read.

The roles are the standard structure types of ISO 32000-1, 14.8.4.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from webapp.formats.edition import EditionBlock
from webapp.formats.writers.grouping import structure
from webapp.text import ParagraphKind

#: The roles of headings go down to this level.
_DEEPEST = 6
#: The roles of a note, which needs an identity, and of the heading of a column.
NOTE, HEADING_CELL = "Note", "TH"


@dataclass(slots=True, eq=False)
class StructureElement:
    """An element of the structure.

    ``role`` is its structure type; ``language``, of BCP 47, is empty where its parent has it.
    ``passages`` has what is drawn of it: the index of a page and the number of a passage there.
    ``link`` is the number of a link, which is an annotation.
    """

    role: str
    language: str = ""
    children: list["StructureElement"] = field(default_factory=list)
    passages: list[tuple[int, int]] = field(default_factory=list)
    link: int | None = None

    def add(self, role: str, language: str = "") -> "StructureElement":
        """A new element at the end of this one."""
        child = StructureElement(role, language)
        self.children.append(child)
        return child


@dataclass(slots=True)
class _OpenList:
    level: int
    is_numbered: bool
    element: StructureElement
    body: StructureElement


class Structure:
    """The elements of an edition, and what is drawn of them on its pages.

    ``pages`` has the elements of the passages of each page, ``links`` those of the links.
    """

    def __init__(self, language: str) -> None:
        self.root = StructureElement("Document", language)
        self.pages: list[list[StructureElement]] = []
        self.links: list[StructureElement] = []
        self._kind = ""
        self._lists: list[_OpenList] = []
        self._group: StructureElement | None = None
        self._table = 0
        self._level = 0

    def heading(self, level: int) -> str:
        """The role of a heading; as PDF/UA has it, none is more than one level below the last."""
        self._level = min(level, self._level + 1, _DEEPEST)
        return f"H{self._level}"

    def homes(self, row: Sequence[Sequence[EditionBlock]]) -> list[StructureElement]:
        """The elements in which the cells of the next row stand, each in both its languages."""
        block = next(block for cell in row for block in cell)
        kind = structure(block)
        if kind != self._kind:
            self._kind, self._lists, self._group = kind, [], None
        if kind == ParagraphKind.ITEM:
            return [self._item(block)]
        if kind == ParagraphKind.QUOTATION:
            self._group = self._group or self.root.add("BlockQuote")
            return [self._group]
        if kind == ParagraphKind.CELL and len(row) > 1:
            table_row = self._table_row(block)
            return [table_row.add("TD") for _ in row]
        return [self.root]

    def _item(self, block: EditionBlock) -> StructureElement:
        """The body of an item of a list, which may stand in that of another."""
        level, is_numbered = block.detail["level"], "number" in block.detail
        while self._lists and self._lists[-1].level > level:
            self._lists.pop()
        last = self._lists[-1] if self._lists else None
        if last and last.level == level and block.detail.get("goes_on"):
            return last.body
        if last and (last.level, last.is_numbered) == (level, not is_numbered):
            self._lists.pop()
        if not self._lists or self._lists[-1].level < level:
            parent = self._lists[-1].body if self._lists else self.root
            element = parent.add("L")
            self._lists.append(_OpenList(level, is_numbered, element, element))
        current = self._lists[-1]
        current.body = current.element.add("LI").add("LBody")
        return current.body

    def _table_row(self, block: EditionBlock) -> StructureElement:
        """The next row of a table; the first of several is taken for its headings."""
        number = block.detail.get("table", 0)
        if self._group is None or number != self._table:
            self._group, self._table = self.root.add("Table"), number
        elif len(self._group.children) == 1:
            for cell in self._group.children[0].children:
                cell.role = HEADING_CELL
        return self._group.add("TR")

    def begin_page(self) -> None:
        """Go on to the next page."""
        self.pages.append([])

    def passage(self, element: StructureElement) -> int:
        """The number of the next passage on the page, which is drawn of ``element``."""
        number = len(self.pages[-1])
        self.pages[-1].append(element)
        element.passages.append((len(self.pages) - 1, number))
        return number

    def link(self, element: StructureElement) -> int:
        """The number of the next link, which stands in ``element``."""
        number = len(self.links)
        self.links.append(element.add("Link"))
        self.links[-1].link = number
        return number
