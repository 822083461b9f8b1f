"""Keeps the findings of the parts until all have run, and writes the document."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import plots
from bench.machine import described

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".cache" / "bench"
DOCUMENT = ROOT / "docs" / "performance.md"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure; ``goal`` and ``met`` are those of a promised figure, which comes first."""

    what: str
    value: str
    goal: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines over two logarithmic axes; a line is a name and its points."""

    name: str
    title: str
    x: str
    y: str
    lines: dict[str, list[tuple[float, float]]]


@dataclass(slots=True)
class Findings:
    """What one part finds: figures, remarks for the reader, a table and plots."""

    part: str
    title: str
    rows: list[FigureRow] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    table: list[list[str]] = field(default_factory=list)
    plots: list[Plot] = field(default_factory=list)
    date: str = ""

    def goal(self, what: str, value: float, limit: float, form: str, *, least: bool) -> None:
        """Add a figure that must be at least, or at most, ``limit``."""
        sign, met = ("≥", value >= limit) if least else ("≤", value <= limit)
        goal = f"{sign} {form.format(limit)}"
        self.rows.append(FigureRow(what, form.format(value), goal, met))

    def tell(self, what: str, value: str) -> None:
        """Add a figure without a goal."""
        self.rows.append(FigureRow(what, value))


def keep(findings: Findings) -> None:
    """Keep the findings of a part, with the time."""
    findings.date = datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"{findings.part}.json"
    path.write_text(json.dumps(asdict(findings), ensure_ascii=False), "utf-8")


def kept(part: str) -> Findings | None:
    """The last findings of a part, or None if it has not run."""
    path = KEPT / f"{part}.json"
    if not path.exists():
        return None
    stored: dict[str, Any] = json.loads(path.read_text("utf-8"))
    rows = [FigureRow(**row) for row in stored.pop("rows")]
    drawn = [Plot(**plot) for plot in stored.pop("plots")]
    return Findings(rows=rows, plots=drawn, **stored)


def show(findings: Findings) -> None:
    """Print findings as plain text."""
    print(f"\n{findings.title}")
    for row in findings.rows:
        print(f"  {row.value:>14}  {row.what}{_goal(row)}")
    for line in findings.table:
        print("  " + " | ".join(line))
    for remark in findings.remarks:
        print(f"  {remark}")


def _goal(row: FigureRow) -> str:
    return "" if row.met is None else f"  (goal {row.goal}: {'yes' if row.met else 'NO'})"


def write(all_findings: Sequence[Findings]) -> None:
    """Write the document and its plots from the findings of all parts."""
    for findings in all_findings:
        for plot in findings.plots:
            for dark in (False, True):
                drawn = plots.svg(plot.title, plot.x, plot.y, plot.lines, dark=dark)
                plot_path(plot.name, dark=dark).write_text(drawn, "utf-8")
    DOCUMENT.write_text("\n".join(_document(all_findings)) + "\n", "utf-8")


def plot_path(name: str, *, dark: bool) -> Path:
    """The path of a plot's file."""
    return DOCUMENT.parent / f"performance-{name}{'-dark' if dark else ''}.svg"


def _document(all_findings: Sequence[Findings]) -> Iterable[str]:
    yield "# Performance"
    yield ""
    yield (
        "Made by `make bench`; `python -m bench PART` measures a part again. Ratios are of figures "
        "of one run, on one machine, with the same package and the same decoding (beam 4); seconds "
        "say little about another machine."
    )
    yield ""
    yield described() + "."
    yield ""
    yield "| promised | goal | measured | kept | command |"
    yield "| --- | --- | --- | --- | --- |"
    for findings in all_findings:
        for row in findings.rows:
            if row.met is not None:
                kept_word = "yes" if row.met else "**no**"
                command = f"`python -m bench {findings.part}`"
                yield f"| {row.what} | {row.goal} | **{row.value}** | {kept_word} | {command} |"
    for findings in all_findings:
        yield from _section(findings)


def _section(findings: Findings) -> Iterable[str]:
    yield f"\n## {findings.title}\n"
    yield f"`python -m bench {findings.part}`, {findings.date} UTC."
    figures = [row for row in findings.rows if row.met is None]
    if figures:
        yield from _table([["figure", "measured"], *([row.what, row.value] for row in figures)])
    if findings.table:
        yield from _table(findings.table)
    for remark in findings.remarks:
        yield f"\n{remark}"
    for plot in findings.plots:
        yield from _picture(plot)


def _table(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    yield ""
    head, *body = rows
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in body:
        yield f"| {' | '.join(row)} |"


def _picture(plot: Plot) -> Iterable[str]:
    light, dark = (plot_path(plot.name, dark=dark).name for dark in (False, True))
    yield "\n<picture>"
    yield f'  <source media="(prefers-color-scheme: dark)" srcset="{dark}">'
    yield f'  <img alt="{plot.title}" src="{light}">'
    yield "</picture>"
