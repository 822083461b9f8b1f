"""What Word documents hold beside plain words: kept, or told to be left out, never in silence."""

import io
import zipfile
from collections.abc import Callable, Sequence

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from lxml import etree

from tests.editions import edition_of, told, written
from tests.word_documents import (
    BEGIN,
    DECLARED,
    END,
    NAMES,
    SEPARATE,
    document,
    formula,
    instruction,
    letter,
    letters,
    run,
    saved,
    sign,
    with_notes,
)
from webapp.formats.readers.catalogue import read_document


def read(*paragraphs: str, prepare: Callable[[Document], None] = lambda _: None) -> list[str]:
    """What is read of such a document."""
    return told(read_document(document(*paragraphs, prepare=prepare)))


def notices(*paragraphs: str) -> Sequence[str]:
    """What is said to be left out of such a document."""
    return read_document(document(*paragraphs)).notices


def test_bold_and_italics_by_style_are_marks() -> None:
    def prepare(made: Document) -> None:
        letters(made, "Fort", bold=True)
        letters(made, "Plus fort", "Fort", italic=True)
        letters(made, "Moins fort", "Plus fort", bold=False)

    assert read(
        run("un", '<w:rStyle w:val="Strong"/>')
        + run(" deux ")
        + run("trois", '<w:rStyle w:val="Emphasis"/>')
        + run(" quatre ")
        + run("cinq", '<w:rStyle w:val="Plusfort"/>')
        + run(" six ")
        + run("sept", '<w:rStyle w:val="Moinsfort"/>')
        + run(" huit", '<w:rStyle w:val="Strong"/><w:b w:val="0"/>'),
        prepare=prepare,
    ) == [
        (
            "text: un deux trois quatre cinq six sept huit"
            " {bold: un} {italic: trois} {bold: cinq} {italic: cinq} {italic: sept}"
        )
    ]


def test_styles_based_on_each_other_come_to_an_end() -> None:
    def prepare(made: Document) -> None:
        letters(made, "Un", bold=True)
        letters(made, "Deux", "Un")
        made.styles["Un"].base_style = made.styles["Deux"]

    assert read(run("Oui", '<w:rStyle w:val="Deux"/>'), prepare=prepare) == [
        "text: Oui {bold: Oui}"
    ]


def test_a_heading_is_not_bold_because_its_style_is() -> None:
    inside = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    half = run("Le titre", '<w:rStyle w:val="Heading1Char"/>')
    assert read(inside + half, inside + run("Un ") + run("mot", "<w:i/>")) == [
        "heading 1: Le titre",
        "heading 1: Un mot {italic: mot}",
    ]


def test_a_style_based_on_a_heading_makes_headings_and_on_a_list_items() -> None:
    def prepare(made: Document) -> None:
        for name, base in (("Chapitre", "Heading 2"), ("Sommaire", "Heading 1"), ("Puce", "")):
            style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = made.styles[base or "List Bullet 2"]
        level = f'<w:pPr {DECLARED}><w:outlineLvl w:val="9"/></w:pPr>'
        made.styles["Sommaire"].element.append(parse_xml(level))

    def styled(name: str) -> str:
        return f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>{run(name)}'

    assert read(styled("Chapitre"), styled("Sommaire"), styled("Puce"), prepare=prepare) == [
        "heading 2: Chapitre",
        "text: Sommaire",
        "item 1: Puce",
    ]


