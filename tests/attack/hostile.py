"""Files that are made to take minutes or gigabytes: each is refused or read within its bounds."""

import io
import resource
import zipfile
import zlib
from collections.abc import Callable

from tests import documents
from tests.attack import Tally
from tests.documents import SAMPLES
from webapp.errors import VisavisError
from webapp.formats.readers.bounded import check_in_place, read_file

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#: A document that would have another file in it, behind a long comment.
FOREIGN = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
#: The most seconds of the processor that the server and its process may take for one file: what
#: the bounds of webapp.formats.readers.bounded allow, and two for the process to start and end.
SECONDS, SECONDS_PER_MEGABYTE = 7, 2


def bomb(repeated: int) -> bytes:
    """One page whose text is written again and again, 14 bytes each time before it is packed."""
    packer = zlib.compressobj(9)
    packed = [packer.compress(b"BT /F1 12 Tf 10 10 Td ")]
    packed += [packer.compress(b"(Bonjour ) Tj " * 1_000) for _ in range(repeated // 1_000)]
    stream = b"".join([*packed, packer.compress(b"ET"), packer.flush()])
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources 6 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Font<</F1 5 0 R>>>>",
    ]
    numbered = [b"%d 0 obj %b endobj\n" % each for each in enumerate(objects, 1)]
    return b"".join([b"%PDF-1.4\n", *numbered, b"trailer<</Root 1 0 R>>\n%%EOF"])


def word_of(body: str) -> bytes:
    """A Word file with these paragraphs."""
    document = f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
    return documents.archive({"word/document.xml": document})


def text_of(body: str) -> bytes:
    """An OpenDocument text with these paragraphs."""
    whole = documents.OPEN_DOCUMENT.replace("<office:text>", f"<office:text>{body}")
    return documents.archive({"content.xml": whole})


def books_of(chapters: int, paragraphs: int) -> bytes:
    """A book of so many chapters, with so many short paragraphs each."""
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(chapters))
    package = f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>"
    page = "<html><body>" + "<p>a</p>" * paragraphs + "</body></html>"
    parts = {"META-INF/container.xml": documents.CONTAINER, "OPS/package.opf": package}
    return documents.archive(parts | {f"OPS/c{n}.xhtml": page for n in range(chapters)})


def aliases(number: int) -> bytes:
    """A list of YAML that has the list before it nine times."""
    return b"a%d: &a%d [%b]\n" % (number, number, b",".join([b"*a%d" % (number - 1)] * 9))


def sheet_of(rows: str) -> bytes:
    """A workbook whose sheets have these rows."""
    with zipfile.ZipFile(io.BytesIO(SAMPLES["xlsx"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    sheets = [name for name in parts if name.startswith("xl/worksheets/sheet")]
    return documents.archive(parts | dict.fromkeys(sheets, sheet))


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nested.md": lambda: b">" * 200_000 + b" a",
    "brackets.md": lambda: b"[a](" * 50_000,
    "comments.md": lambda: b"a <![CDATA[" * 200_000,
    "table.md": lambda: b"|a" * 30_000 + b"\n" + b"|-" * 30_000 + b"\n",
    "notes.md": lambda: b"[^a] " * 20_000 + b"\n\n[^a]: " + b"[^a] " * 20_000,
    "items.rst": lambda: b"- " * 50_000 + b"*a" * 50_000 + b"\n\n" + b"- a\n" * 20_000,
    "marks.adoc": lambda: b"*a _b " * 30_000 + b"footnote:[a " * 10_000 + b"<<a," * 30_000,
    "braces.tex": lambda: b"{" * 200_000 + b"\\[$$\\begin{verbatim}" * 20_000,
    "brackets.html": lambda: b"<html>a" + b"<" * 1_000_000,
    "items.html": lambda: b"<html><ul>" + b"<li>a</li>" * 60_000,
    "nested.html": lambda: b"<html>" + b"<b>" * 200_000 + b"a",
    "tags.srt": lambda: SAMPLES["srt"] + b"<i><b>a" * 50_000,
    "tags.vtt": lambda: SAMPLES["vtt"] + b"<v Ana><c.a><00:01.000>a" * 20_000,
    "tags.ass": lambda: SAMPLES["ass"].strip() + b"{\\i1}a{\\i0}b" * 40_000,
    "tags.sub": lambda: b"{1}{2}" + b"{y:i}a|" * 40_000,
    "times.lrc": lambda: b"[00:01.00]" * 20_000 + b"a",
    "quotes.csv": lambda: b"id,fr\n" + b'1,"a' * 50_000,
    "nested.json": lambda: b'{"a":' * 100_000,
    "choice.json": lambda: b'{"a":"{n, plural, ' + b"one {Un chat} " * 5_000 + b'}"}',
    "aliases.yml": lambda: b"a0: &a0 [b]\n" + b"".join(map(aliases, range(1, 20))),
    "nested.yml": lambda: b"a: " + b"[" * 20_000,
    "signs.strings": lambda: b'"a" = "' + b'\\"' * 20_000,
    "nested.xml": lambda: b'<resources><string name="a">' + b"<b>" * 100_000,
    "plural.po": lambda: SAMPLES["po"] + b'\n"Plural-Forms: nplurals=9; plural=' + b"(" * 100_000,
    "flat.xlf": lambda: SAMPLES["xliff"].replace(
        b"<source>", b"<source>" + b'<g id="1">a</g>' * 9_000
    ),
    "bytes.rtf": lambda: b"{\\rtf1 a\\bin2000000000 b}",
    "ratio.docx": lambda: word_of("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 199_999),
    "rows.docx": lambda: word_of("<w:tbl>" * 100 + "<w:p/>" * 900_000 + "</w:tbl>" * 100),
    "breaks.docx": lambda: word_of(f"<w:p><w:r>{'<w:t>a</w:t><w:br/>' * 199_999}</w:r></w:p>"),
    "sections.odt": lambda: text_of(
        "<text:section>" * 200 + "<text:p>a</text:p>" * 50_000 + "</text:section>" * 200
    ),
    "spaces.odt": lambda: text_of('<text:p>a<text:s text:c="2000000000"/>b</text:p>' * 10),
    "late.odt": lambda: documents.archive({"content.xml": f"<!--{'x' * 9_000}-->{FOREIGN}"}),
    "far.xlsx": lambda: sheet_of('<row r="1048576"><c r="XFD1048576"><v>0</v></c></row>' * 900),
    "many.epub": lambda: books_of(200, 500),
    "bomb.pdf": lambda: bomb(8_000_000),
}


def attack() -> Tally:
    """Read each file, and cut the words of those out that are changed in place."""
    tally = Tally("hostile files")
    dearest = 0.0
    for name, make in HOSTILE.items():
        data = make()
        for task in (read_file, check_in_place):
            before = _seconds()
            try:
                task(data, name)
            except VisavisError as error:
                tally.expect(str(error).endswith("."), f"{name}: no sentence: {error}")
            seconds = _seconds() - before
            dearest = max(dearest, seconds)
            most = SECONDS + SECONDS_PER_MEGABYTE * len(data) / 1_000_000
            tally.expect(seconds < most, f"{name}: {seconds:.0f} seconds of the processor")
    tally.remark = f"at most {dearest:.1f} seconds of the processor for one"
    return tally


def _seconds() -> float:
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)
