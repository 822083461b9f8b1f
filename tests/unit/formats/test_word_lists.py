"""Lists of known words, as people and other programs write them."""

import pytest

from webapp.errors import BadInput, NotText, TooLarge
from webapp.formats import word_lists
from webapp.formats.word_lists import read_word_list

LUTE = """language,term,translation,parent,status,tags,pronunciation
French,chiens,dogs,chien,3,"animal, nom",
Spanish,gato,cat,,1,,
French,mer,sea,,W,,
French,Paris,,,I,,
"""
LINGQ = "term,fragment,status,hint\nchien,un chien,0,dog\nmer,la mer,3,sea\nhomme,l'homme,4,man\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("chien\n\nmer\r\n", [("chien", None), ("mer", None)]),
        ("chien, mer, homme", [("chien", None), ("mer", None), ("homme", None)]),
        ("chien\tdog\nmer\tsea", [("chien", None), ("mer", None)]),
        ("1. chien\n2) mer\n- homme 12\n", [("chien", None), ("mer", None), ("homme", None)]),
        ("#separator:tab\n#html:true\nchien\tdog\nmer\tsea\n", [("chien", None), ("mer", None)]),
        (LUTE, [("chiens", 3), ("mer", 5), ("Paris", 6)]),
        (LINGQ, [("chien", 1), ("mer", 4), ("homme", 5)]),
        (
            "Mot;Note;State\nchien;;learning-2\nmer;;Known\nhomme;;",
            [("chien", 2), ("mer", 5), ("homme", None)],
        ),
        ("lemma,kind,state\nchien,noun,learning 4", [("chien", 4)]),
        (
            "sep=;\r\nVocable;Statut\r\nchien;2.0\r\nmer;connu\r\n",
            [("chien", 2), ("mer", 5)],
        ),
    ],
)
def test_words_are_read_with_their_levels(text: str, words: list[tuple[str, int | None]]) -> None:
    for data in (text.encode(), b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16")):
        assert [(word.written, word.level) for word in read_word_list(data)] == words


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no French word"),
        (b"term,status\n", "no French word"),
        (b"language,term\nSpanish,gato\n", "no French word"),
        (b"term,status\nchien,well\n", "state in row 2"),
        (b"term,status\nchien,9\n", "state in row 2"),
        (b'word\n"' + b"x" * 200_000, "cannot be read"),
    ],
)
def test_what_is_no_list_gets_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read_word_list(data)


def test_bytes_that_are_no_text_and_too_many_words_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(NotText):
        read_word_list(bytes(range(256)) * 4)
    monkeypatch.setattr(word_lists, "MOST_LISTED", 2)
    with pytest.raises(TooLarge):
        read_word_list(b"un\ndeux\ntrois\n")
    monkeypatch.setattr(word_lists, "MOST_OTHERS", 1)
    with pytest.raises(TooLarge):
        read_word_list(b"language,term\n" + b"Spanish,gato\n" * 3)
