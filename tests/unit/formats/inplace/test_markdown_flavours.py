"""Flavours of Markdown keep their form: what is no prose stays, and what is prose is read."""

import pytest

from tests.editions import told
from webapp.errors import TooLarge
from webapp.formats.inplace.markdown import markdown_runs
from webapp.formats.readers.catalogue import read_document


def shown(source: str) -> str:
    """A text in which brackets stand around the prose that is translated in place."""
    return "".join(
        run if isinstance(run, str) else f"<{run.text}>" if any(map(str.isalpha, run.text)) else ""
        for run in markdown_runs(source)
    )


@pytest.mark.parametrize(
    ("source", "in_place", "read"),
    [
        ('+++\nslug = "Un"\n+++\n\nDeux.', '+++\nslug = "Un"\n+++\n\n<Deux.>', ["text: Deux."]),
        (
            '!!! tip "Un titre"\n    Une note.\n\n    Deux.\n\nFin.',
            '!!! tip "<Un titre>"\n    <Une note.>\n\n    <Deux.>\n\n<Fin.>',
            ["text: Un titre", "text: Une note.", "text: Deux.", "text: Fin."],
        ),
        ("??? note\n    Une note.", "??? note\n    <Une note.>", ["text: Une note."]),
        ("> [!NOTE]\n> Une note.", "> [!NOTE]\n> <Une note.>", ["quotation: Une note."]),
        (
            "> [!tip]- Un titre\n> Mot.",
            "> [!tip]- <Un titre>\n> <Mot.>",
            ["quotation: Un titre", "quotation: Mot."],
        ),
        (":::tip[Un titre]\nMot.\n:::", ":::tip[<Un titre>]\n<Mot.>\n:::", None),
        ("::: {.callout-note}\nMot.\n:::", "::: {.callout-note}\n<Mot.>\n:::", ["text: Mot."]),
        ("Soit\n$$\na_b\n$$\noui.", "<Soit>\n$$\na_b\n$$\n<oui.>", None),
        ("\\[\na = b\n\\]", "\\[\na = b\n\\]", ["code: \\[\na = b\n\\]"]),
        ("(la-cible)=\n# Un", "(la-cible)=\n# <Un>", ["heading 1: Un"]),
        ("import A from 'b';\n\nMot.", "import A from 'b';\n\n<Mot.>", ["text: Mot."]),
        ("export const a = 1;\n\nMot.", "export const a = 1;\n\n<Mot.>", ["text: Mot."]),
        ("{% include a.html %}\nMot.", "{% include a.html %}\n<Mot.>", ["text: Mot."]),
        ("Terme\n:   Un sens\n    long.", "<Terme>\n:   <Un sens long.>", None),
        ("Terme\n: Un.\n: Deux.", "<Terme>\n: <Un.>\n: <Deux.>", None),
        ("[TOC]\n\nMot.", "[TOC]\n\n<Mot.>", ["text: Mot."]),
        (
            "## Un {#a .b}\n\nMot.{.c}",
            "## <Un> {#a .b}\n\n<Mot.>{.c}",
            ["heading 2: Un", "text: Mot."],
        ),
        ("::: danger\nMot.\n:::", "::: danger\n<Mot.>\n:::", ["text: Mot."]),
        ("::: tip Un titre\nMot.\n:::", "::: tip <Un titre>\n<Mot.>\n:::", None),
    ],
)
def test_lines_that_are_no_prose_stay(source: str, in_place: str, read: list[str] | None) -> None:
    assert shown(source) == in_place
    assert read is None or told(read_document(source.encode(), "a.md")) == read


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("Voir [[La page]] ici.", "Voir \N{OBJECT REPLACEMENT CHARACTER} ici."),
        ("Voir [[La page|ce mot]] ici.", "Voir ce mot ici."),
        ("| a |\n|---|\n| [[P\\|mot]] |", "mot"),
        ("Un [[mot]](x).", "Un [mot]."),
    ],
)
def test_of_links_to_pages_of_a_wiki_the_words_are_prose(source: str, prose: str) -> None:
    texts = [run.text for run in markdown_runs(source) if not isinstance(run, str)]
    assert texts[-1] == prose


@pytest.mark.parametrize(
    "source",
    [
        "Il dit : oui.\nEt : non.",
        ": seul",
        "$$ pas fermé\nmot",
        "Il importe tout.\nimport des biens du pays",
        "export de blé et de vin",
        "Ah !!! note bien.",
    ],
)
def test_words_that_look_alike_are_prose(source: str) -> None:
    assert shown(source).replace("<", "").replace(">", "") == source.replace("\n", " ")


@pytest.mark.parametrize("opening", ["!!! a\n", ": a\n", "$$\n\n", "::: a\n"])
def test_many_of_them_are_read(opening: str) -> None:
    document = read_document(opening.encode() * 2_000 + b"Fin.", "a.md")
    assert document.text.endswith("Fin.")


def test_admonitions_that_are_nested_too_deep_are_refused() -> None:
    nested = "".join(f"{'    ' * depth}!!! a\n" for depth in range(200))
    with pytest.raises(TooLarge, match="nested deeper"):
        read_document(nested.encode(), "a.md")


def test_the_title_in_toml_is_the_title() -> None:
    document = read_document(b'+++\ntitle = "Un titre"\n+++\nMot.', "a.md")
    assert document.title == "Un titre"