def test_words_that_word_cut_are_one_mark() -> None:
    assert read(run("Il ple", "<w:b/>") + run("ut", "<w:b/><w:i/>") + run(".", "<w:b/>")) == [
        "text: Il pleut. {bold: Il pleut.} {italic: ut}"
    ]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (letter("E=m") + f"<m:sSup><m:sSupPr/><m:e>{letter('c')}</m:e>"
         f"<m:sup>{letter('2')}</m:sup></m:sSup>", "E=mc²"),
        (f"<m:f><m:num>{letter('a+b')}</m:num><m:den>{letter('2')}</m:den></m:f>", "(a+b)/2"),
        (f"<m:sSub><m:e>{letter('x')}</m:e><m:sub>{letter('10')}</m:sub></m:sSub>", "x₁₀"),
        (f"<m:rad><m:radPr/><m:deg/><m:e>{letter('2')}</m:e></m:rad>", "√2"),
        (f"<m:d><m:dPr><m:begChr m:val='['/></m:dPr><m:e>{letter('x')}</m:e></m:d>", "[x)"),
        ((f"<m:sSubSup><m:e>{letter('x')}</m:e><m:sub>{letter('i')}</m:sub>"
         f"<m:sup>{letter('2')}</m:sup></m:sSubSup>"), "xᵢ²"),
    ],
)  # fmt: skip
def test_a_formula_that_a_line_can_tell_is_kept(inside: str, text: str) -> None:
    made = document(run("Soit ") + formula(inside) + run(" ici."))
    assert told(read_document(made)) == [f"text: Soit {text} ici."]
    assert read_document(made).notices == ()


@pytest.mark.parametrize(
    "inside",
    [
        f"<m:nary><m:e>{letter('x')}</m:e></m:nary>",
        f"<m:sSup><m:e>{letter('x')}</m:e><m:sup>{letter('β')}</m:sup></m:sSup>",
        f"<m:f><m:fPr><m:type m:val='noBar'/></m:fPr><m:num>{letter('n')}</m:num></m:f>",
        letter("x + " * 30),
    ],
)
def test_a_formula_that_a_line_cannot_hold_gives_a_notice(inside: str) -> None:
    made = read_document(document(run("Soit ") + formula(inside) + run("ici.")))
    assert told(made) == ["text: Soit ici."]
    assert made.notices == ("1 formula could not be kept and is left out.",)


def test_formulas_of_older_programs_are_told() -> None:
    old = '<w:r><w:object><o:OLEObject ProgID="Equation.3"/></w:object></w:r>'
    drawn = BEGIN + instruction(r" EQ \f(1;2) ") + END
    assert notices(run("a") + old + drawn) == ("2 formulas could not be kept and are left out.",)


def test_links_made_by_fields_keep_their_address() -> None:
    assert read(
        f"<w:fldSimple w:instr=' HYPERLINK &quot;https://example.org/&quot; '>{run('un')}"
        "</w:fldSimple>" + run(" et ") + BEGIN + instruction(' HYPERLINK "https://exa')
        + instruction('mple.org/b" \\l "bas" \\o "bulle" ') + SEPARATE + run("de")
        + run("ux", "<w:b/>") + END + run(" et ") + BEGIN + instruction(' HYPERLINK \\l "ici" ')
        + SEPARATE + run("trois") + END
    ) == [
        "text: un et deux et trois {link: un} {link: deux} {bold: ux}"
    ]  # fmt: skip


def test_links_keep_their_place_in_a_page() -> None:
    made = docx.Document()
    relation = made.part.relate_to("https://example.org/", RELATIONSHIP_TYPE.HYPERLINK, True)
    inside = f'<w:hyperlink r:id="{relation}" w:anchor="bas">{run("un")}</w:hyperlink>'
    inside += BEGIN + instruction('HYPERLINK "https://example.org/" \\l "bas"')
    inside += SEPARATE + run(" deux") + END
    made.element.body.insert(0, parse_xml(f"<w:p {DECLARED}>{inside}</w:p>"))
    [detail] = read_document(saved(made)).details
    assert [mark.href for mark in detail["marks"]] == ["https://example.org/#bas"]


def test_fields_without_links_are_read_as_their_shown_text() -> None:
    nested = BEGIN + instruction("IF ") + BEGIN + instruction("PAGE") + SEPARATE + run("7") + END
    assert read(
        run("Page ") + BEGIN + instruction("PAGE") + SEPARATE + run("3") + END + run("."),
        nested + instruction(' = 1 "a" "b"') + SEPARATE + run("b") + END,
        f'<w:fldSimple w:instr="DATE">{run("le 3 mai")}</w:fldSimple>',
        BEGIN + instruction(' TOC \\o "1-3" ') + SEPARATE + run("Un") + "<w:r><w:tab/></w:r>"
        + run("1"),
        run("Deux") + "<w:r><w:tab/></w:r>" + run("4"),
        END + run("Fin."),
        run("Mot") + BEGIN + instruction('XE "mot"') + END + run("."),
    ) == [
        "text: Page 3.", "text: b", "text: le 3 mai", "text: Un 1", "text: Deux 4", "text: Fin.",
        "text: Mot.",
    ]  # fmt: skip


