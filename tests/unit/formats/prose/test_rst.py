"""reStructuredText: prose is translated, all else stays; docutils sees the same document."""

import pytest
from docutils.core import publish_doctree
from docutils.nodes import Element

from tests.editions import edition_of, written
from tests.unit.formats.prose.shapes import back, guide, lines
from webapp.formats.readers.catalogue import read_document

GUIDE = guide("rst")


def shape(text: str) -> list[str]:
    """What docutils finds in a text but its words: each element with its attributes."""
    settings = {"report_level": 5, "file_insertion_enabled": False, "_disable_config": True}
    document = publish_doctree(text, settings_overrides=settings)
    names = "refuri refid refname level bullet enumtype uri classes format"
    return [
        f"{node.tagname} {[node.get(name) for name in names.split() if node.get(name)]}"
        for node in document.findall(Element)
        if node.tagname != "document"
    ]


def test_docutils_finds_the_same_document_in_the_translation() -> None:
    translated = back(GUIDE, "rst")
    assert shape(translated) == shape(GUIDE)
    assert translated != GUIDE


@pytest.mark.parametrize(
    ("source", "read", "translated"),
    [
        ("Un **mot** fort.", "text: Un mot fort. {bold: mot}", "UN **MOT** FORT."),
        ("Le ``code(x)`` reste.", "text: Le `code(x)` reste.", "LE ``code(x)`` RESTE."),
        (
            "Voir :doc:`la page <page>`.",
            "text: Voir la page. {place: la page}",
            "VOIR :doc:`LA PAGE <page>`.",
        ),
        ("Voir :class:`Nom`.", "text: Voir `Nom`.", "VOIR :class:`Nom`."),
        ("Avec |nom| ici.", "text: Avec {nom} ici.", "AVEC |nom| ICI."),
        (
            "Le `site <https://e.org>`__ va.",
            "text: Le site va. {link: site}",
            "LE `SITE <https://e.org>`__ VA.",
        ),
        ("Le nom Python_ reste.", "text: Le nom `Python` reste.", "LE NOM Python_ RESTE."),
        ("Une étoile \\* ici.", "text: Une étoile * ici.", "UNE ÉTOILE \\* ICI."),
        (
            ".. list-table:: Un titre\n\n   * - Un\n     - Deux",
            None,
            ".. list-table:: UN TITRE\n\n   * - UN\n     - DEUX",
        ),
        (
            "- Voici ::\n\n    code\n\n  Suite\n  ici.",
            None,
            "- VOICI ::\n\n    code\n\n  SUITE ICI.",
        ),
        (".. warning:: Gare\n   à vous.", "text: Gare à vous.", ".. warning:: GARE À VOUS."),
        (".. deprecated:: 2.0 Plus ici.", "text: Plus ici.", ".. deprecated:: 2.0 PLUS ICI."),
        (":param nom: Le nom.", "text: Le nom.", ":param nom: LE NOM."),
        (
            "- Un.\n\n  :x: Deux\n    mots.\n  :y: Oui.",
            None,
            "- UN.\n\n  :x: DEUX MOTS.\n  :y: OUI.",
        ),
        ("-v, --verbose  Dire tout.", "text: Dire tout.", "-v, --verbose  DIRE TOUT."),
        ("A. Martin est là.\nOui.", "text: A. Martin est là. Oui.", "\\A. MARTIN EST LÀ. OUI."),
        ("B. Un point.", "text: Un point.", "B. UN POINT."),
    ],
)
def test_prose_is_read_and_written_among_its_marks(
    source: str, read: str | None, translated: str
) -> None:
    assert read is None or lines(source, "rst") == [read]
    assert back(source, "rst") == translated


@pytest.mark.parametrize(
    "source",
    [
        ".. image:: a.png\n   :alt: Une image\n",
        ".. raw:: html\n\n   <b>mot</b>\n",
        ".. toctree::\n   :maxdepth: 2\n\n   page\n",
        ".. |nom| image:: a.png\n",
        ".. Un commentaire\n   encore.\n",
        ".. _cible: https://exemple.fr\n",
        ".. inconnue:: Des mots\n\n   Et encore.\n",
        ":Auteur: Ana Martin\n",
    ],
)
def test_what_is_no_prose_stays(source: str) -> None:
    whole = f"{source}\nFin.\n"
    assert lines(whole, "rst") == ["text: Fin."]
    assert back(whole, "rst") == f"{source}\nFIN.\n"


def test_a_line_below_a_title_grows_with_it() -> None:
    edition = edition_of(b"Un\n==\n\nMot.\n", "a.rst", lambda source: f"{source} de plus")
    assert written("own-rst", edition) == b"Un de plus\n==========\n\nMot. de plus\n"


def test_a_mark_without_words_goes() -> None:
    edition = edition_of(b"Le 2\\ :sup:`e` mot.", "a.rst", lambda _: "The word")
    assert ":sup:" not in written("own-rst", edition).decode()


def test_tables_that_are_drawn_are_told() -> None:
    document = read_document(b"Un.\n\n=== ===\na   b\n=== ===\n\n+--+\n|c |\n+--+\n", "a.rst")
    assert document.notices == ("2 drawn tables stay as they are, in the language of the source.",)
