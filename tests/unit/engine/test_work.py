"""What must be in a target is there once, in its place, whatever the model makes of it."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.engine.models import PLACEHOLDERS, Scripted, Shouting, opened
from webapp.text.notation.agreement import numbers
from webapp.text.terms.terms import Term


def targets(model: Shouting, folder: Path, *sources: str, **handling: Any) -> list[str]:
    with opened(model, folder, **handling) as translator:
        return [translation.target for translation in translator.submit(sources).result()]


SOURCES = [
    ("Écrivez à ana@exemple.fr avant midi.", "ÉCRIVEZ À ana@exemple.fr AVANT MIDI."),
    ("Ouvrez {nom} et %d, puis :lieu.", "OUVREZ {nom} ET %d, PUIS :lieu."),
    ("Un loyer de 1 250,50 € par mois", "UN LOYER DE €1,250.50 PAR MOIS"),
    ("Je vais à Łódź demain.", "JE VAIS À Łódź DEMAIN."),
    ("Tu viens 😀 ?", "TU VIENS 😀 ?"),
    ("<b>Le chat</b> dort.", "<b>LE CHAT</b> DORT."),
    ("l'image{n}px est là", "L'IMAGE{n}PX EST LÀ"),
    ("« %s » est introuvable", "“%s” EST INTROUVABLE"),
    ("Le ｟3｠ et \ue000 et \U000f0000 restent", "LE ｟3｠ ET \ue000 ET \U000f0000 RESTENT"),
]


@pytest.mark.parametrize("placeholders", [PLACEHOLDERS, []], ids=["with", "without"])
@pytest.mark.parametrize(("source", "target"), SOURCES)
def test_what_stays_is_exact(
    tmp_path: Path, placeholders: list[str], source: str, target: str
) -> None:
    model = Shouting(placeholders)
    assert targets(model, tmp_path, source) == [target]
    assert len(model.calls) == 1


def test_brackets_around_what_stays_are_not_the_model_s(tmp_path: Path) -> None:
    model = Shouting(PLACEHOLDERS)
    (target,) = targets(model, tmp_path, "Le type (%#x) de '{nom}' est <%s> (voir {a})")
    assert target == "LE TYPE (%#x) DE '{nom}' EST <%s> (VOIR {a})"
    assert model.pieces == ["Le type ｟1｠ de ｟2｠ est ｟3｠ (voir ｟4｠)"]


def test_stand_ins_of_a_package_without_placeholders_are_numbers_the_text_lacks(
    tmp_path: Path,
) -> None:
    model = Shouting()
    (target,) = targets(model, tmp_path, "Il y a 62 chats, 71 chiens et {a} ou {b}.")
    assert target == "IL Y A 62 CHATS, 71 CHIENS ET {a} OU {b}."
    assert model.pieces == ["Il y a 62 chats, 71 chiens et 81 ou 82."]


def test_more_than_eight_are_sent_in_pieces(tmp_path: Path) -> None:
    model = Shouting(PLACEHOLDERS)
    names = [f"{{n{number}}}" for number in range(20)]
    (target,) = targets(model, tmp_path, f"Voici {', '.join(names)} ici")
    assert target == f"VOICI {', '.join(names)} ICI"
    assert all(piece.count("｟") <= 8 for piece in model.pieces)


BAD = [
    lambda _: "nothing",
    lambda text: re.sub("｟1｠", "｟1｠ ｟1｠", text),
    lambda text: re.sub("｟1｠", "｟2｠", text),
    lambda text: text.replace("｟1｠", "｟1｠s"),
    lambda text: text.replace("｟1｠", "1"),
]


@pytest.mark.parametrize("spoil", BAD)
def test_the_next_hypothesis_is_taken_where_the_first_lacks_something(
    tmp_path: Path, spoil: object
) -> None:
    model = Scripted(lambda text: [spoil(text), text.upper()])  # type: ignore[operator]
    assert targets(model, tmp_path, "Ouvrez {nom} vite.") == ["OUVREZ {nom} VITE."]
    assert len(model.calls) == 1


@pytest.mark.parametrize("spoil", BAD)
def test_the_sentence_is_cut_where_no_hypothesis_has_all(tmp_path: Path, spoil: object) -> None:
    model = Scripted(lambda text: [spoil(text) if "｟" in text else text.upper()])  # type: ignore[operator]
    found = targets(model, tmp_path, "Ouvrez {nom} vite.", "Voyez {a} ou {b} !")
    assert found == ["OUVREZ {nom} VITE.", "VOYEZ {a} OU {b} !"]
    assert len(model.calls) == 2  # all that is sent again is one batch


def test_numbers_that_change_go_round_the_model(tmp_path: Path) -> None:
    model = Scripted(lambda text: [text.replace("12", "21").replace("RX-480", "RX").upper()])
    found = targets(model, tmp_path, "Il a 12 ans.", "Le RX-480 est en 3 tailles.", "Il dort.")
    assert found == ["IL A 12 ANS.", "LE RX-480 EST EN 3 TAILLES.", "IL DORT."]
    assert set(model.pieces[3:]) == {
        "Il a ｟1｠ ans.",
        "Le ｟1｠ est en ｟2｠ tailles.",
        *("Il a", "ans.", "Le", "est en", "tailles."),
    }


def test_what_several_sentences_have_to_send_again_is_sent_once(tmp_path: Path) -> None:
    model = Scripted(lambda text: [re.sub("1(.)", r"\g<1>1", text).upper()], [])
    found = targets(model, tmp_path, "Il a 12 ans.", "Il a 13 ans.", "Il a 14 ans.")
    assert found == ["IL A 12 ANS.", "IL A 13 ANS.", "IL A 14 ANS."]
    assert sorted(model.pieces[3:]) == ["Il a", "Il a 61 ans.", "ans."]


def test_words_beside_what_stays_are_not_lost(tmp_path: Path) -> None:
    model = Scripted(lambda text: ["｟1｠" if "｟" in text else text.upper()])
    assert targets(model, tmp_path, "%s%s absents") == ["%s%s ABSENTS"]


def test_the_hypothesis_that_keeps_quotation_marks_is_preferred(tmp_path: Path) -> None:
    model = Scripted(lambda text: [text.replace('"', ""), text])
    assert targets(model, tmp_path, 'Un "chat" dort.') == ['Un "chat" dort.']


def test_each_sentence_ends_with_its_own_mark(tmp_path: Path) -> None:
    model = Scripted(lambda text: [text.replace(" !", ".")])
    assert targets(model, tmp_path, "Vite ! Vite ! Bon.") == ["Vite! Vite! Bon."]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("&Fermer", "&FERMER"),
        ("LES ANNÉES 70", "LES THE 1970S"),
        ("AU XIE SIÈCLE", "AU THE 11TH CENTURY"),
    ],
)
def test_marks_of_menus_and_figures_in_capitals(tmp_path: Path, source: str, target: str) -> None:
    assert targets(Shouting(PLACEHOLDERS), tmp_path, source) == [target]


def test_an_ordinal_that_is_badly_written_is_better_than_a_sentence_torn_apart(
    tmp_path: Path,
) -> None:
    model = Scripted(lambda text: ["nothing" if "｟" in text else text.replace("3e", "3th")])
    assert targets(model, tmp_path, "Le 3e jour") == ["Le 3th jour"]
    assert model.pieces == ["Le 3e jour", "Le ｟1｠ jour"]  # no cut is sent, since none is better


def test_an_ordinal_that_is_badly_written_goes_round_the_model(tmp_path: Path) -> None:
    model = Scripted(lambda text: [text.replace("3e", "3th")])
    assert targets(model, tmp_path, "Le 3e jour") == ["Le 3rd jour"]


def test_every_sentence_of_a_source_is_translated(tmp_path: Path) -> None:
    model = Scripted(lambda text: [re.split(r" (?:Et|M\.|Oui)", text)[0].upper()])
    (target,) = targets(model, tmp_path, "Il pleut. M. Dupont dort {n} heures.  Et toi ? Oui.")
    assert target == "IL PLEUT. M. DUPONT DORT {n} HEURES.  ET TOI ? OUI."


def test_a_sentence_that_is_cut_keeps_the_spaces_behind_it(tmp_path: Path) -> None:
    model = Scripted(lambda text: ["nothing" if "｟" in text else text])
    assert targets(model, tmp_path, "Il a {n} ans.  Oui.") == ["Il a {n} ans.  Oui."]


def test_words_are_read_without_loose_accents_and_soft_hyphens(tmp_path: Path) -> None:
    """Macs write them apart in names of files and what is copied; no model has read such words."""
    for source in ("Une e\u0301cole.", "Une éco\u00adle."):
        assert targets(Shouting(), tmp_path, source) == ["UNE ÉCOLE."]


def test_spaces_are_those_of_the_source(tmp_path: Path) -> None:
    model = Scripted(lambda text: [text.replace(" ｟1｠", "｟1｠").replace("｟2｠t", "｟2｠ t")])
    found = targets(model, tmp_path, "le {a} et <b>tout</b>", "un{b}mot de {c} là")
    assert found == ["le {a} et <b>tout</b>", "un{b}mot de {c} là"]


def test_figures_stay_as_they_are_if_asked_for(tmp_path: Path) -> None:
    model = Shouting(PLACEHOLDERS)
    source = "Il paie 1 250,50 € à 14 h 30."
    (target,) = targets(model, tmp_path, source, english_figures=False)
    assert target == "IL PAIE 1 250,50 € À 14 H 30."


def test_terms_stay(tmp_path: Path) -> None:
    model = Shouting(PLACEHOLDERS)
    (target,) = targets(model, tmp_path, "Le Grand Bleu et bleu.", terms=[Term("Grand Bleu", None)])
    assert target == "LE Grand Bleu ET BLEU."


def test_the_words_of_a_message_are_translated(tmp_path: Path) -> None:
    source = "Il a {n, plural, one {# chat} other {{x, select, other {des chats}}}} ici."
    (target,) = targets(Shouting(PLACEHOLDERS), tmp_path, source)
    assert target == "IL A {n, plural, one {# CHAT} other {{x, select, other {DES CHATS}}}} ICI."


@pytest.mark.parametrize(
    ("source", "read", "target"),
    [
        ("LE CHAT DORT.", "Le chat dort.", "THE CAT."),
        ("CHAPITRE IV", "chapitre IV", "CHAPTER IV"),
        ("A L'HOPITAL", "à l'hôpital", "TO HOSPITAL"),
        ("LE CHAT DE {nom}", "le chat de ｟1｠", "CAT {nom}"),
        ("L'ANCIENNE SNCF DORT.", "L'ancienne ｟1｠ dort.", "OLD SNCF."),
        ("Le Chat Et La Souris", "le chat et la souris", "The Cat and a Mouse"),
        ("Le chat dort.", "Le chat dort.", "The cat."),
    ],
)
def test_capitals_are_taken_off_and_put_on(
    tmp_path: Path, source: str, read: str, target: str
) -> None:
    answers = {
        "Le chat dort.": "The cat.",
        "chapitre IV": "Chapter IV",
        "à l'hôpital": "To hospital",
        "le chat de ｟1｠": "Cat ｟1｠",
        "L'ancienne ｟1｠ dort.": "Old ｟1｠.",
        "le chat et la souris": "the cat and a mouse",
    }
    model = Scripted(lambda text: [answers[text]])
    assert targets(model, tmp_path, source) == [target]
    assert model.pieces == [read]


@pytest.mark.parametrize(
    ("source", "answer", "target"),
    [
        ("Vraiment ?!", "Really?", "Really?!"),
        ("Attends…", "Wait.", "Wait…"),
        ("Voici :", "Here.", "Here:"),
        ("Un titre", "A title.", "A title"),
        ("« Oui », dit-il.", '"Yes," he said.', "“Yes,” he said."),
        ("« Oui », dit-il.", '"Yes", he said.', "“Yes,” he said."),
        ("Il dit : « Oui ! »", "Well.", "Well: “Well!”"),
        ("le 3 mars 1998", "on March 3, 1998", "on 3 March 1998"),
        ("né le 3 mars 1998", "born 3 March-1998", "born 3 March 1998"),
        ("des XVe et XVIe siècles", "the ｟1｠", "the 15th and 16th centuries"),
        ("avant le 12/03/2024", "before the ｟1｠", "before 12/03/2024"),
    ],
)
def test_the_target_has_the_form_of_the_source(
    tmp_path: Path, source: str, answer: str, target: str
) -> None:
    assert targets(Scripted(lambda _: [answer]), tmp_path, source) == [target]


def test_other_pairs_have_the_model_s_own_form(tmp_path: Path) -> None:
    from tests.unit.engine.packages import make_package

    make_package(tmp_path, "translate-fr_en", to_code="es")
    model = Scripted(lambda text: [text.replace("?!", "?")])
    assert targets(model, tmp_path, "1 250 € {a} : « Oui ?! »") == ["1 250 € {a} : « Oui ? »"]


ODD = st.text(
    st.sampled_from(
        "aé Łź«»“”„\"'’…:;,.!?-–—()[]{}<>%$#@0159€°|\\\t\n\u00a0\u202f\ue000\U000f0001😀｟｠"
    )
    | st.characters(),
    max_size=40,
)


def garbled(text: str) -> list[str]:
    """Targets of a model that loses, doubles and reverses."""
    return ["", text[::-1], text + text, " ".join(reversed(text.split()))]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(source=ODD, placeholders=st.sampled_from([PLACEHOLDERS, []]))
def test_nothing_that_people_can_write_breaks_it(
    tmp_path: Path, source: str, placeholders: list[str]
) -> None:
    for model in (Shouting(placeholders), Scripted(garbled, placeholders)):
        (target,) = targets(model, tmp_path, source)
        assert isinstance(target, str)


KEPT = st.lists(
    st.sampled_from(
        ["{a}", "%s", "a@exemple.fr", "`x`", "<b>", "😀", "Łódź", "12", "1 250 €", "mot", "«", "»"]
    ),
    max_size=14,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=KEPT, placeholders=st.sampled_from([PLACEHOLDERS, []]))
def test_a_model_that_garbles_loses_and_doubles_nothing(
    tmp_path: Path, words: list[str], placeholders: list[str]
) -> None:
    source = " ".join(words)
    (target,) = targets(Scripted(garbled, placeholders), tmp_path, source)
    for kept in ("{a}", "%s", "a@exemple.fr", "`x`", "<b>", "😀", "Łódź"):
        assert target.count(kept) == source.count(kept)
    if any(map(str.isalpha, source)):
        wanted = numbers(source.replace("1 250 €", "€1,250"))
        assert numbers(target) == wanted