def test_a_field_without_an_end_hides_nothing_after_its_paragraph() -> None:
    assert read(run("Un.") + BEGIN + instruction("PAGE"), run("Deux."), END + run("Trois.")) == [
        "text: Un.",
        "text: Deux.",
        "text: Trois.",
    ]


def test_symbols_with_a_character_of_their_own_are_kept_and_others_told() -> None:
    known = [("Symbol", "F061"), ("Symbol", "F0B7"), ("Symbol", "F0AE"), ("Wingdings", "F0FC")]
    known += [("Wingdings", "F0E0"), ("Symbol", "B3"), ("Arial", "00E9"), ("Symbol", "F0DE")]
    unknown = [("Wingdings", "F021"), ("Webdings", "F061"), ("Arial", "rien")]
    made = read_document(document("".join(sign(*own) for own in known + unknown) + run(" fin")))
    assert told(made) == ["text: α•→✓→≥é⇒ fin"]
    assert made.notices == ("3 symbols could not be kept and are left out.",)


def test_words_in_a_font_of_symbols_are_symbols_and_stay_as_they_are() -> None:
    symbols = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
    made = document(run("\uf061", symbols) + run(" et ") + run("\uf003\uf0b7", symbols))
    assert told(read_document(made)) == ["text: α et •"]
    assert read_document(made).notices == ("1 symbol could not be kept and is left out.",)
    root = own_layout(made, lambda _: "α and •")
    assert said(root, "//w:t/text()") == ["\uf061", " and ", "\uf003\uf0b7"]


def test_headers_and_footers_are_told_once_where_they_hold_words() -> None:
    made = docx.Document()
    made.add_paragraph("Il pleut.")
    page = parse_xml(f'<w:fldSimple {DECLARED} w:instr="PAGE">{run("3")}</w:fldSimple>')
    made.sections[0].footer.paragraphs[0]._p.append(page)
    assert read_document(saved(made)).notices == ()
    made.sections[0].header.paragraphs[0].text = "Revue des choses"
    made.sections[0].footer.paragraphs[0].add_run(" page")
    document = read_document(saved(made))
    assert document.notices == ("The headers and footers of its pages are left out.",)
    assert document.text == "Il pleut."


def test_comments_are_told() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Il pleut.")
    made.add_comment(paragraph.runs, "Vraiment ?", "Ana Durand")
    document = read_document(saved(made))
    assert document.text == "Il pleut."
    assert document.notices == ("1 comment is left out.",)


BOXES = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>'
    "<w:p>{0}</w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    "<v:textbox><w:txbxContent><w:p>{0}</w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def test_a_text_box_is_read_once_and_is_no_picture() -> None:
    old = (
        "<w:r><w:pict><v:textbox><w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox></w:pict>"
    )
    old += "</w:r>"
    made = read_document(
        document(run("Avant. ") + BOXES.format(run("La boîte.")) + old.format(run("Une autre.")))
    )
    assert told(made) == ["text: Avant.", "text: La boîte.", "text: Une autre."]
    assert made.notices == ()


def test_a_picture_that_newer_programs_know_is_told_once() -> None:
    picture = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><pic:pic '
        'xmlns:pic="urn:pic"/></w:drawing></mc:Choice><mc:Fallback><w:pict><v:imagedata/></w:pict>'
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert notices(run("a") + picture) == ("1 picture could not be kept and is left out.",)


