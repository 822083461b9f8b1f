"""Markup goes through translation whole: only text for people changes."""

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from webapp.engine import Translation
from webapp.formats.slices.markup import runs
from webapp.formats.slices.running_text import HTML, Dialect, RunningText
from webapp.text.placing import MOST_ELEMENTS, Role
from webapp.translation.markup import AlignedMarkup, outline_markup

_MARKUP = re.compile(r"<!--.*?(?:-->|\Z)|<[!?/A-Za-z][^>]*(?:>|\Z)", re.DOTALL)


def translated(source: str, target_of: Callable[[str], str], count: int = 0) -> AlignedMarkup:
    def translation_of(sent: str) -> Translation:
        others = tuple(f"{target_of(sent)} {rank}" for rank in range(2, count + 2))
        return Translation(target_of(sent), -0.5, others)

    return outline_markup(source, "fr").filled(translation_of)


def words(source: str) -> Callable[[str], str]:
    """A translator that knows some words: ``le=the chat=cat``."""
    table = dict(pair.split("=") for pair in source.split())
    return lambda sent: re.sub(r"\w+", lambda word: table.get(word[0], word[0]), sent)


def en(sent: str) -> str:
    return f"EN[{sent}]"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("<p>Bonjour.</p>", "<p>EN[Bonjour.]</p>"),
        (
            "<p>Un. Deux.\n  Trois</p>\n<p>Fin</p>",
            "<p>EN[Un.] EN[Deux.]\n  EN[Trois]</p>\n<p>EN[Fin]</p>",
        ),
        ("<b>Un.</b> <i>Deux.</i>", "<b>EN[Un.]</b> <i>EN[Deux.]</i>"),
        ("<b>Un. Deux.</b>", "<b>EN[Un.] EN[Deux.]</b>"),
        ("Un<br>Deux<hr/>Trois", "EN[Un]<br>EN[Deux]<hr/>EN[Trois]"),
        ("<title>Été &amp; <b></title>", "<title>EN[Été &amp; &lt;b&gt;]</title>"),
        ("<pre>Un.\n   Deux.</pre>", "<pre>EN[Un.]\n   EN[Deux.]</pre>"),
        ("a\r\n b", "EN[a b]"),
        ("", ""),
        (" <p> </p> ", " <p> </p> "),
        ("<p>&nbsp;Oui.&nbsp;</p>", "<p>&nbsp;EN[Oui.]&nbsp;</p>"),
        ("&eacute;t&#233; < &unknown; &", "EN[&eacute;t&eacute; &lt; &amp;unknown; &amp;]"),
        (
            "<!-- Un. --><!DOCTYPE html><?php x ?>Oui.",
            "<!-- Un. --><!DOCTYPE html><?php x ?>EN[Oui.]",
        ),
        ("<p title='Un > deux.' lang=fr>Oui.", "<p title='Un > deux.' lang=fr>EN[Oui.]"),
    ],
)
def test_text_changes_and_markup_stays(source: str, target: str) -> None:
    assert translated(source, en).target == target


