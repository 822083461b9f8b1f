"""Which lines belong together, and what a paragraph is to its reader."""

import textwrap

import pytest

from webapp.text import ParagraphKind, split_blocks, split_text

PROSE = (
    "Le facteur montait la côte chaque matin, sa sacoche de cuir sur la hanche, et l'on entendait "
    "de loin le tintement de sa bicyclette. Personne ne savait son nom. Les enfants l'appelaient "
    "Monsieur Rouge, à cause de sa moustache, et lui riait sans jamais les détromper. Quand la "
    "neige tomba, il vint à pied."
)
MORE = (
    "Un soir de février, il ne vint pas du tout. On l'attendit jusqu'à la nuit derrière les "
    "fenêtres, puis le boulanger prit sa lanterne et descendit vers le pont, suivi de son chien."
)


def sources(text: str, language: str = "fr") -> list[list[str]]:
    return [[segment.source for segment in each.segments] for each in split_text(text, language)]


def kinds(text: str) -> list[str]:
    return [paragraph.kind.value for paragraph in split_text(text)]


def one(text: str) -> str:
    ((source,),) = sources(text)
    return source


@pytest.mark.parametrize("width", [48, 60, 65, 72, 80, 100])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_hard_wrapped_lines_are_joined(width: int, line_break: str) -> None:
    wrapped = "\n\n".join(textwrap.fill(prose, width) for prose in (PROSE, MORE))
    assert sources(wrapped.replace("\n", line_break)) == sources(f"{PROSE}\n\n{MORE}")


def test_two_lines_of_a_mail_that_is_quoted_are_joined() -> None:
    quoted = "> Je vous attends depuis ce matin, devant la gare, et je commence\n> à avoir froid."
    assert one(quoted) == quoted.replace("\n> ", " ")


def test_lines_of_a_narrow_column_that_cuts_words_are_joined() -> None:
    column = "Il mar-\nchait dans la rue depuis long-\ntemps, et la nuit tom-\nbait."
    assert one(column) == "Il marchait dans la rue depuis longtemps, et la nuit tombait."
    assert len(sources("Un peut-\nêtre.\nOui.\nNon.")) == 4


def test_a_segment_knows_its_offsets_in_the_wrapped_text() -> None:
    wrapped = textwrap.fill(PROSE, 72)
    (paragraph,) = split_text(wrapped)
    second = paragraph.segments[1]
    assert second.source == "Personne ne savait son nom."
    assert " ".join(wrapped[second.start : second.end].split()) == second.source


def test_paragraphs_without_a_blank_line_are_told_by_their_short_last_line() -> None:
    wrapped = "\n".join(textwrap.fill(prose, 72) for prose in (PROSE, MORE))
    assert sources(wrapped) == sources(f"{PROSE}\n\n{MORE}")


def test_paragraphs_without_a_blank_line_are_told_by_their_indentation() -> None:
    wrapped = "\n".join(
        textwrap.fill(prose, 60, initial_indent="    ") for prose in (PROSE, MORE, PROSE)
    )
    assert sources(wrapped) == sources(f"{PROSE}\n\n{MORE}\n\n{PROSE}")


def test_a_heading_right_above_wrapped_lines_stays_alone() -> None:
    wrapped = f"CHAPITRE II\n{textwrap.fill(PROSE, 72)}"
    assert sources(wrapped) == sources(f"CHAPITRE II\n\n{PROSE}")
    assert kinds(wrapped) == ["heading", "text"]


def test_replies_in_wrapped_lines_are_paragraphs() -> None:
    reply = "— Il viendra demain, dit la vieille en posant son ouvrage sur elle, vous verrez bien."
    wrapped = "\n".join(textwrap.fill(each, 60) for each in (PROSE, reply, "— Soit."))
    assert sources(wrapped) == sources(f"{PROSE}\n\n{reply}\n\n— Soit.")