def test_hidden_text_is_left_out_and_that_is_said() -> None:
    def prepare(made: Document) -> None:
        letters(made, "Secret", hidden=True)
        style = made.styles.add_style("Cachette", WD_STYLE_TYPE.PARAGRAPH)
        style.font.hidden = True

    made = read_document(
        document(
            run("Un ") + run("pas ", "<w:vanish/>") + run("vu ", "<w:vanish/>") + run("mot"),
            run("Deux ") + run("non", '<w:rStyle w:val="Secret"/>')
            + run("oui", '<w:rStyle w:val="Secret"/><w:vanish w:val="false"/>'),
            '<w:pPr><w:pStyle w:val="Cachette"/></w:pPr>' + run("rien"),
            run("Trois ") + BEGIN.replace("<w:fld", "<w:rPr><w:vanish/></w:rPr><w:fld")
            + instruction('XE "x"') + END + run("mots"),
            prepare=prepare,
        )
    )  # fmt: skip
    assert told(made) == ["text: Un mot", "text: Deux oui", "text: Trois mots"]
    assert made.notices == ("3 hidden passages are left out.",)


def test_of_tracked_changes_the_newest_state_is_read() -> None:
    gone = "<w:r><w:delText>mauvais </w:delText></w:r>"
    assert read(
        run("Un ") + f"<w:del>{gone}</w:del><w:ins>{run('bon ')}</w:ins>"
        + f"<w:moveFrom>{run('parti ')}</w:moveFrom><w:moveTo>{run('venu ')}</w:moveTo>"
        + run("mot.")
    ) == ["text: Un bon venu mot."]  # fmt: skip


def test_breaks_tabs_and_hyphens_are_characters() -> None:
    marks = "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:cr/><w:t>d</w:t>"
    marks += "<w:noBreakHyphen/><w:t>e</w:t><w:softHyphen/><w:t>f</w:t></w:r>"
    ruby = f"<w:r><w:ruby><w:rt>{run('haut')}</w:rt><w:rubyBase>{run('bas')}</w:rubyBase></w:ruby>"
    assert read(marks, ruby + "</w:r>") == ["text: a\nb c\nd\N{NON-BREAKING HYPHEN}ef", "text: bas"]


def test_cells_and_the_tables_in_them_are_read_in_order() -> None:
    made = docx.Document()
    table = made.add_table(1, 2)
    table.cell(0, 0).text = "a"
    table.cell(0, 0).add_table(1, 1).cell(0, 0).text = "b"
    table.cell(0, 1).text = "c"
    document = read_document(saved(made))
    assert told(document) == ["cell: a", "cell: b", "cell: c"]
    assert [(own["table"], own["column"]) for own in document.details] == [(1, 1), (2, 1), (1, 2)]


NOTED = (
    run("Un") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run(" deux")
    + '<w:r><w:endnoteReference w:id="1"/></w:r>' + run(" trois")
    + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
)  # fmt: skip


def test_footnotes_and_endnotes_are_read_with_their_marks() -> None:
    assert told(read_document(document(NOTED, prepare=with_notes))) == [
        "text: Un¹ deux² trois* {note: ¹} {note: ²}",
        "note: En bas.",
        "note: À la fin.",
    ]


ALL = (
    run("Soit ", "<w:vanish/>") + run("Ici ") + formula(letter("E=M")) + run(" tient")
    + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run(" encore et toujours")
    + sign("Symbol", "F0AE") + BEGIN + instruction(' HYPERLINK "https://example.org/" ')
    + SEPARATE + run("lien") + END + "<w:del><w:r><w:delText>ôté</w:delText></w:r></w:del>"
    + "<w:r><w:t>peut</w:t><w:noBreakHyphen/><w:t>être</w:t></w:r>" + BOXES.format(run("Boîte."))
)  # fmt: skip


def own_layout(data: bytes, translate: Callable[[str], str | None]) -> etree._Element:
    """The body of the translation in the document's own layout."""
    made = written("own-docx", edition_of(data, "", translate))
    docx.Document(io.BytesIO(made))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def said(root: etree._Element, path: str) -> list[str]:
    """The text at a path of the tree."""
    return [str(text) for text in root.xpath(path, namespaces=NAMES)]


