"""A Word file in its own layout has translated words and all else as before."""

import pytest
from lxml import etree

from tests.word_documents import (
    BEGIN,
    BOXES,
    END,
    NAMES,
    SEPARATE,
    document,
    formula,
    instruction,
    letter,
    own_layout,
    run,
    said,
    sign,
    with_notes,
)

ALL = (
    run("Soit ", "<w:vanish/>") + run("Ici ") + formula(letter("E=M")) + run(" tient")
    + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run(" encore et toujours")
    + sign("Symbol", "F0AE") + BEGIN + instruction(' HYPERLINK "https://example.org/" ')
    + SEPARATE + run("lien") + END + "<w:del><w:r><w:delText>ôté</w:delText></w:r></w:del>"
    + "<w:r><w:t>peut</w:t><w:noBreakHyphen/><w:t>être</w:t></w:r>" + BOXES.format(run("Boîte."))
)  # fmt: skip


def test_in_its_own_layout_only_the_words_are_translated() -> None:
    root = own_layout(document(ALL, formula(letter("x")), prepare=with_notes), str.upper)
    assert said(root, "//w:r[w:rPr/w:vanish]/w:t/text()") == ["Soit "]
    assert said(root, "//m:t/text()") == ["E=M", "x"]
    assert said(root, "//w:delText/text()") == ["ôté"]
    assert said(root, "//w:instrText/text()") == [' HYPERLINK "https://example.org/" ']
    assert said(root, "//w:sym/@w:char") == ["F0AE"]
    assert said(root, "//w:footnoteReference/@w:id") == ["1"]
    for copy in ("Choice", "Fallback"):
        assert said(root, f"//mc:{copy}//w:t/text()") == ["BOÎTE."]
    shown = "//w:body/w:p/w:r[not(w:rPr/w:vanish)]/w:t/text()"
    assert (
        "".join(said(root, shown))
        == "ICI  TIENT ENCORE ET TOUJOURSLIENPEUT\N{NON-BREAKING HYPHEN}ÊTRE"
    )


def in_order(root: etree._Element) -> str:
    """Words, formulas and footnote marks of the first paragraph as they stand."""
    path = "//w:body/w:p[1]//*[self::w:t or self::m:t or self::w:footnoteReference]"
    shown = {"{{{}}}t".format(NAMES["w"]): "{}", "{{{}}}t".format(NAMES["m"]): "[{}]"}
    return "".join(
        shown.get(part.tag, "[1]").format(part.text or "")
        for part in root.xpath(path, namespaces=NAMES)
    )


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("The law x=1 holds¹ for ever.", "The law [x=1] holds[1] for ever."),
        ("The law holds for ever.", "The law holds for ever.[x=1][1]"),
        ("x=1 is a law for ever¹.", "[x=1] is a law for ever[1]."),
        ("The law x = 1 holds on page 1.", "The law [x=1] holds on page 1.[1]"),
    ],
)
def test_formulas_symbols_and_note_marks_are_not_written_again(target: str, expected: str) -> None:
    inside = run("La loi ") + formula(letter("x=1")) + run(" tient")
    inside += '<w:r><w:footnoteReference w:id="1"/></w:r>' + run(" depuis toujours.")
    root = own_layout(document(inside, prepare=with_notes), lambda _: target)
    assert in_order(root) == expected


def test_a_formula_that_the_engine_writes_plainer_is_not_written_again() -> None:
    inside = run("Ici ") + formula(letter("E=mc²")) + run(" tient.")
    root = own_layout(document(inside), lambda _: "Here E = mc2 holds.")
    assert in_order(root) == "Here [E=mc²] holds."


def test_words_stand_before_a_formula_that_the_target_lacks() -> None:
    inside = run("Si ") + formula(letter("x=1")) + run(" tient depuis toujours.")
    assert in_order(own_layout(document(inside), lambda _: "If it holds.")) == "If it holds.[x=1]"


def test_words_around_a_formula_keep_their_marks_and_none_are_lost() -> None:
    bold = "<w:b/>"
    inside = run("Une loi ", bold) + formula(letter("x=1")) + run(" tient", bold) + run(" ici.")
    root = own_layout(document(inside), lambda _: "Une loi x=1 tient ici.")
    assert in_order(root) == "Une loi [x=1] tient ici."
    bold_runs = root.iterfind(".//w:b/../..", NAMES)
    assert ["".join(map(str, bold_run.itertext())) for bold_run in bold_runs] == [
        "Une loi ",
        " tient",
    ]