def test_a_dash_that_only_happens_to_begin_a_line_stays_inside() -> None:
    text = (
        "Le vieux notaire du bourg, que tout le monde croyait mort depuis l'hiver\n"
        "— il voyageait simplement —, poussa la porte de l'auberge avec une canne\n"
        "et demanda du feu."
    )
    assert len(split_text(text)) == 1


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        ("compre-\nnant", "comprenant"),
        ("extraordi-\r\nnaire", "extraordinaire"),
        ("compre\u00ad\nnant", "comprenant"),
        ("compre\u2010\n   nant", "comprenant"),
        ("peut-\nêtre", "peut-être"),
        ("dit-\nil", "dit-il"),
        ("a-t-\nelle", "a-t-elle"),
        ("c'est-à-\ndire", "c'est-à-dire"),
        ("Saint-\nDenis", "Saint-Denis"),
        ("celui-\nci", "celui-ci"),
        ("quatre-\nvingts", "quatre-vingts"),
        ("elle-\nmême", "elle-même"),
        ("au-\ndessus", "au-dessus"),
        ("après-\nmidi", "après-midi"),
        ("l'entre-\nprise", "l'entreprise"),
        ("par-\ntir", "partir"),
        ("sal-\nle", "salle"),
        ("nouvel-\nle", "nouvelle"),
        ("prends-\nle", "prends-le"),
        ("est-\nelle", "est-elle"),
        ("EXTRAORDI-\nNAIRE", "EXTRAORDINAIRE"),
        ("1914-\n1918", "1914- 1918"),
        ("un mot -\nun autre", "un mot - un autre"),
    ],
)
def test_hyphens_at_the_end_of_wrapped_lines(lines: str, mended: str) -> None:
    before = "Il ne savait plus très bien ce que voulait dire ce long mot de"
    after = "qu'elle avait écrit au bas de la lettre avant de partir pour Lyon."
    assert one(f"{before} {lines} {after}") == f"{before} {mended} {after}"


def test_a_long_text_that_hardly_cuts_words_keeps_the_hyphens_at_its_line_ends() -> None:
    page = "\n\n".join([textwrap.fill(PROSE, 60, break_on_hyphens=False)] * 30)
    last = "Il ôta devant la porte, sans rien dire à personne, son couvre-\nchef de feutre."
    assert sources(f"{page}\n\n{last}")[-1] == [last.replace("\n", "")]


VERSE = """Le vent du soir se lève au bord de la rivière,
Les joncs penchent la tête et le héron s'endort ;
Une barque revient sans rame et sans lumière,
Et nul passeur ne chante en abordant le port."""

LIST = """- deux litres de lait
- une douzaine d'œufs
- du pain de seigle"""

ADDRESS = """Madame Jeanne Rivière
12, rue des Tilleuls
69003 Lyon
France"""

SEGMENT_A_LINE = """Le train part à huit heures du matin précises de la gare du Nord.
Il arrive à midi.
Personne ne l'attend sur le quai de la petite gare, sinon le chef en casquette.
La pluie tombe."""

DIALOGUE = """— Tu viens ?
— Non.
— Alors j'irai seul."""


@pytest.mark.parametrize("text", [VERSE, LIST, ADDRESS, SEGMENT_A_LINE, DIALOGUE])
def test_lines_broken_on_purpose_are_kept(text: str) -> None:
    assert [source for (source,) in sources(text)] == text.splitlines()


def test_paragraphs_of_one_long_line_each_are_kept() -> None:
    assert sources(f"{PROSE}\n{MORE}") == sources(f"{PROSE}\n\n{MORE}")


def test_an_item_that_goes_on_below_is_one_paragraph() -> None:
    item = "- une grande bassine de cuivre comme on en trouvait jadis dans les fermes du pays"
    text = f"{textwrap.fill(item, 60, subsequent_indent='  ')}\n- du sucre\n- des mûres"
    assert [source for (source,) in sources(text)] == [item, "- du sucre", "- des mûres"]


def test_short_blocks_are_joined_by_the_column_of_the_whole_text() -> None:
    page = textwrap.fill(PROSE, 72)
    block = "Le lendemain de bonne heure, on vit la vieille partir pour le bourg où\nZoé vivait."
    assert sources(f"{page}\n\n{block}")[1:] == [[block.replace("\n", " ")]]
    assert len(sources(block)) == 2
    assert sources(f"{page}\n\n{VERSE}\n\n{ADDRESS}")[1:] == sources(f"{VERSE}\n\n{ADDRESS}")


@pytest.mark.parametrize("last", ["de", "la", "et", "à", "chez", "l'abbé de"])
def test_a_line_whose_last_word_ends_nothing_goes_on_below(last: str) -> None:
    first = f"Le facteur revint au bourg un soir, bien après le grand gel, et parla {last}"
    assert sources(f"{first}\nVierzon. Il y pensait.") == [[f"{first} Vierzon.", "Il y pensait."]]


