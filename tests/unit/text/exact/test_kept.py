"""What stays is seen whole wherever it stands, and ordinary French has nothing that stays."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.text.exact.kept import TERM, kept_spans
from webapp.text.exact.kept_kinds import KINDS

SEEDS = Path(__file__).parents[4] / "seeds"
EXAMPLES = [(kind.name, example) for kind in KINDS for example in kind.examples]
PLAIN = {kind.name: kind.plain for kind in KINDS}


def kept(source: str, *, plain: bool = False) -> list[str]:
    return [source[span.start : span.end] for span in kept_spans(source, plain=plain)]


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
@pytest.mark.parametrize(
    "frame",
    ["{}", "Voici {} et la suite.", "Voyez {}.", "Est-ce {} ?", "(voir {})", "« {} », dit-il."],
)
def test_each_example_is_one_span_in_a_sentence(kind: str, example: str, frame: str) -> None:
    source = frame.replace("{}", example)
    (span,) = kept_spans(source, plain=PLAIN[kind])
    assert (source[span.start : span.end], span.kind) == (example, kind)


ORDINARY = """\
L'eau : elle coule. Il y a 10 % de pertes et/ou de gains.
M. Dupont est arrivé à 12:30, puis à 14 h 30, avec 3,5 kg de pommes.
Le n° 5 de la rue, au 1er étage ; c'est-à-dire l'entrée B.
J.-C. Martin (né en 1950) habite au 12, rue des Lilas, 75011 Paris.
Il a dit : « Venez ! » Puis... rien.Le chat dort.
M. L. Martin ; A. Dupont ; les années 1914-1918 et 1939–1945 ; le XIXe siècle ; Louis XIV.
Cela coûte 100 $ ou 200 $, 15 000 ¥, 3 € le kilo, 100 $US.
Voici :le chat, :la souris. Note:il pleut. Qui ? Moi ! Oui/Non.
Il roule à 90 km/h ; l'article 121-2 du code ; 25 °C ; 1/2 ; 3/4.
Le week-end, peut-être, dit-elle - enfin - à Aix-en-Provence.
Que faire ?!... Rien -- vraiment rien. a < b et c > d. R&D. 5 + 3 = 8 * 1.
Le C.N.R.S. et l'O.N.U. ; etc. ; cf. p. 12 ; vol. 3, no 4.
Il gagne 50% de plus, 1.250 euros ; A/R ; H/F ; tu/vous ; (s) ; lecteur(s)."""


@pytest.mark.parametrize("line", ORDINARY.splitlines())
def test_ordinary_french_has_no_spans(line: str) -> None:
    assert kept(line) == []


@pytest.mark.parametrize("file", sorted(SEEDS.glob("*.txt")), ids=lambda file: file.name)
def test_a_seed_has_no_spans(file: Path) -> None:
    assert kept(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "spans"),
    [
        ("Voir https://a.fr/x?y=(z), puis b.org.", ["https://a.fr/x?y=(z)", "b.org"]),
        ("<b>Gras</b> et <i>penché</i>", ["<b>", "</b>", "<i>", "</i>"]),
        ("{a}{b} puis {c}", ["{a}{b}", "{c}"]),
        ("l'archive.zip d'{x}", ["archive.zip", "{x}"]),
        ("`a {b} c` et {{ d }}", ["`a {b} c`", "{{ d }}"]),
        ("<a href='http://a.fr'>", ["<a href='http://a.fr'>"]),
        ("%d fichiers, %s%%", ["%d", "%s%%"]),
        ("%so à %1$dMo, 10 %de", ["%s", "%1$d"]),
        ("%sgroupe de %2$sfichiers, 20 %sur", ["%s", "%2$s"]),
        ("%pB : %pA%s dépasse %TEMP%", ["%pB", "%pA%s", "%TEMP%"]),
        ("Prix : $prix", ["$prix"]),
    ],
)
def test_spans_stand_beside_each_other_and_inside_one_another(
    source: str, spans: list[str]
) -> None:
    assert kept(source) == spans


def test_named_spans_are_terms() -> None:
    source = "La Petite Ourse brille ; la Petite dort ; Petites."
    spans = list(kept_spans(source, [(3, 15), (28, 34)]))
    assert [(source[s.start : s.end], s.kind) for s in spans] == [
        ("Petite Ourse", TERM),
        ("Petite", TERM),
    ]


@given(st.text(st.sampled_from("ab1 ./:@#{}[]()<>$%_`\\-&;=\"'A😀\ufe0f«,")))
def test_spans_are_in_order_and_apart(source: str) -> None:
    end = -1
    for span in kept_spans(source):
        assert end < span.start < span.end <= len(source)
        end = span.end


ROWS = (
    "a. a/ /a { {a `a $a\u00a0 <a\u00a0b= \\a{ 1\u00a0 1. +1\u00a0 a_ A1- % &a [[ __a :a :: a: ab1 "
    "0x www. a@ @a. ( http://a( --a 1: 97 0"
)


@pytest.mark.parametrize("row", [row.replace("\u00a0", " ") for row in ROWS.split(" ")])
def test_rows_of_beginnings_are_read_in_linear_time(row: str) -> None:
    """Each would take hours if its repetitions were tried in every way."""
    list(kept_spans(row * 5_000))
