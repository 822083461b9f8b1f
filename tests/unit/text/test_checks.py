"""Reasons to doubt a target: each check, what it must not see, and the estimate."""

import pytest

from webapp.text.checks import Check, doubt_of, doubts

SURE = -0.05
REST = "et les enfants de la ville en parlent encore avec plaisir chaque soir."
REST_EN = "and the children of the town still talk about it with pleasure every evening."


def found(
    source: str, target: str, score: float = SURE, pair: tuple[str, str] = ("fr", "en")
) -> set[Check]:
    return set(doubts(source, target, score, *pair))


@pytest.mark.parametrize(
    ("source", "target", "check"),
    [
        (f"Il a payé 1 250,50 €, {REST}", f"He paid €1,350.50, {REST_EN}", Check.NUMBERS),
        (f"Ils sont 17, {REST}", f"They are many, {REST_EN}", Check.NUMBERS),
        (f"Ouvrez {{nom}}, {REST}", f"Open {{name}}, {REST_EN}", Check.SPANS),
        (f"Voir https://exemple.fr/a, {REST}", f"See https://exemple.fr/, {REST_EN}", Check.SPANS),
        (f"On y voit Madame Lenoir, {REST}", f"she is seen there, {REST_EN}", Check.NAMES),
        (f"Les villages brûlaient, {REST} {REST}", "The villages were burning.", Check.LENGTH),
        (f"Il pleut, {REST}", f"It rains, it rains, {REST_EN}", Check.REPETITION),
        (f"Il pleut, {REST}", f"It is raining raining raining, {REST_EN}", Check.REPETITION),
        (f"Il pleut, {REST}", f"It rains, et les enfants de {REST_EN}", Check.COPIED),
        (f"Il pleut, {REST}", f"Il pleut, {REST}", Check.LANGUAGE),
        (f"Il pleut, {REST}", f"It rains, {REST_EN}", Check.SCORE),
    ],
)
def test_what_is_wrong_is_found(source: str, target: str, check: Check) -> None:
    score = -1.5 if check is Check.SCORE else SURE
    assert check in found(source, target, score)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (f"Il a payé 1 250,50 €, {REST}", f"He paid €1,250.50, {REST_EN}"),
        (f"Il a payé 1 250,50 €, {REST}", f"He paid 1 250,50 €, {REST_EN}"),
        (f"Les 2 frères partent à 14 h 30, {REST}", f"The two brothers go at 14:30, {REST_EN}"),
        (f"Ouvrez {{nom}}, {REST}", f"Open {{nom}}, {REST_EN}"),
        (
            "{n, plural, one {un fichier est ouvert} other {# fichiers sont ouverts}}",
            "{n, plural, one {a file is open} other {# files are open}}",
        ),
        (f"On va de Londres aux États-Unis, {REST}", f"They go from London to the US, {REST_EN}"),
        (f"Nous nous en allons, {REST}", f"We go away, {REST_EN}"),
        (f"Il dit que ce qu'il avait eu {REST}", f"He says that that which he had had {REST_EN}"),
        (f"Allez à https://exemple.fr/un/deux/trois/quatre, {REST}",
         f"Go to https://exemple.fr/un/deux/trois/quatre, {REST_EN}"),
        ("Oui.", "Yes."),
        ("La Royal Society of Arts.", "The Royal Society of Arts."),
    ],
)  # fmt: skip
def test_what_is_right_is_left_in_peace(source: str, target: str) -> None:
    assert found(source, target) == set()


def test_tu_and_vous_in_one_target_are_mixed() -> None:
    pair = ("en", "fr")
    assert Check.ADDRESS in found("You take your coat.", "Tu prends votre manteau.", SURE, pair)
    assert Check.ADDRESS not in found("You take it.", "Vous prenez votre manteau.", SURE, pair)


def test_another_pair_compares_digits_as_they_are_grouped() -> None:
    pair = ("de", "en")
    assert Check.NUMBERS not in found("Es kostet 1.250 Euro.", "It costs 1,250 euros.", SURE, pair)
    assert Check.NUMBERS in found("Es kostet 1.250 Euro.", "It costs 1,260 euros.", SURE, pair)


def test_german_nouns_are_no_names() -> None:
    source = "Der Hund und die Katze sind im Garten hinter dem Haus."
    target = "The dog and the cat are in the garden behind the house."
    assert found(source, target, SURE, ("de", "en")) == set()


def test_certainty_is_not_doubted() -> None:
    assert found("Il y a 3 chats.", "There are 4 cats.", 0.0) == set()


def test_a_shorter_target_and_a_lower_score_are_more_doubtful() -> None:
    source = f"Il pleut, {REST}"
    assert Check.SCORE not in found(source, f"It rains, {REST_EN}", -0.3)
    assert Check.SCORE in found(source, "It rains and they talk.", -0.3)


def test_the_reasons_are_one_line_for_people() -> None:
    assert doubt_of([Check.NUMBERS, Check.NAMES]) == (
        "uncertain: a number differs, a name is missing"
    )
    assert doubt_of([Check.NAMES, Check.SPEED, Check.LINES]) == (
        "uncertain: a name is missing; too fast to read, more than two lines"
    )
    assert doubt_of([Check.SPEED]) == "too fast to read"
    assert doubt_of([]) == doubt_of(None) == ""
    assert all(check.words for check in Check)


@pytest.mark.parametrize("text", ["", " ", "…", "12", "a" * 5_000, "un " * 2_000, "«»" * 500])
def test_any_text_can_be_checked(text: str) -> None:
    for other in ("", "a", text[::-1]):
        assert isinstance(doubts(text, other, -1.0, "fr", "en"), tuple)
