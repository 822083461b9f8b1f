"""Where bold, italics, links and footnotes' marks stand in a target."""

from dataclasses import dataclass, field

import pytest

from tests.editions import MadeBlock, MadePair
from webapp.formats.marks.runs import StyledRun, phrases, target_runs, with_notes
from webapp.text import Bare, Detail, Mark, without_notes
from webapp.text.details import Note


@dataclass(frozen=True)
class Marked:
    """A source in which ``**words**`` stand for a mark of the kind."""

    written: str
    kind: str = "bold"
    href: str = ""
    marks: list[Mark] = field(default_factory=list)

    def block(self, target: str | None, wordings: dict[str, str] | None = None) -> MadeBlock:
        source, marks = "", list(self.marks)
        for number, piece in enumerate(self.written.split("**")):
            if number % 2:
                marks.append(Mark(len(source), len(source) + len(piece), self.kind, self.href))
            source += piece
        pair = MadePair(source, target, "translated", 0, len(source))
        return MadeBlock("text", (pair,), Detail(marks=marks, wordings=wordings or {}))


def told(runs: list[StyledRun]) -> str:
    """The runs as text, those with marks in braces."""
    return "".join(
        f"{{{'+'.join(sorted(run.kinds))}{run.href}:{run.text}}}" if run.kinds else run.text
        for run in runs
    )


@pytest.mark.parametrize(
    ("written", "target", "wordings", "expected"),
    [
        ("Le chat **noir** dort.", "The black cat.", {"noir": "black"}, "The {black} cat."),
        ("**Victor Hugo** est né.", "Victor Hugo was born.", {}, "{Victor Hugo} was born."),
        ("Non et **non** et non.", "No and no and no.", {"non": "no"}, "No and {no} and no."),
        ("**A** et longuement a.", "A a.", {}, "{A} a."),
        ("La **mer**, la **mer**.", "A sea, the sea.", {"mer": "sea"}, "A {sea}, the {sea}."),
        ("Il a dit **tout de suite** oui.", "He said yes at once.", {}, "He said {yes at once}."),
        ("**Tout est en gras.**", "All is bold.", {}, "{All is bold.}"),
        ("« **Tout** »", "“All”", {}, "{“All”}"),
        ("Il **part**.", "He leaves.", {"part": "share"}, "He {leaves}."),
    ],
)  # fmt: skip
def test_marked_words_are_found_by_what_they_are_alone(
    written: str, target: str, wordings: dict[str, str], expected: str
) -> None:
    block = Marked(written).block(target, wordings)
    assert told(target_runs(block, block.segments[0])).replace("bold:", "") == expected


def test_a_link_leads_to_the_same_place_and_other_marks_may_cross_it() -> None:
    block = Marked("Voir **le site** ici.", "link", "https://a.example", [Mark(8, 17, "bold")])
    translation = block.block(
        "See the site here.", {"le site": "the site", "site ici": "site here"}
    )
    assert told(target_runs(translation, translation.segments[0])) == (
        "See {linkhttps://a.example:the }{bold+linkhttps://a.example:site} {bold:here}."
    )


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("It rains¹.", "It rains{note:¹}."),
        ("It rains.", "It rains.{note:¹}"),
        ("By ¹ hand¹.", "By ¹ hand{note:¹}."),
    ],
)
def test_a_footnotes_mark_is_found_or_put_to_the_end(target: str, expected: str) -> None:
    block = Marked("Il pleut**¹**.", "note").block(target)
    assert told(target_runs(block, block.segments[0])) == expected


def test_two_footnotes_marks_keep_their_order() -> None:
    block = Marked("Il pleut**¹** et neige**²**.", "note").block("It rains and snows.")
    assert told(target_runs(block, block.segments[0])) == "It rains and snows.{note:¹}{note:²}"
    block = Marked("Il pleut**¹** et neige**²**.", "note").block("It rains¹ and snows.")
    assert told(target_runs(block, block.segments[0])) == "It rains{note:¹} and snows.{note:²}"


def test_words_that_are_not_translated_keep_their_marks() -> None:
    block = Marked("Il **pleut**.").block(None)
    assert told(target_runs(block, block.segments[0])) == "[not translated: Il {bold:pleut}.]"


def test_phrases_are_the_words_of_marks_that_are_not_on_everything() -> None:
    def found(written: str, kind: str) -> list[str]:
        block = Marked(written, kind).block(None)
        return phrases(block.segments[0].source, block.detail["marks"])

    assert found("La maison ** rouge** brûle.", "bold") == ["rouge"]
    assert found("**Tout.**", "bold") == []
    assert found("Il pleut**¹**.", "note") == []


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Il pleut**¹**.", Bare("Il pleut.", (Note(8, "¹"),))),
        ("Il pleut. **[1]**", Bare("Il pleut.", (Note(9, "[1]"),))),
        ("Oui **[1]** et non.**²**", Bare("Oui et non.", (Note(3, "[1]"), Note(11, "²")))),
        ("**¹** Voir plus loin.", Bare(" Voir plus loin.", (Note(0, "¹"),))),
        ("Un **¹**mot.", Bare("Un mot.", (Note(3, "¹"),))),
        ("**¹**", Bare("¹")),
    ],
)  # fmt: skip
def test_a_source_is_bare_without_its_footnotes_marks(written: str, bare: Bare) -> None:
    block = Marked(written, "note").block(None)
    assert without_notes(block.segments[0].source, block.detail["marks"]) == bare


@pytest.mark.parametrize(
    ("bare", "target", "expected"),
    [
        (Bare("Il pleut.", (Note(8, "¹"),)), "It rains.", "It rains¹."),
        (Bare("Il pleut.", (Note(9, "¹"),)), "It rains.", "It rains.¹"),
        (Bare("Il pleut et il neige.", (Note(8, "¹"), Note(20, "²"))), "It rains and it snows.",
         "It rains¹ and it snows²."),
        (Bare("Il pleut."), "It rains.", "It rains."),
    ],
)  # fmt: skip
def test_footnotes_marks_come_back_behind_the_words(bare: Bare, target: str, expected: str) -> None:
    assert with_notes(bare, target) == expected
