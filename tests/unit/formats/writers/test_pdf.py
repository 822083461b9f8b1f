"""A printed edition: its words, its fonts, and the structure that a screen reader reads."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdf
import pytest

from tests.editions import edition_of, written
from webapp.formats.writers.pdf import fonts
from webapp.formats.writers.pdf.portions import MOST_CHARS, portions

TEXT = """# Un titre

Un [lien](https://exemple.fr) là[^1].

### Trop bas

- un
  - deux
- trois

1. quatre

> Cinq.

| a | b |
|---|---|
| c | d |

[^1]: Une note.
"""


def printed(text: str, name: str = "a.md") -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(written("pdf", edition_of(text.encode(), name))))


def outline(element: Any, depth: int = 0) -> Iterator[str]:
    """The elements below one, a line each, with their languages."""
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        child = child.get_object()
        if "/S" in child:
            yield f"{' ' * depth}{child['/S'][1:]} {child.get('/Lang', '')}".rstrip()
            yield from outline(child, depth + 1)
        elif child["/Type"] == "/OBJR":
            yield f"{' ' * depth}{child['/Obj']['/A']['/URI']}"


def test_a_printed_edition_has_both_sides_its_headings_and_every_sign() -> None:
    page = "<h1>Un titre</h1><p>Cœur <b>gras</b>, 5 € — « là »\u202f! Ω et 水.</p>"
    reader = printed(page, "a.html")
    text = reader.pages[0].extract_text()
    assert [words in text for words in ("Cœur gras, 5 € — « là »", "CŒUR GRAS")] == [True, True]
    assert "Ω et ◊" in text
    assert "/Title': 'Un titre'" in str(reader.outline)
    assert reader.metadata is not None
    assert reader.metadata.title == "Un titre"


def test_it_says_that_a_language_is_not_set_as_it_is_written() -> None:
    edition = edition_of(b"# Un titre\n\nBonjour.", "a.md")
    for language, count in (("he", 1), ("ar-EG", 1), ("en", 0)):
        data = written("pdf", replace(edition, target_language=language))
        text = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
        assert text.count("from left to right") == count, language


@pytest.mark.parametrize(("installed", "word"), [(fonts.FALLBACKS, "Москва"), ((), "◊◊◊◊◊◊")])
def test_other_scripts_are_printed_in_a_font_that_is_installed(
    installed: tuple[str, ...], word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if installed and not any(ord("М") in fonts._glyphs(name) for name in installed):
        pytest.skip("no font with Cyrillic letters is installed")
    monkeypatch.setattr(fonts, "SERIF", ())
    monkeypatch.setattr(fonts, "FALLBACKS", ("Vera", "nowhere", *installed))
    text = printed("Une lettre de Москва.").pages[0].extract_text()
    assert f"lettre de {word}." in text


@pytest.mark.parametrize("serif", [fonts.SERIF, ()])
def test_the_fonts_of_a_printed_edition_stand_in_it(
    serif: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "SERIF", serif)
    page = printed("# Été\n\n**gras** *là* 5\n\n```\nx\n```\n").pages[0]
    used = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    names = {str(font["/BaseFont"]).partition("+")[2] for font in used}
    assert len(names) == (4 if fonts.code_font() == fonts.MONO else 3)
    slanted = [name for name in names if name.endswith(("-Italic", "-Oblique"))]
    assert (len(slanted), sum(name.endswith("-Bold") for name in names)) == (1, 1)
    assert all("/FontFile2" in font["/FontDescriptor"] for font in used)
    assert all("/ToUnicode" in font for font in used)


def test_the_structure_has_both_languages_of_each_block_in_reading_order() -> None:
    reader = printed(TEXT)
    root: Any = reader.trailer["/Root"]
    assert list(outline(root["/StructTreeRoot"])) == [
        "Document en",
        *(" H1 fr", " H2 fr", " H2 en"),
        *(" P fr", "  Link", "   https://exemple.fr", " P en", "  Link", "   https://exemple.fr"),
        *(" H3 fr", " H3 en"),
        *(" L", "  LI", "   LBody", "    P fr", "    P en"),
        *("    L", "     LI", "      LBody", "       P fr", "       P en"),
        *("  LI", "   LBody", "    P fr", "    P en"),
        *(" L", "  LI", "   LBody", "    P fr", "    P en"),
        *(" BlockQuote", "  P fr", "  P en"),
        *(" Table", "  TR", *["   TH", "    P fr", "    P en"] * 2),
        *("  TR", *["   TD", "    P fr", "    P en"] * 2),
        *(" Note fr", " Note en"),
    ]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"] == "en"
    assert b">1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert len(root["/StructTreeRoot"]["/IDTree"]["/Names"]) == 4


def test_a_paragraph_that_a_page_ends_within_stays_one_element() -> None:
    reader = printed("Mot mot mot mot mot. " * 400)
    root: Any = reader.trailer["/Root"]
    [source, _] = root["/StructTreeRoot"]["/K"][0].get_object()["/K"][1:]
    passages = source.get_object()["/K"]
    pages = [int(reader.get_page_number(passage.get_object()["/Pg"]) or 0) for passage in passages]
    assert pages == sorted(pages)
    assert sorted(set(pages)) == list(range(max(pages) + 1)) != [0]


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("Il pleut sur la ville ce soir. " * 300, MOST_CHARS),
        ("a b c " * 2_000, MOST_CHARS),
        ("x" * 9_000, MOST_CHARS),
        ("Il pleut. " + "y" * 5_000 + " Il neige.", MOST_CHARS),
        ("Court.", len("Court.")),
    ],
)
def test_long_paragraphs_are_set_in_portions(text: str, longest: int) -> None:
    [block] = edition_of(text.encode(), "a.md").blocks
    parts = [part for [[part]] in portions([[block]])]
    pairs = [pair for part in parts for pair in part.segments]
    sizes = [sum(len(pair.source) for pair in part.segments) for part in parts]
    assert max(sizes) <= longest
    assert sum(sizes) > len(parts) * longest / 2
    for side in ("source", "target"):
        whole = "".join(getattr(pair, side) for pair in block.segments)
        assert "".join(getattr(pair, side) for pair in pairs) == whole
    assert [pair.end - pair.start for pair in pairs] == [len(pair.source) for pair in pairs]


def test_a_long_cell_has_its_own_portions_beside_a_short_one() -> None:
    reader = printed(f"| a | b |\n|---|---|\n| {'Il pleut. ' * 400}| Il neige. |\n")
    words = "".join(page.extract_text() for page in reader.pages).split()
    assert [words.count(word) for word in ("pleut.", "PLEUT.", "neige.", "NEIGE.")] == [
        400,
        400,
        1,
        1,
    ]
    root: Any = reader.trailer["/Root"]
    assert len([line for line in outline(root["/StructTreeRoot"]) if "TD" in line]) == 2


def test_each_word_on_a_page_is_of_an_element_or_no_text() -> None:
    """Each mark of content leads to its element; the numbers of pages are artifacts."""
    reader = printed(TEXT)
    root: Any = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    numbers = root["/ParentTree"]["/Nums"]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    page: Any = reader.pages[0]
    marked, depth = [], 0
    for operands, operator in page.get_contents().operations:
        if operator in (b"BDC", b"BMC"):
            depth += 1
            marked += [operands] if operator == b"BDC" else []
        depth -= operator == b"EMC"
        assert depth == 1 or operator not in (b"Tj", b"TJ", b"S")
    elements = [entry.get_object()["/S"] for entry in parents[page["/StructParents"]]]
    assert elements == [role for role, _ in marked]
    assert [number["/MCID"] for _, number in marked] == list(range(len(marked)))