def test_wrapped_lines_that_all_happen_to_begin_with_capitals_are_no_verse() -> None:
    text = (
        "Le conseil a voté hier soir la reconstruction du vieux lavoir et\n"
        "Monsieur Perrin en est content. La commune avait reçu une lettre de\n"
        "Jeanne Rivière. On la lut tout haut avant le vote, puis le maire et\n"
        "Paul Roux la signèrent. Tout le village était là."
    )
    assert kinds(text) == ["text"]


def test_a_line_that_begins_with_an_abbreviation_is_no_item() -> None:
    page = textwrap.fill(PROSE, 72)
    block = (
        "Toute la compagnie se leva pour saluer le nouveau venu, qui n'était que\n"
        "M. Perrin, le notaire, trempé jusqu'aux os et d'humeur massacrante."
    )
    assert sources(f"{page}\n\n{block}")[1:] == [[block.replace("\n", " ")]]


@pytest.mark.parametrize("dash", ["— ", "—", "-- ", "--", "– ", "- "])
def test_dashes_of_dialogue(dash: str) -> None:
    text = f"{dash}Tu viens ?\n{dash}Non, dit-elle.\n{dash}Alors j'irai seul."
    assert [source for (source,) in sources(text)] == text.splitlines()
    assert set(kinds(text)) == {"text"}


def test_stars_between_chapters_are_no_item() -> None:
    assert kinds(f"{PROSE}\n\n* * *\n\n{MORE}") == ["text", "text", "text"]


def test_lines_of_one_block_do_not_decide_for_another() -> None:
    wrapped = textwrap.fill(PROSE, 72)
    both = sources(f"{wrapped}\n\n{VERSE}\n\n{wrapped}")
    assert both == sources(f"{PROSE}\n\n{VERSE}\n\n{PROSE}")


def test_wrapped_english_lines_are_joined() -> None:
    text = (
        "The postman climbed the hill every morning with his leather bag, and we\n"
        "heard his bell long before we saw him. Nobody knew his name or his old-\n"
        "fashioned village. He would laugh, and say nothing, and go down to the ri-\n"
        "ver again."
    )
    ((first, *others),) = sources(text, "en")
    assert first.endswith("and we heard his bell long before we saw him.")
    assert others == [
        "Nobody knew his name or his old-fashioned village.",
        "He would laugh, and say nothing, and go down to the river again.",
    ]


DATES = [
    "12 février 2026",
    "Le 1er mai 1936",
    "Jeudi 12 février 2026",
    "Paris, le 3 mars 1914",
    "Publié le 12 février 2026 à 14h30",
    "Mis à jour le 3 sept. 2021",
    "12/02/2026",
    "12.02.2026 à 14 h",
    "2026-02-12",
    "Mars 2026",
]
NOT_DATES = [
    "Le 12 février 2026, il neigea",
    "Février",
    "12",
    "Le mai 68 des étudiants de Nantes",
    "12/02/2026 : le verdict",
]


@pytest.mark.parametrize("date", DATES)
def test_a_date_alone(date: str) -> None:
    assert kinds(f"{date}\n\n{PROSE}") == ["date", "text"]


@pytest.mark.parametrize("text", NOT_DATES)
def test_a_date_among_other_words(text: str) -> None:
    assert "date" not in kinds(f"{text}\n\n{PROSE}")


