"""The dashboard in deploy/grafana.json shows what /metrics has, and all of it."""

import json
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ROOT = Path(__file__).parents[3]
DASHBOARD: dict[str, Any] = json.loads((ROOT / "deploy/grafana.json").read_text("utf-8"))
PANELS: list[dict[str, Any]] = DASHBOARD["panels"]


def expressions() -> Iterator[str]:
    for panel in PANELS:
        assert panel["targets"], panel["title"]
        for target in panel["targets"]:
            yield target["expr"]


@pytest.fixture
def samples(make: Any) -> dict[str, set[str]]:
    """The labels of each sample that /metrics has, by its name, once something was done."""
    client: FlaskClient = make(metrics=True)
    client.post("/translate", json={"q": "Il pleut.", "source": "fr", "target": "en"})
    client.post("/documents", data={"text": "Un. Deux."})
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {sample.name: set(sample.labels) for family in families for sample in family.samples}


def test_it_asks_for_what_there_is_by_labels_that_there_are(samples: dict[str, set[str]]) -> None:
    named: set[str] = set()
    for expression in expressions():
        names = re.findall(r"visavis_\w+", expression)
        named |= set(names)
        assert set(names) <= set(samples)
        # What an expression groups by, each of its metrics has; "job" is of Prometheus itself.
        grouped = re.findall(r"by \(([^)]*)\)", expression)
        labels = {label.strip() for group in grouped for label in group.split(",")}
        assert labels <= set.union(*(samples[name] for name in names))
    shown = {re.sub(r"_(bucket|count|sum|total)$", "", name) for name in named}
    known = {re.sub(r"_(bucket|count|sum|total|created)$", "", name) for name in samples}
    assert shown == known


def test_counters_alone_are_asked_for_a_rate() -> None:
    for expression in expressions():
        for name in re.findall(r"visavis_\w+", expression):
            is_counter = name.endswith(("_total", "_bucket"))
            assert (f"rate({name}" in expression) is is_counter


def test_no_panel_covers_another_one() -> None:
    assert len({panel["id"] for panel in PANELS}) == len(PANELS)
    for panel in PANELS:
        assert panel["title"]
        assert panel["description"]
        assert panel["gridPos"]["x"] + panel["gridPos"]["w"] <= 24
    for one, other in combinations((panel["gridPos"] for panel in PANELS), 2):
        assert any(
            one[at] + one[size] <= other[at] or other[at] + other[size] <= one[at]
            for at, size in (("x", "w"), ("y", "h"))
        )
