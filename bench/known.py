"""Counts the segments that the engine is sent, to show that no known one is translated again."""

from bench.french import segments
from bench.instant import instant_app
from bench.peers import paragraphs
from bench.report import Findings
from bench.sizes import Sizes


def measure(sizes: Sizes) -> Findings:
    """The segments sent to the engine: for a new, an old, a changed and a repetitive text."""
    several = paragraphs(segments(sizes.segments, seed=6))
    changed = [*several[:10], "Ce paragraphe est nouveau.", *several[11:]]
    repeating = [*paragraphs(segments(40, seed=7)), "Il pleut sur la ville.", ""] * 20
    texts = {
        f"a text of {sizes.segments:,} segments": several,
        "the same text again": several,
        "the same with one paragraph of one segment changed": changed,
        "41 other segments, the text repeated 20 times": repeating,
    }
    wanted = (sizes.segments, 0, 1, 41)
    findings = Findings("known", "Nothing known is translated again")
    with instant_app() as (_, desk, translator):
        for (what, text), goal in zip(texts.items(), wanted, strict=True):
            translator.calls.clear()
            desk.pretranslate(desk.add_document("\n\n".join(text)).id)
            findings.goal(
                f"segments sent to the engine: {what}",
                sum(translator.calls), goal, "{:,}", least=False,
            )  # fmt: skip
    return findings
