"""Many clients at once: ours against LibreTranslate's server, alone and beside a document's job."""

from collections.abc import Sequence

from bench.french import segments
from bench.http import Load, load, post_form, translate
from bench.peers import LIBRETRANSLATE, libretranslate, libretranslate_python, paragraphs
from bench.report import Findings
from bench.server import Server, running
from bench.sizes import Sizes

#: Distinct segments that a client has to send before it begins again, where all are to be new.
NEW = 400


def measure(sizes: Sizes) -> Findings:
    """Requests a second and 95th percentiles."""
    same, new = _same(sizes.clients), _new(sizes.clients)
    found: dict[str, Load] = {}
    for name, sources in (("its own again and again", same), ("a new one each time", new)):
        with running() as server:
            translate(server.host, server.port, "Bonjour.")
            found[f"Vis-à-vis, {name}"] = load(server.host, server.port, sources, sizes.seconds)
        with running() as server:
            _begin_document(server, sizes.document)
            busy = load(server.host, server.port, sources, sizes.seconds)
            found[f"Vis-à-vis, {name}, beside a document's job"] = busy
    findings = Findings("serving", f"{sizes.clients} clients, one sentence a request")
    _against_libretranslate(findings, found, same, sizes.seconds)
    _tell(findings, found)
    return findings


def _same(clients: int) -> list[list[str]]:
    return [[source] for source in segments(clients, seed=2)]


def _new(clients: int) -> list[list[str]]:
    sources = segments(clients * NEW, seed=3)
    return [sources[at::clients] for at in range(clients)]


def _begin_document(server: Server, size: int) -> None:
    """Post a document and go on when its job is under way."""
    text = "\n\n".join(paragraphs(segments(size, seed=4)))
    post_form(server.host, server.port, "/documents", {"text": text})
    translate(server.host, server.port, "Bonjour.")


def _against_libretranslate(
    findings: Findings, found: dict[str, Load], sources: Sequence[Sequence[str]], seconds: float
) -> None:
    ours = [(name, each) for name, each in found.items() if "beside" not in name]
    python = libretranslate_python()
    if python is None:
        findings.remarks.append(f"LibreTranslate is left out: {LIBRETRANSLATE} names no Python.")
        return
    with libretranslate(python) as (host, port):
        translate(host, port, "Bonjour.")
        theirs = load(host, port, sources, 2 * seconds)
    for name, each in ours:
        what = name.removeprefix("Vis-à-vis, ")
        findings.goal(
            f"times LibreTranslate's requests a second, each client sending {what}",
            each.rate / theirs.rate, 4, "{:.1f}", least=True,
        )  # fmt: skip
        findings.goal(
            f"of LibreTranslate's 95th percentile, each client sending {what}",
            each.p95 / theirs.p95, 1 / 3, "{:.2f}", least=False,
        )  # fmt: skip
    found["LibreTranslate, its own again and again"] = theirs


def _tell(findings: Findings, found: dict[str, Load]) -> None:
    for name, each in found.items():
        if name.endswith("job"):
            alone = found[name.removesuffix(", beside a document's job")]
            findings.goal(
                f"of the 95th percentile without the job: {name.removeprefix('Vis-à-vis, ')}",
                each.p95 / alone.p95, 1.3, "{:.2f}", least=False,
            )  # fmt: skip
    findings.table = [["server, and what each client sends", "requests/s", "median", "95 %"]]
    findings.table += [
        [name, f"{each.rate:.0f}", f"{each.median * 1000:.0f} ms", f"{each.p95 * 1000:.0f} ms"]
        for name, each in found.items()
    ]
    findings.remarks.append(
        "A client that sends its own sentence again is answered from memory after the first time: "
        "that measures HTTP alone. Clients that send a new sentence each time measure the engine."
    )
