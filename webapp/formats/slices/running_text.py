"""Running text that is cut out of a file: as people read it, as it is written, and its tags."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape, unescape

from webapp.text.placing import ATOM, Role, Tag

_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")
_CHARACTER = re.compile(rf"{_ENTITY.pattern}|[ \t\n\r\f]+|.", re.DOTALL)
_PREFORMATTED_CHARACTER = re.compile(rf"{_ENTITY.pattern}|.", re.DOTALL)

_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark "
    "math meter output picture progress q rb rp rt rtc ruby s samp script small source span strike "
    "strong style sub sup svg time tt u var wbr"
)
#: Inline elements of XLIFF, which programs put into HTML for words to come.
STAND_INS = frozenset(("x", "g", "ph", "bx", "ex", "pc", "sc", "ec", "it", "bpt", "ept", "mrk"))
_INLINE = STAND_INS | frozenset(_INLINE_NAMES.split())
_NEVER_TRANSLATED = frozenset(("code", "kbd", "math", "samp", "script", "style", "svg", "var"))


def html_escaped(character: str) -> str:
    """A character as HTML, XML and WebVTT write it."""
    return escape(character, quote=False)


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the tags of a language mean, and how it writes text.

    In XML, tags are inline unless they are ``splitting``; HTML has a table of its own. A character
    that the source writes in a form that matches ``kept`` keeps that form. ``escaped`` writes any
    other character. ``mended`` changes the written target of a segment where it must.
    """

    is_html: bool = True
    splitting: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    kept: re.Pattern[str] = re.compile("&.+")
    escaped: Callable[[str], str] = html_escaped
    mended: Callable[[str], str] = str

    def splits(self, name: str) -> bool:
        """Whether a sentence ends at the tag."""
        return name in self.splitting or (self.is_html and name not in _INLINE)

    def protects(self, name: str) -> bool:
        """Whether the element's content is never translated."""
        return name in self.ignored or (self.is_html and name in _NEVER_TRANSLATED)


HTML = Dialect()


@dataclass(slots=True)
class RunningText:
    """Running text between two places where a sentence must end.

    ``characters`` are its code points as people read them, with one space for any run of white
    space. ``raws`` has the written form of each, and ``places`` the offset of that in the input.
    One ATOM replaces an element that is not translated; ``atoms`` has its content by that offset.
    """

    dialect: Dialect = HTML
    preformatted: bool = False
    characters: list[str] = field(default_factory=list)
    raws: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    marks: list[Tag] = field(default_factory=list)
    atoms: dict[int, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text as people read it."""
        return "".join(self.characters)

    def add_text(self, raw: str, place: int) -> None:
        """Append text that is written so at the offset ``place`` of the input."""
        pattern = _PREFORMATTED_CHARACTER if self.preformatted else _CHARACTER
        for match in pattern.finditer(raw):
            written = match[0]
            read = unescape(written) if written[0] == "&" else written
            if read.isspace() and len(read) > 1:
                read = " "
            shares = [written] + [""] * (len(read) - 1) if read != written else list(written)
            self.characters += read
            self.raws += shares
            self.places += [place + match.start()] * len(read)

    def add_written(self, raw: str, place: int, read: str) -> None:
        """Append the text ``read``, whose written form is ``raw`` at ``place``."""
        alike = len(raw) == len(read)
        self.characters += read
        self.raws += raw if alike else [raw, *[""] * (len(read) - 1)]
        self.places += range(place, place + len(read)) if alike else [place] * len(read)

    def add_atom(self, raw: str, place: int, content: str) -> None:
        """Append an element that is not translated."""
        self.atoms[len(self.characters)] = content
        self.characters.append(ATOM)
        self.raws.append(raw)
        self.places.append(place)

    def add_mark(self, raw: str, role: Role, name: str = "", pace: float = 1.0) -> None:
        """Append a tag or comment; ``pace`` is that of ``Tag``."""
        self.marks.append(Tag(len(self.characters), raw, role, name, pace=pace))

    def written(self, start: int, end: int, marks: Sequence[Tag]) -> str:
        """The part from ``start`` to ``end`` in its written form, with these of its tags."""
        pieces: list[str] = []
        for mark in marks:
            pieces += [*self.raws[start : mark.offset], mark.raw]
            start = mark.offset
        return "".join([*pieces, *self.raws[start:end]])


@dataclass(frozen=True, slots=True)
class Piece:
    """A slice of the input. ``role`` is None for text; ``name`` is empty for anything but a tag.

    ``read`` is the text as people read it, None while its entities are not decoded. ``pace`` is
    that of ``Tag``.
    """

    raw: str
    place: int
    role: Role | None
    name: str = ""
    attributes: str = ""
    read: str | None = None
    pace: float = 1.0