@pytest.mark.parametrize(
    "source",
    [
        "<script>var a = 'Bonjour';</script>",
        "<style>p { color: red }</style>",
        "<code>si a < b alors</code>",
        "<p translate=no>Bonjour.</p>",
        "<p TRANSLATE='NO'><b>Bonjour.</b> <i>Oui.</i></p>",
        "<div class='a notranslate'>Bonjour <p>tous</p></div>",
        "<p translate='no'>Bonjour.",
        "<script>jamais fermé",
        "<kbd>Entrée</kbd>",
        "<!-- jamais fermé",
        "<p lang='fr",
        "<svg><title>Chat</title><path/></svg>",
        "— <b>…</b> 😀",
    ],
)
def test_contents_that_no_reader_sees_are_not_sent(source: str) -> None:
    assert [s.sources for s in outline_markup(source, "fr").segments if s.sources] == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("<p translate=no>Oui.<p>Non.", "<p translate=no>Oui.<p>EN[Non.]"),
        (
            "<div translate=no>A <b translate=yes>B</b> C</div>",
            "<div translate=no>A <b translate=yes>EN[B]</b> C</div>",
        ),
        (
            "<p><code><i translate=yes>le chat</i></code></p>Oui.",
            "<p><code><i translate=yes>le chat</i></code></p>EN[Oui.]",
        ),
        (
            '<html lang="fr-FR"><p lang=fr>Oui.</p><p lang="en">It rains.</p>Non.',
            '<html lang="fr-FR"><p lang=fr>EN[Oui.]</p><p lang="en">It rains.</p>EN[Non.]',
        ),
        (
            "<html lang=fr><div xml:lang=de>Ja. <p lang=fr>Oui.</p></div>",
            "<html lang=fr><div xml:lang=de>Ja. <p lang=fr>EN[Oui.]</p></div>",
        ),
        ("<p lang=en title='lang=fr'>Oui.</p>", "<p lang=en title='lang=fr'>EN[Oui.]</p>"),
        ("<p><code>x</p><p>Oui.</p>", "<p><code>x</p><p>EN[Oui.]</p>"),
        ("</i>Oui.<b>", "</i>EN[Oui.]<b>"),
        ("<p title='translate=no'>Oui.</p>", "<p title='translate=no'>EN[Oui.]</p>"),
    ],
)
def test_where_protection_ends(source: str, target: str) -> None:
    assert translated(source, en).target == target


@pytest.mark.parametrize(
    ("source", "dictionary", "target"),
    [
        ("Le <b>chat</b> dort.", "chat=cat Le=The dort=sleeps", "The <b>cat</b> sleeps."),
        (
            "Le <a href=x>chien <i>noir</i></a> dort.",
            "chien=dog noir=black Le=The dort=sleeps",
            "The <a href=x>dog <i>black</i></a> sleeps.",
        ),
        ("<b>Le chat dort</b>.", "chat=cat Le=The dort=sleeps", "<b>The cat sleeps</b>."),
        (
            "Le chat<sup>1</sup> dort.",
            "chat1=cat1 Le=The",
            "The cat<sup>1</sup> dort.",
        ),
    ],
)
def test_tags_go_around_the_words_they_belong_to(source: str, dictionary: str, target: str) -> None:
    assert translated(source, words(dictionary)).target == target


def test_words_that_change_places_take_their_tags_along() -> None:
    targets = {"La voiture rouge roule.": "The red car moves.", "rouge": "Red."}
    found = translated("La voiture <b>rouge</b> roule.", lambda sent: targets[sent])
    assert found.target == "The <b>red</b> car moves."


WORDS = " ".join(f"mot{number}" for number in range(300)).split()


@pytest.mark.parametrize(
    "source",
    [
        "<b>" + " <b>".join(WORDS),
        "<b>" + " <b>".join(WORDS) + "</b>" * 300,
        "<b>" * 10 + " ".join(f"{word}</b>" for word in WORDS),
        "<b>" + "<b>".join(WORDS[:30]) + "</b> ".join(["", *WORDS]),
        " ".join(f"<b>{word}</b>" for word in WORDS),
        "<i><code>x</code> " + "<b>".join(WORDS) + "</b>" * 300,
    ],
)
def test_a_segment_costs_as_much_again_at_most_twice_however_its_tags_are_nested(
    source: str,
) -> None:
    [segment] = outline_markup(source, "fr").segments
    wordings = 2 if "<code>" in source else 1
    whole = len(segment.sources[0])
    assert sum(map(len, segment.sources)) <= 3 * whole * wordings
    assert len(segment.sources) <= (MOST_ELEMENTS + 1) * wordings
    assert translated(source, en).target.count("<b>") == source.count("<b>")


def test_tags_around_the_same_words_are_all_found() -> None:
    source = "Voici <a><b><i><u>le grand chat noir</u></i></b></a>."
    target = translated(source, words("Voici=Here le=the grand=big chat=cat noir=black")).target
    assert target == "Here <a><b><i><u>the big cat black</u></i></b></a>."


