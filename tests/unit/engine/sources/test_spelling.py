"""What models write badly is given to them plainly, and found again in what they write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.engine.sources.spelling import given_back, plain


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Le CO₂, 25 m² et 10⁻³.", "Le CO2, 25 m2 et 10-3."),
        ("½ tasse à −3 °C", "1/2 tasse à -3 °C"),
        ("le XIXᵉ, la 1ʳᵉ, Mᵐᵉ X, nᵒ 3", "le XIXe, la 1re, Mme X, no 3"),
        ("Les étudiant·e·s et un·e auteur·rice.", "Les étudiants et un auteur."),
        ("Tou‧te·s nombreux·ses et heureu•x.", "Tous nombreux et heureu."),
        ("col·legi, 3·4, a · b, mot·", "col·legi, 3·4, a · b, mot·"),
        ("Élève, œuvre… « rien » – ici €", "Élève, œuvre… « rien » – ici €"),
        ("plain", "plain"),
    ],
)
def test_signs_are_made_plain(source: str, expected: str) -> None:
    assert plain(source) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Le CO₂ monte.", "The CO2 rises, CO2!", "The CO₂ rises, CO₂!"),
        ("25 m² ici", "25 m2 here", "25 m² here"),
        ("25 m² ici", "25 square metres", "25 square metres"),
        ("½ à −3", "1/2 at -3", "½ at −3"),
        ("(x₁)", "(x1, x12)", "(x₁, x12)"),
        ("Le mot¹² dit", "The word12 says 12", "The word¹² says 12"),
        ("Le mot¹ de 1", "The 1 of 11", "The 1 of 11"),
        ("XIXᵉ", "19th", "19th"),
        ("mot", "m2", "m2"),
    ],
)
def test_signs_are_found_again(source: str, target: str, expected: str) -> None:
    assert given_back(source, target) == expected


signs = st.lists(st.sampled_from(["CO₂", "x²", "½", "−3", " ", ", ", "mot", "1", "(", ")."]))


@given(signs.map("".join))
def test_what_a_model_copies_comes_back_as_it_was(source: str) -> None:
    words = [word for word in source.split() if plain(word) != word]
    found = given_back(source, plain(source)).split()
    assert len(found) == len(source.split())
    assert plain(" ".join(found)) == plain(" ".join(source.split()))
    assert len(words) <= sum(plain(word) != word for word in found)


def test_long_rows_are_read_once_each() -> None:
    """Were each looked at from every other, this would take minutes."""
    row = "!" * 100_000
    assert plain(f"{row}é{row}²") == f"{row}é{row}2"
    assert plain("²" * 100_000) == "2" * 100_000
    many = " ".join(f"x{n}²" for n in range(5_000))
    assert given_back(many, plain(many)) == many
