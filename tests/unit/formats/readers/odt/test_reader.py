"""What OpenDocument texts hold beside plain words: kept, or told to be left out."""

from tests.documents import archive
from tests.editions import told
from webapp.formats.active import NOTICE
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.imported import ImportedDocument

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = {
    "office": f"{_URN}office:1.0",
    "style": f"{_URN}style:1.0",
    "text": f"{_URN}text:1.0",
    "table": f"{_URN}table:1.0",
    "draw": f"{_URN}drawing:1.0",
    "fo": f"{_URN}xsl-fo-compatible:1.0",
    "svg": f"{_URN}svg-compatible:1.0",
    "manifest": f"{_URN}manifest:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "math": "http://www.w3.org/1998/Math/MathML",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())


def style(name: str, properties: str, *, parent: str = "", family: str = "text") -> str:
    """A style with these properties of letters."""
    return (
        f'<style:style style:name="{name}" style:family="{family}" '
        f'style:parent-style-name="{parent}"><style:text-properties {properties}/></style:style>'
    )


def span(name: str, inside: str) -> str:
    """Words in a style."""
    return f'<text:span text:style-name="{name}">{inside}</text:span>'


def paragraph(inside: str, name: str = "") -> str:
    """A paragraph in a style."""
    return f'<text:p text:style-name="{name}">{inside}</text:p>'


def read(
    *blocks: str, named: str = "", automatic: str = "", master: str = "", entries: str = ""
) -> ImportedDocument:
    """What is read of a document with these blocks, styles, pages and parts."""
    content = (
        f"<office:document-content {DECLARED}><office:font-face-decls><style:font-face "
        'style:name="Symbol1" svg:font-family="Symbol"/></office:font-face-decls>'
        f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>"
        f"{''.join(blocks)}</office:text></office:body></office:document-content>"
    )
    of_headers = style("T1", 'fo:font-weight="bold"')
    styles = (
        f"<office:document-styles {DECLARED}><office:styles>{named}</office:styles>"
        f"<office:automatic-styles>{of_headers}</office:automatic-styles>"
        f"<office:master-styles>{master}</office:master-styles></office:document-styles>"
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "styles.xml": styles,
        "META-INF/manifest.xml": f"<manifest:manifest {DECLARED}>{entries}</manifest:manifest>",
    }
    return read_document(archive(parts))


def test_bold_and_italics_by_named_styles_are_marks() -> None:
    document = read(
        paragraph(
            span("T1", "un") + " " + span("T2", "deux") + " " + span("T3", "trois")
            + " " + span("Strong", "quatre " + span("T4", "cinq")) + " " + span("T5", "six")
        ),
        named=style("Strong", 'fo:font-weight="bold"')
        + style("Stronger", 'fo:font-style="italic"', parent="Strong"),
        automatic=style("T1", "", parent="Strong")
        + style("T2", 'fo:font-weight="700"')
        + style("T3", "", parent="Stronger")
        + style("T4", 'fo:font-weight="normal"')
        + style("T5", 'fo:font-weight="300"', parent="T5"),
    )  # fmt: skip
    assert told(document) == [
        (
            "text: un deux trois quatre cinq six"
            " {bold: un} {bold: deux} {bold: trois} {italic: trois} {bold: quatre }"
        )
    ]


def test_a_paragraph_set_in_bold_is_bold_and_one_of_a_bold_style_is_not() -> None:
    document = read(
        '<text:h text:style-name="H1" text:outline-level="²">Titre</text:h>',
        paragraph("Gras " + span("T9", "ou non"), "P1"),
        paragraph("Encadré", "Box"),
        named=style("Heading", 'fo:font-weight="bold"', family="paragraph")
        + style("Box", 'fo:font-style="italic"', family="paragraph"),
        automatic=style("P1", 'fo:font-weight="bold"', parent="Box", family="paragraph")
        + style("H1", "", parent="Heading", family="paragraph")
        + style("T9", 'fo:font-weight="normal"'),
    )
    assert told(document) == [
        "heading 1: Titre",
        "text: Gras ou non {bold: Gras }",
        "text: Encadré",
    ]


def test_hidden_text_is_left_out_and_that_is_said() -> None:
    hidden_section = '<text:section text:display="none">{}</text:section>'
    closed = '<text:section text:display="condition" text:is-hidden="true">{}</text:section>'
    document = read(
        paragraph("Un " + span("T1", "pas <text:s/>") + span("T1", "vu") + " mot"),
        paragraph(
            'Deux<text:hidden-text text:string-value="non" text:is-hidden="true"/>'
            '<text:hidden-text text:string-value=" oui" text:is-hidden="false"/>'
        ),
        hidden_section.format(paragraph("rien") + paragraph("rien")),
        paragraph("Trois"),
        closed.format(paragraph("rien")),
        paragraph("Quatre"),
        paragraph('rien<text:hidden-paragraph text:is-hidden="true"/>'),
        paragraph("Cinq"),
        paragraph("rien", "P1"),
        automatic=style("T1", 'text:display="none"')
        + style("P1", "", parent="Hidden", family="paragraph"),
        named=style("Hidden", 'text:display="none"', family="paragraph"),
    )
    assert told(document) == ["text: Un mot", "text: Deux oui", "text: Trois", "text: Quatre",
                              "text: Cinq"]  # fmt: skip
    assert document.notices == ("6 hidden passages are left out.",)


def test_comments_and_deleted_text_are_no_text() -> None:
    document = read(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>mauvais</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>",
        paragraph(
            "Il <office:annotation><dc:creator>Ana</dc:creator><text:p>Vraiment ?</text:p>"
            '</office:annotation>pleut<office:annotation-end/><text:change text:change-id="c"/>.'
        ),
    )
    assert told(document) == ["text: Il pleut."]
    assert document.notices == ("1 comment is left out.",)


def test_formulas_pictures_and_objects_are_told_apart_and_once() -> None:
    frame = "<draw:frame>{}</draw:frame>"
    image = '<draw:image xlink:href="Pictures/a.png"/>'
    document = read(
        paragraph(
            "Soit "
            + frame.format(f'<draw:object xlink:href="./Object 1"/>{image}')
            + frame.format("<draw:object><math:math/></draw:object>")
            + frame.format(f'<draw:object xlink:href="./Object 2"/>{image}')
            + frame.format(image + image.replace("png", "svg"))
            + frame.format(f"<draw:text-box>{paragraph('La boîte.')}</draw:text-box>")
            + f"<draw:custom-shape>{paragraph('La forme.')}</draw:custom-shape>"
            + "<text:script>faire()</text:script>"
            + "<text:ruby><text:ruby-base>bas</text:ruby-base>"
            + "<text:ruby-text>haut</text:ruby-text></text:ruby>"
        ),
        entries='<manifest:file-entry manifest:full-path="Object 1/" '
        'manifest:media-type="application/vnd.oasis.opendocument.formula"/>',
    )
    assert told(document) == ["text: Soit bas", "text: La boîte.", "text: La forme."]
    assert document.notices == (
        "2 formulas could not be kept and are left out.",
        "1 object could not be kept and is left out.",
        "1 picture could not be kept and is left out.",
        NOTICE,
    )


def test_headers_and_footers_are_told_where_they_hold_words() -> None:
    page = '<style:master-page style:name="Standard"><style:{0}>{1}</style:{0}></style:master-page>'
    number = paragraph("<text:page-number>3</text:page-number>")
    notices = ("The headers and footers of its pages are left out.",)
    body = paragraph("Il pleut.")
    assert read(body, master=page.format("footer", number)).notices == ()
    assert read(body, master=page.format("footer", paragraph("page 3"))).notices == notices
    document = read(body, master=page.format("header-first", paragraph("Revue")))
    assert document.notices == notices
    assert document.text == "Il pleut."


def test_symbols_of_a_font_become_characters() -> None:
    document = read(
        paragraph(span("T1", "\uf0ae") + " ici " + span("T1", "\uf003") + "\uf0b7."),
        automatic=style("T1", 'style:font-name="Symbol1"'),
    )
    assert told(document) == ["text: → ici ."]
    assert document.notices == ("2 symbols could not be kept and are left out.",)


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    cell = "<table:table-cell>{}</table:table-cell>"
    table = "<table:table><table:table-row>{}</table:table-row></table:table>"
    inner = table.format(cell.format(paragraph("b")))
    document = read(table.format(cell.format(paragraph("a") + inner) + cell.format(paragraph("c"))))
    assert told(document) == ["cell: a", "cell: b", "cell: c"]
    places = [(detail["table"], detail["row"], detail["column"]) for detail in document.details]
    assert places == [(1, 1, 1), (2, 2, 1), (1, 1, 2)]


def test_notes_have_the_numbers_of_their_marks() -> None:
    note = "<text:note><text:note-citation>{}</text:note-citation>"
    note += "<text:note-body>{}</text:note-body></text:note>"
    first = note.format("*", paragraph("Une.") + paragraph("La suite."))
    document = read(
        paragraph(f"Il pleut{first}."), paragraph(f"Il vente{note.format(1, paragraph('Deux.'))}.")
    )
    assert told(document) == [
        "text: Il pleut¹. {note: ¹}",
        "note: Une.",
        "note: La suite.",
        "text: Il vente². {note: ²}",
        "note: Deux.",
    ]
    assert list(document.details[1:3]) == [{"number": 1}, {"number": 1, "goes_on": True}]
    assert document.details[4] == {"number": 2}


def test_a_note_on_hidden_words_has_no_mark_and_no_number() -> None:
    note = "<text:note><text:note-body><text:p>{}</text:p></text:note-body></text:note>"
    hidden = span("H", f"caché{note.format('Une.')}")
    document = read(
        paragraph(f"Il pleut{hidden}{note.format('Deux.')}."),
        automatic=style("H", 'text:display="none"'),
    )
    assert told(document) == ["text: Il pleut¹. {note: ¹}", "note: Une.", "note: Deux."]
    assert list(document.details[1:]) == [{}, {"number": 1}]
