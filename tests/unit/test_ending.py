"""A process that was told to end has shares of time that fit into what is promised."""

from unittest.mock import Mock

import pytest

from webapp import connections
from webapp.connections import ANSWERS_SECONDS, Lanes
from webapp.ending import LONGEST_END
from webapp.pretranslation.presence import LEAVING_SECONDS


def test_what_is_waited_for_leaves_the_engine_time_within_the_promise() -> None:
    assert ANSWERS_SECONDS + LEAVING_SECONDS <= LONGEST_END / 2
    assert LONGEST_END <= 3  # of the five that are promised


@pytest.mark.parametrize(
    ("taken", "left"), [(0.0, [1.0, 1.0]), (0.25, [1.0, 0.75]), (5.0, [1.0, 0.0])]
)
def test_both_lanes_share_the_time_of_answers(
    monkeypatch: pytest.MonkeyPatch, taken: float, left: list[float]
) -> None:
    now, given = [100.0], []

    def shutdown(timeout: float) -> None:
        given.append(timeout / ANSWERS_SECONDS)
        now[0] += taken * ANSWERS_SECONDS

    dispatcher = Mock(shutdown=shutdown)
    monkeypatch.setattr(connections, "monotonic", lambda: now[0])
    monkeypatch.setattr(connections, "ThreadedTaskDispatcher", lambda: dispatcher)
    Lanes(long_threads=2).shutdown()
    assert given == left
