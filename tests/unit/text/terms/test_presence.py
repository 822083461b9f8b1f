"""A target's terms are counted as whole words, without those that a prefix makes others."""

import pytest

from webapp.text.terms.presence import times

COUNTED = [
    (("chat",), "A chat, a Chat and a chats.", False, 2),
    (("price", "prices"), "The prices and the price.", False, 2),
    (("chat",), "A CHAT.", False, 0),
    (("processor",), "A sub-processor and a processor.", False, 1),
    (("processor",), "A sub-processor and a processor.", True, 2),
    (("processor",), "A Non-processor, an x-processor.", False, 1),
    (("C++",), "C++ and C++14.", False, 1),
    (("a b", "b"), "a b b", False, 2),
    (("state", "state of"), "state of states", False, 1),
    (("chat",), "", False, 0),
]


@pytest.mark.parametrize(("forms", "target", "is_joined", "count"), COUNTED)
def test_whole_words_are_counted(
    forms: tuple[str, ...], target: str, is_joined: bool, count: int
) -> None:
    assert times(forms, target, is_joined=is_joined) == count
