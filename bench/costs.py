"""Where the time goes: the CPU time of every step that a text takes, for the same segments."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from bench.french import segments
from bench.instant import instant_app
from bench.peers import paragraphs
from bench.report import Findings
from bench.sizes import Sizes
from webapp.engine.batches.decoding import Decoding, Model
from webapp.engine.packages import bundled_folder, find_packages
from webapp.engine.registry import BATCH_TOKENS_CPU, cores
from webapp.formats.readers.imported import ImportedDocument
from webapp.library import Library, Target
from webapp.library.knowledge.memory import in_groups
from webapp.pretranslation.filling import CHUNK
from webapp.pretranslation.intake import Source, language_question, new_document
from webapp.views.reader.reader import PART_SEGMENTS

_T = TypeVar("_T")


class _Steps:
    """The CPU seconds of this process, all threads together, by step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def take(self, name: str, step: Callable[[], _T]) -> _T:
        begun = time.process_time()
        result = step()
        self.seconds[name] = time.process_time() - begun
        return result


def measure(sizes: Sizes) -> Findings:
    """A table of the steps with their time a segment and their share."""
    sources = segments(sizes.segments, seed=12)
    steps = _Steps()
    targets = _engine_steps(steps, sources)
    _library_steps(steps, sources, targets)
    _page_steps(steps, sources)
    total = sum(steps.seconds.values())
    findings = Findings("costs", "Where the time goes")
    findings.table = [["step", "CPU microseconds a segment", "share"]]
    findings.table += [
        [name, f"{1e6 * seconds / len(sources):.0f}", f"{100 * seconds / total:.1f} %"]
        for name, seconds in steps.seconds.items()
    ]
    findings.remarks.append(
        f"{len(sources):,} segments, each step over all of them before the next begins; pages are "
        "those of the whole document, read to its end."
    )
    return findings


def _engine_steps(steps: _Steps, sources: list[str]) -> list[str]:
    model = Model(find_packages([bundled_folder()])[0], Decoding(), workers=cores())
    opened: Any = model.load()
    model.encode("Bonjour.")
    pieces = steps.take("tokenise", lambda: [model.encode(source) for source in sources])
    options: dict[str, Any] = {"beam_size": 4, "length_penalty": 0.2, "replace_unknowns": True}
    options |= {"return_scores": True, "batch_type": "tokens", "max_batch_size": BATCH_TOKENS_CPU}
    results = steps.take("decode (CTranslate2)", lambda: opened.translate_batch(pieces, **options))
    hypotheses = steps.take("detokenise", lambda: [model.hypotheses(result) for result in results])
    return [hypothesis.targets[0] for hypothesis in hypotheses]


def _library_steps(steps: _Steps, sources: list[str], targets: list[str]) -> None:
    imported = ImportedDocument("\n\n".join(paragraphs(sources)))
    language_question("Bonjour à tous.", "fr")  # loads the detector
    with tempfile.TemporaryDirectory() as folder:
        library = Library(f"sqlite:///{Path(folder) / 'library.sqlite3'}")
        question = steps.take("detect", lambda: language_question(imported.text, "fr"))
        new = steps.take("cut", lambda: new_document(imported, "", Source("fr", question), "en"))
        document = steps.take(
            "store the text", lambda: library.documents.add([new], lambda _new: "bench")[0]
        )
        chunks = [
            {source: Target(target, -0.5) for source, target in pairs}
            for pairs in in_groups(list(zip(sources, targets, strict=True)), CHUNK)
        ]

        def store() -> None:
            for chunk in chunks:
                library.worklist.store(document.id, "bench", chunk)

        steps.take("store the targets, and remember them", store)
        library.close()


def _page_steps(steps: _Steps, sources: list[str]) -> None:
    with instant_app() as (app, desk, _):
        document = desk.add_document("\n\n".join(paragraphs(sources)))
        desk.pretranslate(document.id)
        client = app.test_client()

        def read() -> None:
            for first in range(1, len(sources), PART_SEGMENTS):
                client.get(
                    f"/documents/{document.id}?first={first}", headers={"HX-Request": "true"}
                )

        steps.take("render the pages", read)
