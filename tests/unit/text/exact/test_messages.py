"""The branches of an ICU message are seen, however deep, and nothing else of it."""

import pytest

from webapp.text.exact.messages import branches, message_spans, with_branches

NESTED = "{a, select, x {{n, plural, one {# chat} other {# chats}}} other {rien}}"


@pytest.mark.parametrize(
    ("message", "texts"),
    [
        ("{n, plural, one {# chat} other {# chats}}", ["# chat", "# chats"]),
        ("{n,plural,=0{aucun}other{des {nom}}}", ["aucun", "des {nom}"]),
        (NESTED, ["{n, plural, one {# chat} other {# chats}}", "rien"]),
        ("{n, selectordinal, other {#e}}", ["#e"]),
    ],
)
def test_branches(message: str, texts: list[str]) -> None:
    source = f"Voici {message} ici."
    ((start, end),) = message_spans(source)
    assert source[start:end] == message
    assert [message[a:b] for a, b in branches(message)] == texts
    assert with_branches(message, str) == message


@pytest.mark.parametrize("source", ["{n}", "{n, nombre}", "{n, plural, one {a}", "n, plural, {"])
def test_other_braces_are_no_messages(source: str) -> None:
    assert list(message_spans(source)) == []


def test_rows_of_openings_are_read_in_linear_time() -> None:
    assert list(message_spans("{n, plural, " * 100_000)) == []


def test_branches_get_their_targets() -> None:
    assert (
        with_branches("{n, select, other {un chat}}", str.upper) == "{n, select, other {UN CHAT}}"
    )
