"""What the settings choose from: workers, batches, arithmetic, and the fast mode."""

import os
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.engine import Figures, alone, ours
from bench.french import segments
from bench.report import Findings
from bench.sizes import Sizes
from webapp.engine import ArgosTranslators
from webapp.engine.packages import bundled_folder
from webapp.engine.registry import BATCH_TOKENS_CPU, cores
from webapp.settings import Settings

TESTSET = "VISAVIS_BENCH_TESTSET"
_DEFAULT = "default"


def measure(sizes: Sizes) -> Findings:
    """Segments a second by setting, and the fast mode's speed and loss."""
    sources = segments(sizes.choices, seed=11)
    findings = Findings("choices", "Settings, and what they are worth")
    default = alone(ours, sources)
    found = {_DEFAULT: default}
    found |= {f"threads={n}": _with(sources, threads=n) for n in _others(cores())}
    for tokens in (96, 192, 768, 1536):
        found[f"batch_tokens={tokens}"] = _with(sources, batch_tokens=tokens)
    for kind in ("int8", "int8_float32", "float32"):
        found[f"compute_type={kind}"] = _with(sources, compute_type=kind)
    found["beam_size=1 (the fast mode)"] = _with(sources, beam_size=1)
    found[f"{_DEFAULT}, again"] = alone(ours, sources)
    findings.table = [["setting", "segments/s", "a CPU second", "peak MB", "to the default"]]
    findings.table += [_line(name, each, default) for name, each in found.items()]
    best = max(each.rate for name, each in found.items() if not name.startswith("beam"))
    findings.goal(
        "of the best setting's speed, with the default",
        default.rate / best,
        0.9,
        "{:.2f}",
        least=True,
    )
    fast = found["beam_size=1 (the fast mode)"].rate / default.rate
    findings.tell("times the speed, in the fast mode", f"{fast:.2f}")
    _scores(findings, sizes.scored)
    findings.remarks.append(
        f"The default is a worker a core ({cores()} here), batches of {BATCH_TOKENS_CPU} tokens, "
        "and the package's own arithmetic, int8, or the nearest that the processor has. A GPU is "
        "used on request (VISAVIS_DEVICE); there was none to measure."
    )
    return findings


def _others(cores_here: int) -> list[int]:
    return sorted({1, cores_here + 1, 2 * cores_here} - {cores_here})


def _with(sources: list[str], **settings: Any) -> Figures:
    return alone(partial(ours, **settings), sources)


def _line(name: str, each: Figures, default: Figures) -> list[str]:
    values = f"{each.rate:.1f}", f"{each.rate_per_cpu:.1f}", f"{each.memory:.0f}"
    return [name, *values, f"{each.rate / default.rate:.2f}"]


def _scores(findings: Findings, most: int) -> None:
    """BLEU of both modes, where a test set and sacrebleu are at hand."""
    name = os.environ.get(TESTSET, "")
    try:
        sacrebleu = import_module("sacrebleu")
        sources, references = (
            Path(f"{name}.{code}").read_text("utf-8").splitlines()[:most] for code in ("fr", "en")
        )
    except (ImportError, OSError):
        findings.remarks.append(f"BLEU is left out: it needs sacrebleu, and {TESTSET}.")
        return
    bleu = {
        beam: sacrebleu.corpus_bleu(_targets(sources, beam), [references]).score for beam in (4, 1)
    }
    which = f"{Path(name).name}, first {len(sources)}"
    findings.tell(f"BLEU ({which}), default", f"{bleu[4]:.1f}")
    findings.tell(f"BLEU ({which}), fast mode", f"{bleu[1]:.1f}")


def _targets(sources: list[str], beam_size: int) -> list[str]:
    translators = ArgosTranslators(Settings(beam_size=beam_size), [bundled_folder()])
    targets = [each.target for each in translators.get("fr", "en").translate(sources)]
    translators.close()
    return targets
