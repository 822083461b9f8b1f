"""Compares the values of settings: workers, batches, arithmetic, and the fast mode."""

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
    """The segments a second of every setting, and the speed and loss of the fast mode."""
    sources = segments(sizes.choices, seed=11)
    findings = Findings("choices", "Settings, and what they are worth")
    default = alone(ours, sources)
    by_setting = {_DEFAULT: default}
    by_setting |= {f"threads={n}": _with(sources, threads=n) for n in _others(cores())}
    for tokens in (96, 192, 768, 1536):
        by_setting[f"batch_tokens={tokens}"] = _with(sources, batch_tokens=tokens)
    for kind in ("int8", "int8_float32", "float32"):
        by_setting[f"compute_type={kind}"] = _with(sources, compute_type=kind)
    by_setting["beam_size=1 (the fast mode)"] = _with(sources, beam_size=1)
    by_setting[f"{_DEFAULT}, again"] = alone(ours, sources)
    findings.table = [["setting", "segments/s", "a CPU second", "peak MB", "to the default"]]
    findings.table += [_line(name, figures, default) for name, figures in by_setting.items()]
    best = max(f.rate for name, f in by_setting.items() if not name.startswith("beam"))
    findings.goal(
        "of the best setting's speed, with the default",
        default.rate / best,
        0.9,
        "{:.2f}",
        least=True,
    )
    fast = by_setting["beam_size=1 (the fast mode)"].rate / default.rate
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


def _line(name: str, figures: Figures, default: Figures) -> list[str]:
    values = f"{figures.rate:.1f}", f"{figures.rate_per_cpu:.1f}", f"{figures.memory:.0f}"
    return [name, *values, f"{figures.rate / default.rate:.2f}"]


def _scores(findings: Findings, most: int) -> None:
    """Add the BLEU of both modes if sacrebleu and a test set are there."""
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
    translations = translators.get("fr", "en").submit(sources).result()
    translators.close()
    return [translation.target for translation in translations]
