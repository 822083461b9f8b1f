"""Printed pages: what their letters, places and distances tell of headings, lists and notes."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.editions import told
from tests.pages import BOLD, ITALIC, ROMAN, column, lines, long, read, write
from webapp.formats.readers.pdf.lines import PrintedLine
from webapp.formats.readers.pdf.paragraphs import blocks_of, paragraphs_of
from webapp.text import Mark
from webapp.text.segmentation.mending import Mender
from webapp.text.segmentation.rules import rules_for


def test_bold_italic_and_links_are_kept_over_the_ends_of_lines() -> None:
    def page(canvas: Canvas) -> None:
        write(
            canvas,
            30,
            300,
            "Il dit ",
            ("vrai", BOLD, 10, 0),
            ", et lit ",
            ("la très", ITALIC, 10, 0),
        )
        write(canvas, 30, 288, ("longue", ITALIC, 10, 0), " page ", "ici même.")
        canvas.linkURL("https://exemple.fr/", (80, 285, 130, 297))

    assert lines(page) == [
        (
            "text: Il dit vrai, et lit la très longue page ici même."
            " {bold: vrai} {italic: la très longue} {link: ici même.}"
        )
    ]


def test_a_style_used_by_most_letters_is_no_emphasis() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 30, 300, ("Tout est gras, mais ", BOLD, 10, 0), "pas ceci.")

    assert lines(page) == ["text: Tout est gras, mais pas ceci."]


def test_notes_leave_the_text_and_their_marks_are_told() -> None:
    def first(canvas: Canvas) -> None:
        write(
            canvas, 30, 300, long("il"), ("1", ROMAN, 6, 4), " vivait sur 12 m", ("2", ROMAN, 6, 4)
        )
        write(canvas, 30, 288, "et chantait", ("2", ROMAN, 6, 4), ". Une phrase qui ne finit")
        write(canvas, 30, 60, ("1 Une note.", ROMAN, 8, 0))
        write(canvas, 30, 50, ("2 Une note qui ne finit", ROMAN, 8, 0))

    def second(canvas: Canvas) -> None:
        column(canvas, "pas ici.")
        write(canvas, 30, 60, ("pas ici non plus.", ROMAN, 8, 0))
        write(canvas, 30, 50, ("Légende sans numéro.", ROMAN, 8, 0))

    document = read(first, second)
    assert told(document)[0].endswith("pas ici. {note: ¹} {note: ²}")
    assert "sur 12 m² et chantait². Une phrase qui ne finit pas ici." in document.text
    assert told(document)[1:] == [
        "note: Une note.",
        "note: Une note qui ne finit pas ici non plus. Légende sans numéro.",
    ]
    assert [detail["number"] for detail in document.details if "number" in detail] == [1, 2]


def test_notes_as_large_as_the_text_are_told_by_their_raised_signs() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 30, 300, long("il vivait"), ("*", ROMAN, 6, 4), ".")
        write(canvas, 30, 100, ("*", ROMAN, 6, 4), " Une note.")

    assert [line[:5] for line in lines(page)] == ["text:", "note:"]


def test_a_word_in_the_margin_parts_no_sentence() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 45, 300, long("elle lisait."))
        write(canvas, 2, 276, "césure Le lexique dit qu’il faut, en général, les éviter et les ou-")
        column(
            canvas, "blier sur trois lignes qui se suivent, ou sur une", "page.", top=264, left=45
        )

    assert lines(page)[1] == (
        "text: césure Le lexique dit qu’il faut, en général, les éviter et les oublier sur trois "
        "lignes qui se suivent, ou sur une page."
    )


def test_what_is_written_out_of_its_order_is_read_at_its_place() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 30, 20, "Payable à réception.")
        column(canvas, long("il vivait,"), "", "et on chantait.")
        write(canvas, 30, 288, long("elle parlait,"))
        write(canvas, 30, 380, ("Le conte", ROMAN, 20, 0))

    whole = f"text: {long('il vivait,')} {long('elle parlait,')} et on chantait."
    assert lines(page) == ["heading 1: Le conte", whole, "text: Payable à réception."]


def test_a_column_of_text_is_no_gap_of_that_beside_it() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 30, 380, ("Le conte, un titre qui va d’une colonne à l’autre", ROMAN, 16, 0))
        column(canvas, "Le bois est fait d’ormes", "et de chênes, et l’eau", top=200)
        column(canvas, "y coule, au fond, sous", "les pierres.", left=220, top=340)

    assert lines(page)[1:] == [
        "text: Le bois est fait d’ormes et de chênes, et l’eau y coule, au fond, sous les pierres."
    ]


def test_accents_that_are_printed_before_their_letters_are_on_them() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 30, 300, "L’´el`eve a¨eré ", ("´etait l`a", ITALIC, 10, 0), ", `2 sous.")
        write(canvas, 30, 250, ("`a", "Courier", 10, 0))

    assert lines(page) == ["text: L’élève aëré était là, `2 sous. {italic: était là}", "code: `a"]


def test_words_far_above_each_other_are_apart() -> None:
    def page(canvas: Canvas) -> None:
        for row, word in enumerate(["NOM", "RUE", "VILLE", "PAYS"]):
            write(canvas, 30, 300 - 50 * row, word)

    assert lines(page) == ["text: NOM", "text: RUE", "text: VILLE", "text: PAYS"]


def test_a_text_below_a_list_is_no_part_of_its_last_item() -> None:
    def first(canvas: Canvas) -> None:
        column(canvas, long("il dit ceci :"), "– Un", "– deux")

    def second(canvas: Canvas) -> None:
        column(canvas, "Elle chante,", long("et on vivait,"), "– trois", "Elle parle.")

    texts = lines(first, second)
    assert "text: – deux" in texts
    assert texts[-1] == "text: Elle parle."


def test_notes_of_each_page_are_counted_through() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 30, 300, long("il vivait"), ("1", ROMAN, 6, 4), ".")
        column(canvas, long("elle vivait."), long("on vivait."), top=288)
        write(canvas, 30, 60, ("1 Une note.", ROMAN, 8, 0))

    document = read(page, page)
    assert document.text.count("vivait¹") == document.text.count("vivait²") == 1
    assert [detail["number"] for detail in document.details if "number" in detail] == [1, 2]


def test_small_letters_without_a_sign_in_the_text_are_no_notes() -> None:
    def page(canvas: Canvas) -> None:
        column(canvas, long("il vivait."), long("elle vivait."))
        write(canvas, 30, 60, ("1 Une légende.", ROMAN, 8, 0))

    assert lines(page)[-1] == "text: 1 Une légende."


def test_a_table_has_cells_also_where_they_have_several_lines() -> None:
    def page(canvas: Canvas) -> None:
        column(canvas, long("il vivait."))
        for row, (year, what) in enumerate(
            [("An", "Ce qui fut"), ("1789", "La prise"), ("1804", "Le")]
        ):
            write(canvas, 30, 250 - 20 * row, year)
            write(canvas, 120, 250 - 20 * row, what)
            canvas.drawRightString(350, 250 - 20 * row, f"{row * 9} pages")
        write(canvas, 120, 198, "sacre")
        column(canvas, "Puis le texte.", top=150)

    document = read(page)
    cells = [
        "An",
        "Ce qui fut",
        "0 pages",
        "1789",
        "La prise",
        "9 pages",
        "1804",
        "Le sacre",
        "18 pages",
    ]
    assert told(document)[1:] == [*(f"cell: {cell}" for cell in cells), "text: Puis le texte."]
    rows = [(detail["row"], detail["column"]) for detail in document.details if "row" in detail]
    assert rows == [(row, column) for row in (1, 2, 3) for column in (1, 2, 3)]


def test_narrow_justified_lines_are_a_paragraph() -> None:
    def page(canvas: Canvas) -> None:
        rows = ["sur la vie", "des bonnes gens", "sans peur du", "lendemain", "et du soir."]
        for row, line in enumerate(rows):
            words = line.split()
            width = sum(canvas.stringWidth(word, ROMAN, 10) for word in words)
            gap = (110 - width) / max(1, len(words) - 1) if row < 4 else 2.5
            left = 30.0
            for word in words:
                write(canvas, left, 300 - 12 * row, word)
                left += canvas.stringWidth(word, ROMAN, 10) + gap

    assert lines(page) == ["text: sur la vie des bonnes gens sans peur du lendemain et du soir."]


def test_a_large_first_letter_belongs_to_its_word() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 30, 288, ("L", ROMAN, 34, 0))
        write(canvas, 52, 300, "e roi vivait seul, loin de tous et de tout,")
        write(canvas, 52, 288, "au fond d'un bois où personne ne le voyait")
        column(canvas, "jamais, et il y vécut longtemps sans un mot, dit-on.", top=276)

    assert lines(page) == [
        (
            "text: Le roi vivait seul, loin de tous et de tout, au fond d'un bois où personne ne le"
            " voyait jamais, et il y vécut longtemps sans un mot, dit-on."
        )
    ]


def test_lists_with_bullets_dashes_and_numbers() -> None:
    def page(canvas: Canvas) -> None:
        column(
            canvas,
            long("il y a :"),
            "  • un lit",
            "     – de bois",
            "  • une table",
            "1. Le premier point, qui est si long qu'il lui faut",
            "   deux lignes",
            "2. Le deuxième",
            "— Bonjour, dit-il.",
            "— Bonsoir.",
            "3. Le troisième",
            "5. Mai 1968 est un mois.",
        )

    document = read(page)
    assert told(document)[1:] == [
        "item 1: un lit",
        "item 2: de bois",
        "item 1: une table",
        "item 1: Le premier point, qui est si long qu'il lui faut deux lignes",
        "item 1: Le deuxième",
        "text: — Bonjour, dit-il.",
        "text: — Bonsoir.",
        "item 1: Le troisième",
        "text: 5. Mai 1968 est un mois.",
    ]
    assert [detail.get("number") for detail in document.details[1:9]] == [
        *(None, None, None, 1, 2, None, None, 3),
    ]


def test_headings_are_larger_or_bold_and_quotations_set_in() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 30, 340, ("Chapitre un", BOLD, 16, 0))
        write(canvas, 30, 320, ("Une partie", BOLD, 10, 0))
        column(canvas, long("il vivait seul."), long("elle vivait, loin."))
        column(canvas, "        Une citation de deux", "        lignes, pas plus.", top=270)
        column(canvas, "Le texte reprend.", top=240)
        write(canvas, 30, 210, ("En gras, mais c'est une phrase.", BOLD, 10, 0))

    assert lines(page)[:2] == ["heading 1: Chapitre un", "heading 2: Une partie"]
    assert lines(page)[-3:] == [
        "quotation: Une citation de deux lignes, pas plus.",
        "text: Le texte reprend.",
        "text: En gras, mais c'est une phrase. {bold: En gras, mais c'est une phrase.}",
    ]


def test_lines_in_letters_of_one_width_are_code() -> None:
    def page(canvas: Canvas) -> None:
        column(canvas, long("il vivait."), long("on lit :"))
        for row, code in enumerate(["def lire(page):", "    return page", "", "lire(1)"]):
            if code:
                left = 30 + 6 * (len(code) - len(code.lstrip()))
                write(canvas, left, 264 - 12 * row, (code.lstrip(), "Courier", 10, 0))
        write(canvas, 30, 200, "Puis ", ("lire", "Courier", 10, 0), " finit.")

    assert lines(page)[1:] == [
        "code: def lire(page):\n    return page",
        "code: lire(1)",
        "text: Puis lire finit.",
    ]


def test_a_typed_page_is_no_code() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 30, 300, ("Il était une fois", "Courier", 10, 0))
        write(canvas, 30, 288, ("une maison.", "Courier", 10, 0))

    assert lines(page) == ["text: Il était une fois une maison."]


def test_pictures_are_told_but_not_rules_icons_or_the_picture_of_a_whole_page() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (10, 10)).save(buffer, "PNG")

    def page(canvas: Canvas) -> None:
        column(canvas, long("il vivait."))
        for left, base, width, height in (
            (30, 50, 100, 80),
            (200, 50, 60, 60),
            (30, 20, 300, 2),
            (30, 250, 12, 12),
            (0, 0, 400, 400),
        ):
            canvas.drawImage(ImageReader(buffer), left, base, width, height)

    assert read(page).notices == ("2 pictures could not be kept and are left out.",)


def test_a_speech_or_number_with_an_indented_first_line_is_one_paragraph() -> None:
    def page(canvas: Canvas) -> None:
        column(
            canvas,
            "   — " + long("il partait, dit-il,"),
            long("elle restait, et il dit encore"),
            "adieu.",
            "   1. " + long("il revenait, dit-il,"),
            long("elle restait."),
        )

    assert lines(page) == [
        f"text: — {long('il partait, dit-il,')} {long('elle restait, et il dit encore')} adieu.",
        f"item 1: {long('il revenait, dit-il,')} {long('elle restait.')}",
    ]


def test_a_table_told_cell_by_cell_has_its_rows() -> None:
    def page(canvas: Canvas) -> None:
        column(canvas, long("voici :"))
        for row, (name, words, price) in enumerate(
            [
                ("Nom", ["Ce que c'est"], "Prix"),
                ("Pomme", ["Un fruit rond", "et rouge"], "3,50"),
                ("Poire", ["Un fruit vert", "et long"], "4,50"),
            ]
        ):
            write(canvas, 30, 250 - 40 * row, name)
            for line, phrase in enumerate(words):
                write(canvas, 120, 250 - 40 * row - 12 * line, phrase)
            write(canvas, 300, 250 - 40 * row, price)
        write(canvas, 120, 142, "Sans nom")
        write(canvas, 300, 142, "5,50")

    cells = [line.removeprefix("cell: ") for line in lines(page)[1:]]
    assert cells[3:] == [
        *("Pomme", "Un fruit rond et rouge", "3,50"),
        *("Poire", "Un fruit vert et long", "4,50"),
        *("Sans nom", "5,50"),
    ]


def test_columns_that_are_told_line_by_line_are_columns() -> None:
    def page(canvas: Canvas) -> None:
        for row in range(7):
            write(canvas, 30, 300 - 12 * row, f"à gauche on lit la ligne numéro {row}")
            write(canvas, 220, 300 - 12 * row, f"à droite on lit la ligne numéro {row}")

    left, right = lines(page)
    assert "droite" not in left
    assert "gauche" not in right


def test_a_heading_of_two_lines_is_one() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 30, 360, ("Un titre bien long qui ne tient pas", BOLD, 18, 0))
        write(canvas, 30, 336, ("sur une ligne", BOLD, 18, 0))
        column(canvas, long("il vivait,"), long("elle vivait,"), long("on vivait,"), "seuls.")

    assert lines(page)[0] == "heading 1: Un titre bien long qui ne tient pas sur une ligne"


BESIDE = [
    "e roi vivait tout seul, loin de",
    "tous et de tout, et ce depuis",
    "longtemps déjà, dans son très",
]


def test_a_large_letter_may_be_told_before_the_heading_and_stand_beside_three_lines() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 30, 283, ("L", ROMAN, 34, 0))
        write(canvas, 30, 340, ("Chapitre", BOLD, 14, 0))
        for row in range(3):
            write(
                canvas,
                52,
                300 - 12 * row,
                BESIDE[row],
            )
        column(canvas, "vieux bois où personne n'allait plus.", top=264)

    assert lines(page) == [
        "heading 1: Chapitre",
        f"text: L{' '.join(BESIDE)} vieux bois où personne n'allait plus.",
    ]


def test_asterisks_and_leaders_end_what_is_before_them() -> None:
    def page(canvas: Canvas) -> None:
        column(
            canvas,
            "Introduction . . . . . . . . . . . . . . . . . . . . 1",
            "La suite . . . . . . . . . . . . . . . . . . . . . . . 12",
            long("il vivait"),
            "           * * *",
            long("elle vivait"),
        )

    assert lines(page) == [
        "text: Introduction … 1",
        "text: La suite … 12",
        f"text: {long('il vivait')}",
        "text: * * *",
        f"text: {long('elle vivait')}",
    ]


def test_a_power_of_ten_is_no_mark_of_a_note() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 30, 300, "Il dit 10", ("3", ROMAN, 6, 4), " mots", ("3", ROMAN, 6, 4), ".")
        column(canvas, long("il vivait."), top=288)
        write(canvas, 30, 60, ("3 Une note.", ROMAN, 8, 0))

    assert lines(page)[0].startswith("text: Il dit 10³ mots¹.")


def test_addresses_and_verses_keep_their_lines() -> None:
    def page(canvas: Canvas) -> None:
        column(canvas, "Ana Durand", "12, rue de la Mer", "29200 Brest", "France", top=380)
        column(canvas, long("il vivait,"), long("elle vivait, et ils"), "vivaient seuls.")

    assert lines(page) == [
        *("verse: Ana Durand", "verse: 12, rue de la Mer", "verse: 29200 Brest", "verse: France"),
        f"text: {long('il vivait,')} {long('elle vivait, et ils')} vivaient seuls.",
    ]


def test_a_mark_on_the_page_where_a_note_goes_on_is_none_of_that_note() -> None:
    def first(canvas: Canvas) -> None:
        write(canvas, 30, 300, long("il vivait"), ("1", ROMAN, 6, 4), " et")
        column(canvas, long("elle vivait.") + " Fin.", top=288)
        write(canvas, 30, 60, ("1 Une note qui", ROMAN, 8, 0))

    def second(canvas: Canvas) -> None:
        write(canvas, 30, 300, long("il vivait"), ("1", ROMAN, 6, 4), " encore.")
        column(canvas, long("elle vivait."), top=288)
        write(canvas, 30, 60, ("ne finit pas.", ROMAN, 8, 0))

    document = read(first, second)
    assert [line for line in told(document) if "note" in line][
        -1
    ] == "note: Une note qui ne finit pas."
    assert document.text.count("vivait¹") == 2
    assert sum(line.count("{note: ¹}") for line in told(document)) == 1


@pytest.mark.parametrize(
    ("title", "author", "expected"),
    [
        ("Le port", "Ana Durand", ("Le port", "Ana Durand")),
        ("untitled", "anonymous", ("", "")),
        ("Microsoft Word - rapport final.docx", "Administrateur", ("", "")),
        ("rapport.dvi", "root", ("", "")),
        ("Le format .docx", "User Admin", ("Le format .docx", "User Admin")),
    ],
)
def test_names_of_files_are_no_titles(title: str, author: str, expected: tuple[str, str]) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setTitle(title)
        canvas.setAuthor(author)
        column(canvas, "Bonjour.")

    document = read(page)
    assert (document.title, document.author) == expected


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        (
            ["It was the work of a painter who was well-", "known in the town where she lived."],
            "who was well-known in the town",
        ),
        (
            ["She came back to the house with a self-", "made box of cards for the children."],
            "a self-made box",
        ),
        (
            ["He had been read-", "ing the paper of the day before, as he always did."],
            "been reading the paper",
        ),
        (
            ["Elle est venue avec sa belle-", "mère, qui habite dans la maison du village."],
            "sa belle-mère, qui",
        ),
        (
            ["Que voulez-", "vous, disait la vieille dame qui habite au bord de la rivière ?"],
            "Que voulez-vous, disait",
        ),
        (
            ["Il a tou-", "jours aimé les longues promenades dans les bois de son pays."],
            "Il a toujours aimé",
        ),
        (
            ["Der Zug steht noch immer in der Stati-", "on, weil das Gleis gesperrt worden ist."],
            "in der Station, weil",
        ),
        (
            ["Wir haben das Wörter-", "buch auf dem Tisch in der Küche liegen gelassen."],
            "das Wörterbuch auf",
        ),
    ],
)
def test_cut_words_are_made_whole_by_the_rules_of_their_language(
    printed: list[str], mended: str
) -> None:
    [paragraph] = lines(lambda canvas: column(canvas, *printed))
    assert mended in paragraph


def test_a_text_too_short_to_show_its_language_is_mended_as_french() -> None:
    assert lines(lambda canvas: column(canvas, "Belle-", "mère.")) == ["text: Belle-mère."]


def test_a_line_of_dots_may_follow_a_hyphen() -> None:
    def page(canvas: Canvas) -> None:
        column(canvas, long("l'on se de-"), "..........")

    assert lines(page) == ["text: " + long("l'on se de-")]


LEADS = st.sampled_from(["", "• ", "1. ", "2) ", "– ", "* ", "3 "])
PLACES = st.integers(0, 40).map(lambda place: 10.0 * place)
SIZES = st.sampled_from([6.0, 8.0, 10.0, 10.5, 20.0, 40.0])
KINDS = st.sampled_from(["bold", "italic", "raised", "fixed", "link"])


@given(
    pages=st.lists(
        st.lists(st.tuples(LEADS, PLACES, PLACES, SIZES, st.lists(KINDS, max_size=2)), max_size=12),
        min_size=1,
        max_size=4,
    ).filter(any)
)
def test_no_word_is_lost_or_told_twice_wherever_it_stands(
    pages: list[list[tuple[str, float, float, float, list[str]]]],
) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    words: list[str] = []
    printed_pages: list[list[PrintedLine]] = []
    for page in pages:
        printed_pages.append([])
        for lead, left, base, size, kinds in page:
            at = len(words)
            words.append(f"mot{letters[at // 26]}{letters[at % 26]}x")
            text = lead + words[-1]
            marks = tuple(Mark(0, max(1, len(lead)), kind) for kind in kinds)
            printed_pages[-1].append(
                PrintedLine(text, left, left + 5 * len(text), base, size, marks)
            )
    told_of = " ".join(block.text for block in blocks_of(paragraphs_of(printed_pages), MENDER))
    assert {word: told_of.count(word) for word in words} == dict.fromkeys(words, 1)


MENDER = Mender("", rules_for("fr"))
