"""A sentence with tags is shared out again over the cues of its source."""

from webapp.formats.marks.sharing import CUE, shared_places
from webapp.text.placing import Role, Tag


def test_tags_stay_in_their_cue() -> None:
    source, target = "Il pleut et il vente fort", "It is raining and blowing"
    marks = [
        Tag(8, "</i>", Role.CLOSE, "i"),
        Tag(8, "|", Role.POINT, CUE),
        Tag(9, "<i>", Role.OPEN, "i"),
    ]
    where = shared_places(source, target, marks, lambda _words: "")
    assert [target[place:] for place in where] == [" and blowing", "and blowing", "and blowing"]