HEADINGS = [
    "Le retour du facteur",
    "Chapitre premier",
    "CHAPITRE II.",
    "Chapitre 3",
    "Livre IV.",
    "IV",
    "IV.",
    "II. Le départ",
    "XII. – Le pont.",
    "LE FACTEUR ET LE CHIEN.",
    "« Nous irons plus loin », dit le maire",
    "Introduction",
    "Épilogue.",
    "Le maire (suite)",
]
NO_HEADINGS = [
    "Il neige.",
    "Partie de rien, elle réussit tout ce qu'elle entreprit.",
    "bonjour à tous",
    "Cher ami,",
    "Il dit alors :",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings(heading: str) -> None:
    assert kinds(f"{heading}\n\n{PROSE}")[0] == "heading"


@pytest.mark.parametrize("text", NO_HEADINGS)
def test_other_short_lines_are_no_headings(text: str) -> None:
    assert kinds(f"{text}\n\n{PROSE}")[0] == "text"


def test_a_heading_stands_before_something() -> None:
    assert kinds("Bonjour à tous") == ["text"]
    assert kinds(f"{PROSE}\n\nJeanne Rivière") == ["text", "text"]


def test_verse_lists_and_addresses_have_their_kinds() -> None:
    assert set(kinds(VERSE)) == {ParagraphKind.VERSE}
    assert set(kinds(LIST)) == {ParagraphKind.ITEM}
    assert set(kinds(f"{ADDRESS}\n\n{PROSE}")) == {ParagraphKind.TEXT}
    assert set(kinds(DIALOGUE)) == {ParagraphKind.TEXT}
    assert set(kinds(SEGMENT_A_LINE)) == {ParagraphKind.TEXT}


@pytest.mark.parametrize("dash", ["-", "–"])
def test_a_row_of_dashes_is_a_list_or_a_dialogue_as_half_of_it_is(dash: str) -> None:
    items = ["deux litres de lait ;", "du pain de seigle\u00a0;", "une lampe."]
    replies = ["Tu viens ?", "J'ai répondu, tu le sais :", "Non."]
    for lines, kind in ((items, "item"), (items[1:], "item"), (replies, "text")):
        assert set(kinds("\n".join(f"{dash} {line}" for line in lines))) == {kind}
    assert kinds("— du lait\n— du pain\n— une lampe.") == ["text"] * 3


COUPLET = "Le soir descend sans bruit sur la rivière,\nEt le passeur referme sa chaumière."


def test_two_lines_are_verse_only_beside_more_of_it() -> None:
    for letter in ("Cordialement,\nJeanne Rivière", "Jeanne,\nPaul et moi viendrons."):
        assert kinds(f"{MORE}\n\n{letter}") == ["text"] * 3
    assert kinds("Bien à vous,\nJeanne Rivière\nMairie de Vierzon") == ["text"] * 3
    assert kinds(f"{MORE}\n\n{COUPLET}") == ["text"] * 3
    assert kinds(f"{VERSE}\n\n{COUPLET}") == ["verse"] * 6
    assert kinds("\n\n".join([COUPLET] * 3)) == ["verse"] * 6


@pytest.mark.parametrize(
    "item", ["• du pain", "1. Du pain.", "a) du pain ;", "- du pain", "* du pain"]
)
def test_marks_of_items(item: str) -> None:
    assert kinds(f"{PROSE}\n\n{item}") == ["text", "item"]


def test_form_feeds_and_paragraph_separators_end_a_paragraph() -> None:
    assert sources("Il pleut\u2029Il vente\fIl neige") == [["Il pleut"], ["Il vente"], ["Il neige"]]


@pytest.mark.parametrize("dash", ["- ", "-", "—\u00a0"])
def test_in_a_block_a_segment_ends_where_somebody_else_speaks(dash: str) -> None:
    text = f"{dash}Tu viens\navec moi\n{dash}Oui. Demain\n– 5 ou 6"
    [block] = split_blocks(text, [(0, len(text), ParagraphKind.CUE)])
    texts = [segment.source for segment in block.segments]
    assert texts == [f"{dash}Tu viens avec moi", f"{dash}Oui.", "Demain", "– 5 ou 6"]
    places = [text[segment.start : segment.end].replace("\n", " ") for segment in block.segments]
    assert places == texts


def test_a_line_of_a_block_that_begins_with_a_number_below_zero_speaks_not() -> None:
    text = "Il fait\n-5 ici"
    [block] = split_blocks(text, [(0, len(text), ParagraphKind.CUE)])
    assert [segment.source for segment in block.segments] == ["Il fait -5 ici"]


def test_a_quoted_mail_is_read_without_the_signs_before_its_lines() -> None:
    mail = (
        "> Peux-tu venir demain ? Il faut que tu m'apportes le\n"
        "> dossier et la liste, car la réunion de lundi est\n"
        "> > reportée.\n"
    )
    assert sources(mail) == [
        [
            "> Peux-tu venir demain ?",
            (
                "Il faut que tu m'apportes le dossier et la liste, "
                "car la réunion de lundi est reportée."
            ),
        ]
    ]
