"""How much each part measures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of segments, seconds and rounds; docs/performance.md has the defaults."""

    segments: int = 2000
    #: Argos and LibreTranslate are slow: they are timed on the first of the segments.
    peer_segments: int = 300
    rounds: int = 2
    document: int = 5000
    clients: int = 64
    seconds: float = 8.0
    reader: tuple[int, int] = (100, 10_000)
    growth: tuple[int, ...] = (100, 1000, 10_000, 100_000)
    choices: int = 600
    scored: int = 500
    #: The characters of a text that is no prose.
    odd: int = 6_000


QUICK = Sizes(
    segments=300,
    peer_segments=40,
    rounds=1,
    document=600,
    clients=64,
    seconds=2.0,
    reader=(100, 2000),
    growth=(100, 1000, 5000),
    choices=100,
    scored=60,
    odd=1_500,
)
