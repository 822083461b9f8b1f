"""Reads and writes texts with markup: the words are read as blocks, and only they are changed."""

from collections.abc import Callable, Iterator

from webapp.errors import TooLarge
from webapp.formats.edition import Edition
from webapp.formats.inplace.refill import original_of, refill
from webapp.formats.plain_text import decoded_text
from webapp.formats.prose.asciidoc import asciidoc_cut
from webapp.formats.prose.cut import ProseCut
from webapp.formats.prose.latex import latex_cut
from webapp.formats.prose.rst import rst_cut
from webapp.formats.readers.imported import ImportedDocument, assembled, one_line
from webapp.text import ParagraphKind

#: The longest text, in bytes; the words of one take sixty times as much memory.
MAX_BYTES = 3_000_000
_Cutter = Callable[[str], ProseCut]


def _reader(cutter: _Cutter) -> Callable[[bytes], ImportedDocument]:
    def read(data: bytes) -> ImportedDocument:
        if len(data) > MAX_BYTES:
            raise TooLarge(f"This text has {len(data):,} bytes; up to {MAX_BYTES:,} are read here.")
        decoded = decoded_text(data)
        cut = cutter(decoded.text)
        blocks = [flow.block for flow in cut.flows]
        heading = next((b.text for b in blocks if b.kind == ParagraphKind.HEADING), "")
        return assembled(
            blocks,
            title=one_line(cut.title or heading),
            language=cut.language,
            notices=(*decoded.notices, *_staying(cut)),
            original=data,
        )

    return read


def _staying(cut: ProseCut) -> Iterator[str]:
    """A sentence for each kind of thing that has words and stays in its language."""
    for name, count in sorted(cut.counts.items()):
        words = (name, "stays as it is") if count == 1 else (f"{name}s", "stay as they are")
        yield f"{count:,} {words[0]} {words[1]}, in the language of the source."


def _writer(cutter: _Cutter) -> Callable[[Edition], Iterator[bytes]]:
    def write(edition: Edition) -> Iterator[bytes]:
        decoded = decoded_text(original_of(edition))
        cut = cutter(decoded.text)
        refill(cut.flows, edition.blocks)
        yield decoded.encoded(str(cut))

    return write


read_rst, write_rst = _reader(rst_cut), _writer(rst_cut)
read_asciidoc, write_asciidoc = _reader(asciidoc_cut), _writer(asciidoc_cut)
read_latex, write_latex = _reader(latex_cut), _writer(latex_cut)
