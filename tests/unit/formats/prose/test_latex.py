"""LaTeX: the words alone are translated; commands, formulas, code and comments stay."""

import pytest

from tests.editions import edition_of, told, written
from tests.unit.formats.prose.shapes import back, guide, lines
from webapp.errors import TooLarge
from webapp.formats.prose.latex import latex_cut
from webapp.formats.readers.catalogue import read_document

GUIDE = guide("tex")


def test_an_article_is_read_with_its_title_and_language() -> None:
    document = read_document(GUIDE.encode(), "a.tex")
    assert (document.title, document.language) == ("Un grand titre", "fr")
    assert "heading 2: Introduction" in told(document)
    assert "note: Une note de bas de page. {italic: note}" in told(document)


@pytest.mark.parametrize(
    ("source", "read", "translated"),
    [
        ("Un \\textbf{mot} fort.", "text: Un mot fort. {bold: mot}", "UN \\textbf{MOT} FORT."),
        ("Un {\\it mot} fin.", "text: Un mot fin. {italic: mot}", "UN {\\it MOT} FIN."),
        ("L'\\oe uvre de Ren\\'e.", "text: L'œuvre de René.", "L'ŒUVRE DE RENÉ."),
        ('\\`A la f\\^ete de No\\"el.', "text: À la fête de Noël.", "À LA FÊTE DE NOËL."),
        ("Il co\\^{u}te 10~\\%.", "text: Il coûte 10\u00a0%.", "IL COÛTE 10~\\%."),
        ("Soit $a_1 + b$ donné.", "text: Soit $a_1 + b$ donné.", "SOIT $a_1 + b$ DONNÉ."),
        ("Voir \\cite[p. 3]{moi} ici.", None, "VOIR \\cite[p. 3]{moi} ICI."),
        ("Voir \\verb|a b| ici.", "text: Voir `a b` ici.", "VOIR \\verb|a b| ICI."),
        ("Un \\textcolor{red}{mot} ici.", "text: Un mot ici.", None),
        ("Un \\inconnue{mot}{b} ici.", None, "UN \\inconnue{mot}{b} ICI."),
        ("Le \\href{https://e.org}{site} va.", None, "LE \\href{https://e.org}{SITE} VA."),
        ("\\section*{Un titre}", "heading 2: Un titre", "\\section*{UN TITRE}"),
        ("\\caption[Court]{Long texte}", "text: Long texte", "\\caption[Court]{LONG TEXTE}"),
        ("Mot.% Rien\n", "text: Mot.", "MOT.% Rien\n"),
        ("``Mot'' --- dit-il.", "text: “Mot” — dit-il.", "``MOT'' — DIT-IL."),
        ("Un vers \\\\[2pt]", "text: Un vers", "UN VERS \\\\[2pt]"),
    ],
)
def test_words_are_read_and_written_among_commands(
    source: str, read: str | None, translated: str | None
) -> None:
    assert read is None or lines(source, "tex") == [read]
    assert translated is None or back(source, "tex") == translated


@pytest.mark.parametrize(
    "source",
    [
        "\\newcommand{\\mot}[1]{un mot}\n",
        "\\def\\mot#1{un mot}\n",
        "\\input{chapitre}\n",
        "\\includegraphics[width=3cm]{une image}\n",
        "\\macommande{des mots}\n",
        "\\begin{tikzpicture}\n\\node{mot};\n\\end{tikzpicture}\n",
        "\\begin{lstlisting}[language=C]\ndes mots\n\\end{lstlisting}\n",
        "\\begin{align*}\na &= b \\text{ si }\n\\end{align*}\n",
        "% Un commentaire\n",
    ],
)
def test_what_is_no_prose_stays(source: str) -> None:
    assert back(f"Un.\n\n{source}\nFin.\n", "tex") == f"UN.\n\n{source}\nFIN.\n"


def test_all_before_and_behind_the_document_stays_but_its_title() -> None:
    source = "\\title{Un}\\author{Moi}\n\\begin{document}\nDeux.\n\\end{document}\nTrois."
    assert lines(source, "tex") == ["heading 1: Un", "text: Deux."]
    assert back(source, "tex") == source.replace("Un", "UN").replace("Deux", "DEUX")


def test_signs_of_latex_are_escaped_in_a_translation() -> None:
    edition = edition_of(b"Un mot.", "a.tex", lambda _: "50% & “a_b” {x}\\")
    expected = b"50\\% \\& ``a\\_b'' \\{x\\}\\textbackslash{}"
    assert written("own-tex", edition) == expected


@pytest.mark.parametrize("opening", ["{", "\\textbf{", "\\footnote{a", "\\section{"])
def test_a_text_that_is_nested_too_deep_is_refused(opening: str) -> None:
    with pytest.raises(TooLarge, match="nested deeper than the 100 levels"):
        latex_cut(opening * 10_000 + "a" + "}" * 10_000)