def test_in_its_own_layout_only_the_words_are_translated() -> None:
    root = own_layout(document(ALL, formula(letter("x")), prepare=with_notes), str.upper)
    assert said(root, "//w:r[w:rPr/w:vanish]/w:t/text()") == ["Soit "]
    assert said(root, "//m:t/text()") == ["E=M", "x"]
    assert said(root, "//w:delText/text()") == ["ôté"]
    assert said(root, "//w:instrText/text()") == [' HYPERLINK "https://example.org/" ']
    assert said(root, "//w:sym/@w:char") == ["F0AE"]
    assert said(root, "//w:footnoteReference/@w:id") == ["1"]
    assert said(root, "//mc:Choice//w:t/text()") == ["BOÎTE."]
    shown = "//w:body/w:p/w:r[not(w:rPr/w:vanish)]/w:t/text()"
    assert (
        "".join(said(root, shown))
        == "ICI  TIENT ENCORE ET TOUJOURSLIENPEUT\N{NON-BREAKING HYPHEN}ÊTRE"
    )


def in_order(root: etree._Element) -> str:
    """Words, formulas and footnote marks of the first paragraph as they stand."""
    path = "//w:body/w:p[1]//*[self::w:t or self::m:t or self::w:footnoteReference]"
    shown = {"{{{}}}t".format(NAMES["w"]): "{}", "{{{}}}t".format(NAMES["m"]): "[{}]"}
    return "".join(
        shown.get(part.tag, "[1]").format(part.text or "")
        for part in root.xpath(path, namespaces=NAMES)
    )


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("The law x=1 holds¹ for ever.", "The law [x=1] holds[1] for ever."),
        ("The law holds for ever.", "The law holds for ever.[x=1][1]"),
        ("x=1 is a law for ever¹.", "[x=1] is a law for ever[1]."),
        ("The law x = 1 holds on page 1.", "The law [x=1] holds on page 1.[1]"),
    ],
)
def test_formulas_symbols_and_note_marks_are_not_written_again(target: str, expected: str) -> None:
    inside = run("La loi ") + formula(letter("x=1")) + run(" tient")
    inside += '<w:r><w:footnoteReference w:id="1"/></w:r>' + run(" depuis toujours.")
    root = own_layout(document(inside, prepare=with_notes), lambda _: target)
    assert in_order(root) == expected


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "x"])
def test_numbers_that_are_none_are_passed_over(number: str) -> None:
    level = f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr>'
    assert read(f"<w:pPr>{level}</w:pPr>{run('Un')}") == ["item 1: Un"]


def test_a_formula_that_the_engine_writes_plainer_is_not_written_again() -> None:
    inside = run("Ici ") + formula(letter("E=mc²")) + run(" tient.")
    root = own_layout(document(inside), lambda _: "Here E = mc2 holds.")
    assert in_order(root) == "Here [E=mc²] holds."


def test_a_long_hidden_passage_is_told_as_one() -> None:
    hidden = run("Rien.", "<w:vanish/>")
    assert notices(run("Un."), hidden, hidden, hidden) == ("1 hidden passage is left out.",)


def test_words_stand_before_a_formula_that_the_target_lacks() -> None:
    inside = run("Si ") + formula(letter("x=1")) + run(" tient depuis toujours.")
    assert in_order(own_layout(document(inside), lambda _: "If it holds.")) == "If it holds.[x=1]"


def test_two_notes_at_one_place_have_a_mark_each() -> None:
    inside = run("Un") + "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in (1, 2))
    assert read(inside) == ["text: Un¹² {note: ¹} {note: ²}"]


@pytest.mark.parametrize("code", ["-5", "0007", "110000", "mot"])
def test_a_symbol_whose_number_is_none_of_a_character_is_told(code: str) -> None:
    assert notices(run("a") + sign("Arial", code)) == (
        "1 symbol could not be kept and is left out.",
    )


def test_words_around_a_formula_keep_their_marks_and_none_are_lost() -> None:
    bold = "<w:b/>"
    inside = run("Une loi ", bold) + formula(letter("x=1")) + run(" tient", bold) + run(" ici.")
    root = own_layout(document(inside), lambda _: "Une loi x=1 tient ici.")
    assert in_order(root) == "Une loi [x=1] tient ici."
    bold_runs = root.iterfind(".//w:b/../..", NAMES)
    assert ["".join(map(str, own.itertext())) for own in bold_runs] == ["Une loi ", " tient"]
