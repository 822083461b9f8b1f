"""The bench's own tools: its report, its plots, its clients' eyes. Nothing is measured here."""

from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from bench import report
from bench.__main__ import PARTS
from bench.detection import questioned, samples
from bench.first import translated_in
from bench.french import segments
from bench.hand import Scrolling, scrolling_of
from bench.plots import svg
from bench.report import Findings, Plot
from bench.words import JUDGED, judged

POINTS = {"ours": [(100.0, 7.5), (100_000.0, 7.9)]}


@pytest.fixture
def findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Findings:
    monkeypatch.setattr(report, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(report, "DOCUMENT", tmp_path / "performance.md")
    found = Findings("engine", "A text")
    found.goal("times Argos", 7.0, 6, "{:.1f}", least=True)
    found.goal("MB", 600, 500, "{:.0f}", least=False)
    found.tell("median", "3 ms")
    found.plots.append(Plot("growth", "Growth", "segments", "µs", POINTS))
    return found


@pytest.mark.parametrize("part", PARTS)
def test_every_part_can_be_measured_alone(part: str) -> None:
    assert callable(import_module(f"bench.{part}").measure)


def test_the_findings_of_a_part_are_kept_whole(findings: Findings) -> None:
    report.keep(findings)
    again = report.kept("engine")
    assert again is not None
    assert (again.rows, again.title, again.date) == (findings.rows, "A text", findings.date)
    assert report.kept("serving") is None


def test_the_document_begins_with_promises_kept_or_not_and_their_commands(
    findings: Findings,
) -> None:
    report.write([findings])
    text = report.DOCUMENT.read_text("utf-8")
    assert "| times Argos | ≥ 6.0 | **7.0** | yes | `python -m bench engine` |" in text
    assert "| MB | ≤ 500 | **600** | **no** | `python -m bench engine` |" in text
    assert text.index("times Argos") < text.index("## A text") < text.index("| median | 3 ms |")
    for name in ("performance-growth.svg", "performance-growth-dark.svg"):
        assert name in text
        assert (report.DOCUMENT.parent / name).exists()


def test_a_plot_is_an_image_with_its_title_and_all_its_points() -> None:
    light, dark = (svg("Growth <1>", "x", "y", POINTS, dark=each) for each in (False, True))
    root = ET.fromstring(light)  # noqa: S314 - our own
    assert root[0].text == "Growth <1>"
    assert light.count("<circle") == 2
    assert light != dark


def test_a_translated_target_is_told_from_a_pending_one() -> None:
    page = (
        '<div class="target" id="target-1">Hello.</div><div id="target-2">'
        '<span class="pending">Not translated yet</span></div><div id="progress">1</div>'
        '<div id="target-3"><span class="uncertain">Perhaps.</span> <em>Yes.</em></div>'
    )
    assert translated_in(page) == 2


def test_a_trace_tells_the_tasks_and_frames_of_the_page_s_own_thread() -> None:
    page, other = {"pid": 1, "tid": 2}, {"pid": 1, "tid": 3}
    named = {"name": "thread_name", "args": {"name": "CrRendererMain"}}
    tasks = [(page, 10, 4_000), (page, 20, 60_000), (other, 30, 90_000), (page, 50, 1_000)]
    events: list[dict[str, Any]] = [page | named, page | {"name": "Commit", "ts": 40}]
    events += [thread | {"name": "RunTask", "ts": ts, "tdur": time} for thread, ts, time in tasks]
    scrolling = scrolling_of(events)
    assert scrolling == Scrolling(tasks=[4.0, 60.0, 1.0], frames=[64.0, 1.0])
    assert scrolling.long_tasks == 1


def test_the_measured_text_has_no_segment_twice_and_is_always_the_same() -> None:
    texts = segments(500)
    assert len(set(texts)) == 500
    assert texts == segments(500)


def test_the_texts_for_detection_are_first_words_of_every_length() -> None:
    sentence = "Il faisait nuit quand le train entra enfin dans la petite gare du village."
    drawn = samples({"fr": [sentence, "Oui.", "12 + 3 = 15"]})
    assert [sample.text for sample in drawn] == [
        "Il faisait nuit",
        "Il faisait nuit quand le train entra",
        sentence,
    ]
    assert [sample.length for sample in drawn] == [1, 2, 3]
    assert not any(questioned(sample.text) for sample in drawn)


def test_the_words_judged_by_hand_are_counted_as_the_documentation_says() -> None:
    verdicts = judged(JUDGED)
    assert {kind: count.total() for kind, count in verdicts.items()} == {
        "news": 167,
        "novel": 167,
        "dialogue": 166,
    }
    words = sum(count.total() - count["foreign"] for count in verdicts.values())
    wrong = sum(count["wrong"] for count in verdicts.values())
    document = Path("docs/words.md").read_text(encoding="utf-8")
    assert f"| all | {words} | {1 - wrong / words:.1%}".replace("%", " %") in document