@pytest.mark.parametrize(
    ("source", "target", "whole"),
    [
        ("Merci et <b>à bientôt</b> !", "Thanks, bye!", "Thanks, <b>bye</b>!"),
        ("Et <b><i>à bientôt</i></b> !", "Bye!", "<b><i>Bye</i></b>!"),
        ("<i>Merci</i> et <b>à bientôt</b>", "Bye", "<i></i><b>Bye</b>"),
        ("Merci et <b>à bientôt", "Bye", "<b>Bye"),
        ("<b>Oui. À bientôt</b> Ana", "Bye", "<b>Yes. Bye</b>"),
        ("Elle <b>ne</b> vient <b>pas</b>", "No!", "<b></b><b>No!</b>"),
        ("Un <a><img></a> mot <b></b>", "A word", "A <a><img></a>word <b></b>"),
        ("Un <img> mot ici", "A word here", "A <img> word here"),
        ("Un mot<wbr> ici", "A word here", "A word<wbr> here"),
    ],
)
def test_no_element_loses_its_words_or_takes_in_others(
    source: str, target: str, whole: str
) -> None:
    targets = {"Oui.": "Yes.", "Merci": "Thank you", "ne": "", "pas": "not"}
    targets |= {"à bientôt": "soon", "À bientôt": "Soon"}
    assert translated(source, lambda sent: targets.get(sent, target)).target == whole


def test_tags_never_cross_when_words_change_places() -> None:
    targets = {"La voiture rouge": "The red car", "voiture": "car", "rouge": "red"}
    found = translated("La <i>voiture</i> <b>rouge</b>", lambda sent: targets[sent])
    assert _MARKUP.findall(found.target) == ["<i>", "</i>", "<b>", "</b>"]


def test_code_stays_where_the_translator_leaves_it_alone() -> None:
    found = translated("Tapez <code>ls -l</code> ici.", words("Tapez=Type ici=here"))
    assert found.target == "Type <code>ls -l</code> here."


def test_code_that_the_translator_changes_is_put_into_the_translation_without_it() -> None:
    targets = {"Tapez ls le soir.": "Type them in the evening.", "Tapez le soir.": "Type at night."}
    found = translated("Tapez <code>ls</code> le soir.", lambda sent: targets[sent])
    assert found.target == "Type <code>ls</code> at night."
    assert [segment.target for segment in found.segments] == ["Type ls at night."]


def test_code_at_the_end_stays_before_the_full_stop() -> None:
    targets = {"Tapez ls.": "Type them.", "Tapez .": "Type."}
    found = translated("Tapez <code>ls</code>.", lambda sent: targets[sent])
    assert found.target == "Type <code>ls</code>."


def test_a_symbol_written_as_an_entity_is_not_lost() -> None:
    found = translated("Fini &copy; Dupont", lambda sent: sent.replace("©", "").replace("  ", " "))
    assert found.target == "Fini &copy; Dupont"


def test_the_alignment_points_into_the_markup() -> None:
    source = "<p>Caf&eacute; <b>noir</b>.\n Oui.</p>"
    segments = list(translated(source, en).segments)
    assert [segment.source for segment in segments] == ["Café noir.", "Oui."]
    assert [source[s.start : s.end] for s in segments] == ["Caf&eacute; <b>noir</b>.", "Oui."]


def test_alternatives_have_the_tags_of_the_source() -> None:
    found = translated("<p>Un <b>mot</b>.</p>", lambda sent: sent.replace("mot", "word"), count=1)
    assert found.alternative(0) == "<p>Un <b>word</b>. 2</p>"
    assert found.alternative(5) == found.target == "<p>Un <b>word</b>.</p>"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ('Il y a <x id="7"></x> fichiers', 'There are <x id="7"></x> files'),
        ("Il y a <x/> fichiers", "There are <x/> files"),
        ("Il y a <x/>\n<ph></ph> fichiers", "There are <x/> <ph></ph> files"),
        ("<x/> fichiers ici <x/>", "<x/> files here <x/>"),
        ("fichiers ici <x/>.", "files here <x/>."),
        ("Il y a <ph></ph>, ici <x/> !", "There are <ph></ph>, here <x/> !"),
    ],
)
@pytest.mark.parametrize("is_html", [False, True])
def test_an_empty_element_keeps_its_place_and_its_spaces(
    source: str, target: str, is_html: bool
) -> None:
    table = {"Il y a": "There are", "fichiers": "files", "ici": "here"}

    def translation_of(sent: str) -> Translation:
        for french, english in table.items():
            sent = sent.replace(french, english)
        return Translation(sent, 0.0)

    found = outline_markup(source, "fr", Dialect(is_html=is_html)).filled(translation_of)
    assert found.target == target
    assert all(character.isascii() for s in found.segments for character in s.source + s.target)


