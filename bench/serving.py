"""Compares our server with LibreTranslate's for many clients, alone and beside a document's job."""

from collections.abc import Sequence

from bench.french import segments
from bench.http import Load, load, post_form, translate
from bench.peers import LIBRETRANSLATE, libretranslate, libretranslate_python, paragraphs
from bench.report import Findings
from bench.server import Server, running
from bench.sizes import Sizes

#: The number of distinct segments of a client that is to send a new one each time.
NEW = 400


def measure(sizes: Sizes) -> Findings:
    """The requests a second and the 95th percentiles."""
    same, new = _same(sizes.clients), _new(sizes.clients)
    loads: dict[str, Load] = {}
    for name, sources in (("its own again and again", same), ("a new one each time", new)):
        with running() as server:
            translate(server.host, server.port, "Bonjour.")
            loads[f"Vis-à-vis, {name}"] = load(server.host, server.port, sources, sizes.seconds)
        with running() as server:
            _begin_document(server, sizes.document)
            busy = load(server.host, server.port, sources, sizes.seconds)
            loads[f"Vis-à-vis, {name}, beside a document's job"] = busy
    findings = Findings("serving", f"{sizes.clients} clients, one sentence a request")
    _against_libretranslate(findings, loads, same, sizes.seconds)
    _tell(findings, loads)
    return findings


def _same(clients: int) -> list[list[str]]:
    return [[source] for source in segments(clients, seed=2)]


def _new(clients: int) -> list[list[str]]:
    sources = segments(clients * NEW, seed=3)
    return [sources[at::clients] for at in range(clients)]


def _begin_document(server: Server, size: int) -> None:
    """Post a document and wait until its job runs."""
    text = "\n\n".join(paragraphs(segments(size, seed=4)))
    post_form(server.host, server.port, "/documents", {"text": text})
    translate(server.host, server.port, "Bonjour.")


def _against_libretranslate(
    findings: Findings, loads: dict[str, Load], sources: Sequence[Sequence[str]], seconds: float
) -> None:
    ours = [(name, result) for name, result in loads.items() if "beside" not in name]
    python = libretranslate_python()
    if python is None:
        findings.remarks.append(f"LibreTranslate is left out: {LIBRETRANSLATE} names no Python.")
        return
    with libretranslate(python) as (host, port):
        translate(host, port, "Bonjour.")
        theirs = load(host, port, sources, 2 * seconds)
    for name, result in ours:
        what = name.removeprefix("Vis-à-vis, ")
        findings.goal(
            f"times LibreTranslate's requests a second, each client sending {what}",
            result.rate / theirs.rate, 4, "{:.1f}", least=True,
        )  # fmt: skip
        findings.goal(
            f"of LibreTranslate's 95th percentile, each client sending {what}",
            result.p95 / theirs.p95, 1 / 3, "{:.2f}", least=False,
        )  # fmt: skip
    loads["LibreTranslate, its own again and again"] = theirs


def _tell(findings: Findings, loads: dict[str, Load]) -> None:
    for name, result in loads.items():
        if name.endswith("job"):
            alone = loads[name.removesuffix(", beside a document's job")]
            findings.goal(
                f"of the 95th percentile without the job: {name.removeprefix('Vis-à-vis, ')}",
                result.p95 / alone.p95, 1.3, "{:.2f}", least=False,
            )  # fmt: skip
    findings.table = [["server, and what each client sends", "requests/s", "median", "95 %"]]
    findings.table += [
        [name, f"{seen.rate:.0f}", f"{seen.median * 1000:.0f} ms", f"{seen.p95 * 1000:.0f} ms"]
        for name, seen in loads.items()
    ]
    findings.remarks.append(
        "A client that sends its own sentence again is answered from memory after the first time: "
        "that measures HTTP alone. Clients that send a new sentence each time measure the engine."
    )
