"""The seed texts, counted."""

from webapp.resources import resource
from webapp.text import ParagraphKind, split_text

SEED = "000_02278e878528ae33.txt"


def test_the_seed_article_has_fifteen_segments() -> None:
    text = (resource("seeds") / SEED).read_text(encoding="utf-8")
    paragraphs = split_text(text)
    assert [len(paragraph.segments) for paragraph in paragraphs] == [1, 1, 4, 1, 3, 1, 4]
    assert [paragraph.kind for paragraph in paragraphs] == [
        ParagraphKind.DATE,
        ParagraphKind.HEADING,
        ParagraphKind.TEXT,
        ParagraphKind.TEXT,
        ParagraphKind.TEXT,
        ParagraphKind.HEADING,
        ParagraphKind.TEXT,
    ]


def test_the_tale_is_short_and_has_speech() -> None:
    text = (resource("seeds") / "tresor.txt").read_text(encoding="utf-8")
    segments = [segment.source for block in split_text(text) for segment in block.segments]
    assert 200 < len(text.split()) < 400
    assert segments[0] == "Le trésor du père"
    assert sum(source.startswith("— ") for source in segments) == 8


def test_a_quotation_of_the_seed_article_is_cut_inside() -> None:
    text = (resource("seeds") / SEED).read_text(encoding="utf-8")
    starts = [segment.source.split()[0] for segment in split_text(text)[-1].segments]
    assert starts == ["“J'ai", "J’en", "Si", "J’espère"]
