"""Which pieces each side has, and that nothing is unknown to either."""

import numpy as np
import pytest

from tests.unit.training.toy import counted, parent_pieces
from training.vocabulary import (
    END,
    PLACEHOLDERS,
    UNKNOWN,
    Vocabularies,
    names,
    processor,
    target_vocabulary,
)


def test_both_sides_end_alike_and_have_placeholders_letters_and_bytes(
    vocabularies: Vocabularies,
) -> None:
    for side in (vocabularies.source, vocabularies.target):
        assert [side.id_to_piece(number) for number in (END, UNKNOWN)] == ["</s>", "<unk>"]
        assert set(PLACEHOLDERS) | set("éŁ→€") | {"<0x00>", "<0xFF>"} <= set(names(side))


@pytest.mark.parametrize("text", ["un ｟3｠ deux", "Москва 漢字 Łódź", "trois → 5 €"])
def test_nothing_is_unknown_and_placeholders_are_one_piece(
    vocabularies: Vocabularies, text: str
) -> None:
    for side in (vocabularies.source, vocabularies.target):
        ids = side.encode(text)
        assert UNKNOWN not in ids
        assert side.decode(ids) == text
        assert ("｟3｠" in text) == ("｟3｠" in side.encode(text, out_type=str))


def test_the_source_s_typographic_signs_are_folded(vocabularies: Vocabularies) -> None:
    source = vocabularies.source
    assert source.encode("« L’œuvre… »") == source.encode('" L\'oeuvre... "')


def test_the_source_has_french_words_whole(vocabularies: Vocabularies) -> None:
    assert "▁quatre" in vocabularies.source.encode("un quatre", out_type=str)
    assert "▁quatre" not in names(vocabularies.target)


def test_the_target_has_what_english_texts_have_and_what_the_parent_writes() -> None:
    parent = parent_pieces()
    pieces = names(processor(parent))
    one, two = pieces.index("▁one"), pieces.index("▁two")
    assert min(one, two) > UNKNOWN
    bias = np.full(len(pieces), -15.0, np.float32)
    bias[two] = 0.0
    kept = names(processor(target_vocabulary(parent, bias, ["one one"])))
    words = {piece for piece in kept if piece.startswith("▁") and len(piece) > 2}
    assert words == {"▁one", "▁two"}


def test_text_of_each_side_comes_back(vocabularies: Vocabularies) -> None:
    for pair in counted()[::50]:
        assert vocabularies.source.decode(vocabularies.source.encode(pair.source)) == pair.source
        assert vocabularies.target.decode(vocabularies.target.encode(pair.target)) == pair.target
