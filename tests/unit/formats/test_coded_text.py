"""The inline codes of XLIFF and TMX as files of any program write them."""

import pytest
from lxml import etree

from webapp.formats.coded_text import CodedText, CodeFault, coded_text


def read(content: str, source: CodedText | None = None) -> CodedText:
    return coded_text(etree.fromstring(f"<seg>{content}</seg>"), source)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ('Un <g id="1">mot</g><x id="2"/>.', 'A<x id="2"/> <g id="1">word</g>.'),
        ('Un <pc id="a">mot</pc><ph id="b"/>.', 'A<ph id="b"/> <pc id="a">word</pc>.'),
        (
            'Un <sc id="a"/>mot<ec startRef="a"/><ph id="b"/>.',
            'A<ph id="b"/> <sc id="a"/>word<ec startRef="a"/>.',
        ),
        (
            'Un <bx rid="7" id="1"/>mot<ex rid="7" id="2"/><x id="3"/>.',
            'A<x id="3"/> <bx rid="7" id="1"/>word<ex rid="7" id="2"/>.',
        ),
        (
            'Un <bpt i="1" x="4">b</bpt>mot<ept i="1">b</ept><ph x="2">c</ph>.',
            'A<ph x="2">c</ph> <bpt i="9" x="4">b</bpt>word<ept i="9">b</ept>.',
        ),
        (
            'Un <it pos="begin" x="1">b</it>mot<it pos="end" x="1">b</it><ph x="2"/>.',
            'A<ph x="2"/> <it pos="begin" x="1">b</it>word<it pos="end" x="1">b</it>.',
        ),
    ],
)
def test_pairs_and_lone_codes_of_each_format_are_told_apart_and_matched(
    source: str, target: str
) -> None:
    given = read(source)
    coded = read(target, given)
    assert (given.text, coded.text, coded.fault) == ("Un mot.", "A word.", None)
    assert [code[1:] for code in given.codes] == [(3, 6, False), (6, 6, True)]
    assert [code[1:] for code in coded.codes] == [(1, 1, True), (2, 6, False)]
    assert {code.key for code in given.codes} == {code.key for code in coded.codes}


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("One two\u00b9", CodeFault.MISSING),
        ('<g id="1">One</g> two', CodeFault.MISSING),
        ('<bpt id="1"/>One two<x id="2"/>', CodeFault.MISSING),
        ('<g id="1">One</g> two<x id="2"/><x id="2"/>', CodeFault.DOUBLED),
        ('<g id="1">One</g> <g id="1">two</g><x id="2"/>', CodeFault.DOUBLED),
        ('<bpt id="1"/>One <bpt id="3"/>two<ept id="1"/><ept id="3"/>', CodeFault.CROSSED),
        ('<g id="1">One</g> <g id="5">two</g><x id="2"/>', CodeFault.UNKNOWN),
    ],
)
def test_codes_that_are_not_those_of_the_source_are_a_fault(target: str, fault: CodeFault) -> None:
    source = read('<g id="1">Un</g> deux<x id="2" ctype="x-footnote" equiv-text="\u00b9"/>')
    coded = read(target, source)
    assert coded.fault is fault
    assert coded.text.rstrip("\u00b9") == "One two"
    assert coded.text.count("\u00b9") <= 1


def test_a_lone_code_has_the_words_of_its_source_and_a_target_is_one_line() -> None:
    source = read('Un<ph id="2" subType="visavis:note" equiv="\u00b9"/> <pc id="1">mot</pc>')
    coded = read('\n  A\n    <pc id="1">word</pc><ph id="2"/>  \n', source)
    assert coded.text == "A word\u00b9"
    assert [code[1:3] for code in coded.codes] == [(2, 6), (6, 7)]
    lines = '<ph type="lb"/>', '<x id="1" ctype="lb" equiv-text=" "/>'
    assert [read(f"a{line}b").text for line in lines] == ["a\nb", "a\nb"]


def test_a_thousand_crossing_codes_are_read_in_one_pass() -> None:
    begins = "".join(f'<sc id="{n}"/>' for n in range(1_000))
    ends = "".join(f'<ec startRef="{n}"/>' for n in range(1_000))
    assert read(f"{begins}mot{ends}").fault is CodeFault.CROSSED
