"""Measures what a page and a look for news cost the server, in a short and in a long document."""

import time
from collections.abc import Callable
from statistics import median

from flask.testing import FlaskClient

from bench.french import segments
from bench.instant import instant_app
from bench.peers import paragraphs
from bench.report import Findings
from bench.sizes import Sizes
from webapp.pretranslation.desk import Desk

ROUNDS = 40


def measure(sizes: Sizes) -> Findings:
    """The CPU time of the reader's page, and of its progress by how much is new."""
    findings = Findings("reader", "The reader of a short and of a long document")
    with instant_app() as (app, desk, _):
        client = app.test_client()
        short, long = (_finished(desk, size) for size in sizes.reader)
        pages = [_cpu(client, f"/documents/{document_id}") for document_id in (short, long)]
        low, high = (f"{size:,}" for size in sizes.reader)
        findings.goal(
            f"times the server time of a finished document of {low} segments, at {high}",
            pages[1] / pages[0], 1.5, "{:.2f}", least=False,
        )  # fmt: skip
        for size, seconds in zip((low, high), pages, strict=True):
            findings.tell(f"reader's page, {size} segments", f"{seconds * 1000:.1f} ms")
        findings.table = [["progress, by what is new", f"{low} segments", f"{high} segments"]]
        for new in (0, 10, 50, 100):
            addresses = (_news_address(desk, document_id, new) for document_id in (short, long))
            times = [_cpu(client, address) for address in addresses]
            findings.table.append([str(new), *(f"{seconds * 1000:.1f} ms" for seconds in times)])
    findings.remarks.append(f"CPU time in the server, the median of {ROUNDS} requests each.")
    return findings


def _finished(desk: Desk, size: int) -> int:
    """Add a document and translate it; gives its id."""
    text = "\n\n".join(paragraphs(segments(size, seed=size)))
    document = desk.add_document(text)
    desk.pretranslate(document.id)
    return document.id


def _news_address(desk: Desk, document_id: int, new: int) -> str:
    """The progress of a page that shows ``new`` new segments, or for 0 shows 100 known ones."""
    revision = desk.library.documents.get(document_id).revision
    last = new or 100
    after = 0 if new else revision
    return f"/documents/{document_id}/progress?after={after}&first=1&last={last}"


def _cpu(client: FlaskClient, address: str) -> float:
    return median(_seconds(lambda: client.get(address)) for _ in range(ROUNDS))


def _seconds(call: Callable[[], object]) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun
