"""Files that are made to cost much: time grows with the file, not its square, and no fault."""

import time
from collections.abc import Callable

import pytest

from tests.attack.hostile import books_of, text_of, word_of
from tests.documents import SAMPLES, archive
from webapp.errors import VisavisError
from webapp.formats.readers.catalogue import read_document, reader_of

#: Less time of the processor than this is not told from none, in seconds.
LEAST = 0.01
#: The size of a small file, and how many times as large the other one is.
SMALL, TIMES = 60, 8
#: Where the time grew with the square, it would be 64 times as much; a busy machine doubles any.
MOST = 24
#: No file in HOSTILE has as much text; a bomb would have ten thousand million code points.
MOST_TEXT = 400_000
BOMB = "<!DOCTYPE a [" + '<!ENTITY a0 "aaaaaaaaaa">'
BOMB += "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
ALIASES = "a0: &a0 [mot]\n"
ALIASES += "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))
XLIFF = b"<xliff version='1.2'><file source-language='fr'><body>%b</body></file></xliff>"
UNIT = b"<trans-unit id='1'><source>%b</source></trans-unit>"

GROWING: dict[str, Callable[[int], bytes]] = {
    "messages.json": lambda n: b"{%b}" % b",".join(b'"k%d":"un mot"' % i for i in range(2 * n)),
    "escapes.json": lambda n: b'{"a":"mot %b"}' % (b"\\n" * 40 * n),
    "messages.yaml": lambda n: b"fr:\n" + b"".join(b"  k%d: un mot\n" % i for i in range(n)),
    "messages.po": lambda n: b'msgid ""\nmsgstr ""\n\n' + b'msgid "un mot"\nmsgstr ""\n\n' * 2 * n,
    "lines.po": lambda n: b'msgid ""\n' + b'"mot "\n' * 4 * n + b'msgstr ""\n',
    "values.properties": lambda n: b"a=un mot\n" * 3 * n,
    "continued.properties": lambda n: b"a=un \\\n" * 20 * n,
    "open.strings": lambda n: b'"a" = "b";\n' + b'"a" = "' * 20 * n,
    "comments.strings": lambda n: b'"a" = "b";\n' + b"/*" * 50 * n,
    "strings.xml": lambda n: b"<resources>%b</resources>" % (b"<string>un mot</string>" * n),
    "tags.xml": lambda n: b"<resources><string>a%b</string></resources>" % (b"<b>c</b>" * n),
    "units.xlf": lambda n: XLIFF % (UNIT % b"un mot" * n),
    "cues.srt": lambda n: b"1\n00:00:01,000 --> 00:00:02,000\nmot\n\n" * n,
    "blocks.vtt": lambda n: b"WEBVTT\n\n" + b"NOTE a\n\n" * 5 * n + b"00:01.000 --> 00:02.000\na\n",
    "lines.ass": lambda n: SAMPLES["ass"] + (SAMPLES["ass"].splitlines()[-1] + b"\n") * n,
    "tags.ass": lambda n: SAMPLES["ass"].strip() + b"{\\i1}a{\\i0}b" * 4 * n,
    "times.lrc": lambda n: b"[00:01.00]" * n + b"mot\n",
    "tables.html": lambda n: b"<html>" + b"<table><tr><td>" * n + b"a",
    "attributes.html": lambda n: b"<html><p " + b"a=b " * 20 * n + b">mot",
    "notes.html": lambda n: b"<html>" + b"<p id=a><sup><a href=#a>1</a></sup>" * n,
    "items.rst": lambda n: b"- a\n" * 3 * n,
    "marks.rst": lambda n: b"*a **b `c |d " * n,
    "marks.adoc": lambda n: b"*a _b " * n + b"footnote:[a " * n + b"<<a," * n,
    "formulas.tex": lambda n: b"\\[$$\\begin{verbatim}" * 2 * n,
    "runs.docx": lambda n: word_of("<w:p>%s</w:p>" % ("<w:r><w:t>a</w:t></w:r>" * 2 * n)),
    "spans.odt": lambda n: text_of("<text:p>%s</text:p>" % ("<text:span>a</text:span>" * 2 * n)),
    "chapters.epub": lambda n: books_of(max(1, n // 40), 10),
    "parts.epub": lambda n: _many_parts(n),
}
HOSTILE = {
    "objects.json": b'{"a":' * 100_000 + b'"mot"' + b"}" * 100_000,
    "lists.json": b"[" * 100_000,
    "lists.yaml": b"fr: " + b"[" * 2_000,
    "aliases.yaml": ALIASES.encode(),
    "bomb.xml": f"{BOMB}<resources><string name='a'>&a9;</string></resources>".encode(),
    "bomb.xlf": BOMB.encode() + XLIFF % (UNIT % b"&a9;"),
    "deep.xml": b"<resources><string>a" + b"<b>" * 50_000 + b"</b>" * 50_000,
    "deep.xlf": XLIFF % (UNIT % (b"<g>" * 20_000 + b"a" + b"</g>" * 20_000)),
    "bomb.odt": archive({"content.xml": f"{BOMB}<a>&a9;</a>"}),
    "bomb.docx": archive({"word/document.xml": f"{BOMB}<a>&a9;</a>"}),
    "outside.odt": archive(
        {"content.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'}
    ),
    "cells.docx": word_of("<w:tbl><w:tr><w:tc>" * 400 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 400),
}


def _many_parts(count: int) -> bytes:
    return archive({f"{n}.xhtml": "<html/>" for n in range(count)} | {"META-INF/container.xml": ""})


def outcome(data: bytes, name: str) -> str:
    """The text of a file, or the sentence by which it is refused."""
    try:
        reader_of(data, name).check_in_place(data)
        return read_document(data, name).text
    except VisavisError as error:
        return str(error)


def seconds(data: bytes, name: str) -> float:
    """What reading a file, and cutting its words out, takes of the processor; the best of two."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        outcome(data, name)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("name", GROWING)
def test_the_time_grows_with_the_file_and_not_with_its_square(name: str) -> None:
    make = GROWING[name]
    once = max(seconds(make(SMALL), name), LEAST)
    longer = seconds(make(TIMES * SMALL), name)
    assert longer < MOST * once, f"{once:.3f} and {longer:.3f} seconds"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_nested_or_grows_when_it_is_read_is_read_or_refused(name: str) -> None:
    text = outcome(HOSTILE[name], name)
    assert 0 < len(text) < MOST_TEXT
    assert "root:" not in text
