"""Emoji and dashes come back where they were, whatever the model does with words."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.engine.sources.shadow import shadow_of
from webapp.engine.sources.stretches import stretches
from webapp.text.terms.terms import Glossary


def shown(
    source: str,
    targets: Sequence[str],
    quotes: tuple[str, str] | None = None,
    lacks: Callable[[str], bool] = lambda _: False,
) -> tuple[list[str], str]:
    """What the model is given where all that stays is cut out, and what becomes of its targets."""
    shadow = shadow_of(source, glossary=Glossary(), lacks=lacks, english_figures=True)
    cuts = list(stretches(shadow.text, quotes, at_signs=True))
    supply = iter(targets)
    whole = "".join(each.restored(next(supply) if each.has_words else "") for each in cuts)
    return [each.text for each in cuts if each.has_words], shadow.shown(whole)


@pytest.mark.parametrize(
    ("source", "sent", "targets", "whole"),
    [
        ("Il pleut.", ["Il pleut."], ["It rains."], "It rains."),
        ("Bonjour 😀", ["Bonjour"], ["Hello"], "Hello 😀"),
        ("😀  Bonjour", ["Bonjour"], ["Hello"], "😀  Hello"),
        ("Bonjour 😀.", ["Bonjour."], ["Hello."], "Hello 😀."),
        ("Bonjour 😀.", ["Bonjour."], ["Hello"], "Hello 😀."),
        ("Tu viens 😀 ? Oui", ["Tu viens ?", "Oui"], ["You come?", "Yes"], "You come 😀? Yes"),
        (
            "J'aime 🍕 et 🍷, mais pas 🥦.",
            ["J'aime", "et,", "mais pas."],
            ["I like", "and", "but not."],
            "I like 🍕 and 🍷, but not 🥦.",
        ),
        ("(super 😀) et oui", ["(super)", "et oui"], ["(great)", "and yes"], "(great 😀) and yes"),
        ("Bravo👏👏 les amis", ["Bravo", "les amis"], ["Well done", "pals"], "Well done👏👏 pals"),
        ("Un ❤️ pour toi !", ["Un", "pour toi !"], ["One", "for you!"], "One ❤️ for you!"),
        ("👩‍👩‍👧 et 👍🏽 et 🇫🇷", ["et", "et"], ["and", "and"], "👩‍👩‍👧 and 👍🏽 and 🇫🇷"),
        ("Touche 1️⃣ ou 2", ["Touche", "ou 2"], ["Key", "or 2"], "Key 1️⃣ or 2"),
        ("😀 !", [], [], "😀 !"),
        ("Oui 🏴󠁧󠁢󠁷󠁬󠁳󠁿", ["Oui"], ["Yes"], "Yes 🏴󠁧󠁢󠁷󠁬󠁳󠁿"),
        ("— Où ça ?", ["Où ça ?"], ["Where?"], "— Where?"),
        ("-\xa0Oui 😀", ["Oui"], ["Yes"], "-\xa0Yes 😀"),
        ("-- Non - pas ici.", ["Non - pas ici."], ["No - not here."], "-- No - not here."),
        ("-Non !", ["Non !"], ["No!"], "-No!"),
        ("-le", ["-le"], ["-the"], "-the"),
        ("-5 degrés", ["-5 degrés"], ["-5 degrees"], "-5 degrees"),
        ("– ", [], [], "– "),
        ("Le prix → ok", ["Le prix → ok"], ["Price"], "Price"),
    ],
)
def test_they_stay_between_the_words_they_stood_between(
    source: str, sent: list[str], targets: list[str], whole: str
) -> None:
    assert shown(source, targets) == (sent, whole)


@pytest.mark.parametrize(
    ("source", "sent", "whole"),
    [
        ("« Venez ici ! »", ["Venez ici !"], "“VENEZ ICI !”"),
        ("«\xa0Venez\xa0».", ["Venez."], "“VENEZ”."),
        ("« Venez », dit-il.", ["« Venez », dit-il."], "« VENEZ », DIT-IL."),
        ("Il dit : « Venez ! »", ["Il dit :", "Venez !"], "IL DIT : “VENEZ !”"),
        ("— « Venez. »", ["Venez."], "— “VENEZ.”"),
        ("« Il vint.", ["Il vint."], "“IL VINT."),
        ("Il partit ».", ["Il partit."], "IL PARTIT”."),
        ("« Voir “Elle”. »", ["Voir “Elle”."], "“VOIR “ELLE”.”"),
        ("« Bravo 👏 »", ["Bravo"], "“BRAVO 👏”"),
        ("« Avenir » est là.", ["« Avenir » est là."], "« AVENIR » EST LÀ."),
        ("Ils ont « abordé cela.", ["Ils ont abordé cela."], "ILS ONT “ABORDÉ CELA."),
        ("Ils « ont 😀 dit.", ["Ils ont", "dit."], "ILS “ONT 😀 DIT."),
        ("Il dit, « Venez.", ["Il dit,", "Venez."], "IL DIT, “VENEZ."),
        ("Il vint ” a-t-il dit.", ["Il vint", "a-t-il dit."], "IL VINT” A-T-IL DIT."),
        ("Vint” a dit X, « Le soir.", ["Vint", "a dit X,", "Le soir."], "VINT” A DIT X, “LE SOIR."),
        ("Le « oui » a gagné.", ["Le « oui » a gagné."], "LE « OUI » A GAGNÉ."),
        ("« » !", [], "“” !"),
    ],
)
def test_speech_goes_to_the_model_without_its_quotation_marks(
    source: str, sent: list[str], whole: str
) -> None:
    assert shown(source, [text.upper() for text in sent], ("“", "”")) == (sent, whole)


@pytest.mark.parametrize(
    ("source", "sent", "whole"),
    [
        ("a) Ouvrez-le.", ["Ouvrez-le."], "a) OUVREZ-LE."),
        ("(iv)  le reste", ["le reste"], "(iv)  LE RESTE"),
        ("1.2.3 Le reste", ["Le reste"], "1.2.3 LE RESTE"),
        ("12. Le reste", ["Le reste"], "12. LE RESTE"),
        ("- 3° le reste", ["le reste"], "- 3° LE RESTE"),
        ("A. Dupont dort.", ["A. Dupont dort."], "A. DUPONT DORT."),
        ("12 chats dorment.", ["12 chats dorment."], "12 CHATS DORMENT."),
        ("2.5 tonnes", ["2.5 tonnes"], "2.5 TONNES"),
        ("• Le reste", ["Le reste"], "• LE RESTE"),
        ("  Le reste ", ["Le reste"], "  LE RESTE "),
        ("[Il rit]", ["Il rit"], "[IL RIT]"),
        ("— ( Il rit. ) ", ["Il rit."], "— ( IL RIT. ) "),
        ("(Un) ou (deux)", ["(Un) ou (deux)"], "(UN) OU (DEUX)"),
        ("Nom\t Prénom\tÂge", ["Nom", "Prénom", "Âge"], "NOM\t PRÉNOM\tÂGE"),
        ("Anne Lise : oui.", ["Anne Lise", "oui."], "ANNE LISE: OUI."),
        ("— Paul\xa0: oui.", ["Paul", "oui."], "— PAUL: OUI."),
        ("Il crie : oui.", ["Il crie : oui."], "IL CRIE : OUI."),
        ("{nom} : introuvable", ["introuvable"], "{nom}: INTROUVABLE"),
    ],
)
def test_what_leads_a_sentence_or_parts_its_columns_is_none_of_it(
    source: str, sent: list[str], whole: str
) -> None:
    assert shown(source, [text.upper() for text in sent], ("“", "”")) == (sent, whole)


@pytest.mark.parametrize("source", ["« Łódź", "Il dit « Łódź Łask", "“ Ł", "« 😀", "Ł « "])
def test_a_quotation_that_never_closes_may_end_with_what_stays(source: str) -> None:
    _, whole = shown(source, ["A"] * 3, ("“", "”"), "Łź".__contains__)
    assert all(character in whole for character in source if character in "Łź😀")


def test_rows_of_marks_are_read_once_each() -> None:
    """Were each looked at from every other, this would take minutes."""
    count = 20_000
    assert shown("a " + "»" * count, ["A"], ("“", "”")) == (["a"], "A" + "”" * count)
    assert shown("!" * count + "a😀.", ["A."]) == (["!" * count + "a."], "A😀.")
    for row in ("(" + "Ł" * count, "Ł " * count, "!" * count + " Ł", "«" * count):
        shown(row + " a", ["A"] * 3, ("“", "”"), "Ł".__contains__)


@pytest.mark.parametrize(
    ("source", "sent", "whole"),
    [
        ("Je vais à Łódź.", ["Je vais à."], "JE VAIS À Łódź."),
        ("Il vient d'Łódź, oui.", ["Il vient d',", "oui."], "IL VIENT D' Łódź, OUI."),
        ("Łódź Łask est loin", ["est loin"], "Łódź Łask EST LOIN"),
        ("La ville (Łódź) est loin", ["La ville", "est loin"], "LA VILLE (Łódź) EST LOIN"),
        ("A → B", ["A", "B"], "A → B"),
        ("« Łódź »", [], "“Łódź”"),
        ("Łódź", [], "Łódź"),
        ("Łódź 😀 !", [], "Łódź 😀 !"),
        ("Un\xadmot e\u0301crit", ["Un\xadmot e\u0301crit"], "UN\xadMOT E\u0301CRIT"),
    ],
)
def test_words_that_the_model_cannot_spell_go_round_it(
    source: str, sent: list[str], whole: str
) -> None:
    found = shown(source, [text.upper() for text in sent], ("“", "”"), "Łź→\xad\u0301".__contains__)
    assert found == (sent, whole)


def test_quotation_marks_and_emoji_stay_what_they_are_where_the_model_lacks_them() -> None:
    quotes = ("“", "”")
    lacks = "«»…’😀".__contains__
    assert shown("« L’eau… 😀 »", ["WATER…"], quotes, lacks) == (["L’eau…"], "“WATER… 😀”")


def test_other_languages_have_their_quotation_marks_left_to_the_model() -> None:
    assert shown("« Venez ! »", ["„Kommt!“"]) == (["« Venez ! »"], "„Kommt!“")


mixed = st.lists(st.sampled_from(["😀", "👍🏽", "🇫🇷", "❤️", " ", "  ", "mot", "Oui", ".", "!", "1"]))


@given(mixed.map("".join), st.sampled_from(["", "one", "one two three.", "…"]))
def test_none_is_lost_and_none_is_sent(source: str, target: str) -> None:
    def emoji(text: str) -> str:
        return "".join(c for c in text if not c.isspace() and not c.isascii() and c != "…")

    sent, whole = shown(source, [target] * len(source))
    assert emoji("".join(sent)) == ""
    assert emoji(whole) == emoji(source)


@given(st.sampled_from(["", "— ", "  -  ", "–"]), mixed.map("".join))
def test_what_the_model_leaves_alone_comes_back_as_it_was(before: str, source: str) -> None:
    cuts = list(stretches(before + source))
    assert "".join(each.restored(each.text) for each in cuts) == before + source