def test_an_empty_element_that_the_translator_drops_is_not_lost() -> None:
    found = outline_markup("Il y a <x/> fichiers", "fr").filled(
        lambda _: Translation("There are files", 0.0)
    )
    assert found.target.count("<x/>") == 1


def test_xml_has_its_own_rules() -> None:
    dialect = Dialect(is_html=False, splitting=frozenset(["par"]), ignored=frozenset(["nom"]))
    source = "<code>Oui.</code><par>Je suis <nom>Le Chat</nom><x/></par>"
    outline = outline_markup(source, "fr", dialect)
    found = outline.filled(lambda sent: Translation(sent.replace("Je suis", "I am"), 0.0))
    assert found.target == "<code>Oui.</code><par>I am <nom>Le Chat</nom><x/></par>"
    assert outline.segments[1].sources == ["Je suis Le Chat", "Je suis"]


pieces = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<a href='x>y'>",
        "</a>",
        "<i/>",
        "<br>",
        "<img src=a>",
        "<li>",
        "<!-- Non. -->",
        "<!--",
        "<code>",
        "</code>",
        "<script>",
        "</script>",
        "<pre>",
        "</pre>",
        "<p translate=no>",
        "<span translate='yes'>",
        "<",
        ">",
        "&",
        "&amp;",
        "&nbsp;",
        "&eacute;",
        "&copy;",
        '"',
        "'",
        "=",
        " ",
        "\n",
        "\r\n",
        "Bonjour",
        "le chat",
        "Oui.",
        "Non !",
        "1",
        "😀",
        "\ufffc",
        "</",
        "<x",
        "<title>",
        "</title>",
        "<textarea>",
        "<![CDATA[",
        "]]>",
        "ß",
        "İ",
    ]
)
documents = st.lists(pieces, max_size=40).map("".join)
targets = st.sampled_from(
    [en, str.upper, lambda _: "", lambda sent: " ".join(reversed(sent.split())), lambda _: "a & b"]
)


@given(documents)
def test_nothing_is_lost_by_reading(source: str) -> None:
    for dialect in (HTML, Dialect(is_html=False, ignored=frozenset("b"))):
        written = []
        for run in runs(source, dialect):
            if isinstance(run, str):
                written.append(run)
                continue
            written.append(run.written(0, len(run.characters), run.marks))
        assert "".join(written) == source


@given(documents)
def test_a_source_that_the_translator_leaves_alone_comes_back_unchanged(source: str) -> None:
    assert translated(source, lambda sent: sent).target == source


@given(documents, targets)
@example("<b><i>Le chat</b></i> dort", en)
def test_every_tag_and_comment_stays_in_its_order(
    source: str, target_of: Callable[[str], str]
) -> None:
    def markup(text: str) -> list[str]:
        found = []
        for run in runs(text):
            found += [run] if isinstance(run, str) else _markup_of(run)
        return [raw for raw in found if raw]

    assert markup(translated(source, target_of).target) == markup(source)


def _markup_of(run: RunningText) -> list[str]:
    atoms = [(offset, 1, run.raws[offset]) for offset in run.atoms]
    marks = [(mark.offset, 0, mark.raw) for mark in run.marks]
    assert all(mark.role in Role for mark in run.marks)
    return [raw for _, _, raw in sorted(marks + atoms, key=lambda item: item[:2])]


@given(documents, targets)
def test_the_alignment_covers_the_segments(source: str, target_of: Callable[[str], str]) -> None:
    ends = [0]
    for segment in translated(source, target_of).segments:
        assert ends[-1] <= segment.start < segment.end <= len(source)
        ends.append(segment.end)
