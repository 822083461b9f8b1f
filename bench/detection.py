"""``python -m bench.detection FOLDER`` measures detection by length and writes docs/detection.md.

FOLDER has a file for every language, named by its code (fr.txt), with a sentence on every line; the
repository has none. Sentences are cut between two words, so that every length has as many texts.
LibreTranslate's detector is measured when VISAVIS_BENCH_LIBRETRANSLATE names the Python that
LibreTranslate is installed for; eld and lingua are measured when they are installed.
"""

import argparse
import json
import random
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.peers import LIBRETRANSLATE, libretranslate_python
from webapp.text import LANGUAGE_NAMES, contradiction, detect_languages, language_name

DOCUMENT = Path(__file__).parents[1] / "docs" / "detection.md"
#: The least and the greatest length of a text of each class, in code points.
LENGTHS = ((5, 9), (10, 19), (20, 39), (40, 79), (80, 200))
#: Texts of a language and length; French has more, because questions about it are to be rare.
TEXTS, FRENCH_TEXTS = 250, 1500
#: A shorter text than this has too few letters to be in any language.
LETTERS = 4
#: The languages that the bundled package knows.
INSTALLED = ("fr", "en")
#: The upper ends of the classes of confidence, in per cent.
CONFIDENCES = (50, 70, 80, 90, 95, 99, 100)

#: Why py3langid is in use; the figures are of versions 0.4 (py3langid), 1.0 (eld), 2.1 (lingua).
CHOICE = """
py3langid reads its 4.6 MB in about 100 MB of memory and is in use. eld is better on a single word
alone, for 50 MB more on the disk and a second model of 46 MB in memory; it has had no release since
2023. lingua takes 96 MB on the disk and 485 MB of memory. Vis-à-vis expects French and English (or
what else is installed) four times as much as other languages, which costs the others a little, and
sharpens py3langid's scores, so that a confidence is worth what it says.
"""

#: Where the sentences come from that docs/detection.md was made with.
SOURCES = """
The sentences are of three kinds: the help pages of GNOME in all these languages; the test
sentences that eld brings along; French and English from flores-dev, newstest2009 and open parallel
texts. None of them is in this repository: a folder with a file `CODE.txt` for each language, a
sentence in a line, takes their place.
"""

#: Gives the code of the language of every text.
Detector = Callable[[Sequence[str]], list[str]]

_LIBRETRANSLATE = """
import json, sys
from libretranslate.detect import Detector
texts, codes = json.load(sys.stdin)
detector = Detector(codes)
print(json.dumps([detector.detect(text)[0].code for text in texts]))
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """A text in a known language; ``length`` is the number of its class of LENGTHS."""

    language: str
    length: int
    text: str


def samples(sentences: dict[str, list[str]], seed: int = 2) -> list[Sample]:
    """Texts of every language and length, cut from ``sentences`` between two words."""
    chooser = random.Random(seed)
    drawn = []
    for language, lines in sentences.items():
        shuffled = chooser.sample(lines, len(lines))
        most = FRENCH_TEXTS if language == "fr" else TEXTS
        for length, (shortest, longest) in enumerate(LENGTHS):
            cuts = filter(None, (_cut(line, shortest, longest) for line in shuffled))
            drawn += [Sample(language, length, t) for t in list(dict.fromkeys(cuts))[:most]]
    return drawn


def _cut(sentence: str, shortest: int, longest: int) -> str | None:
    """The first words of a sentence, as many as fit; None when too short or without letters."""
    text = sentence if len(sentence) <= longest else sentence[: longest + 1].rpartition(" ")[0]
    long_enough = len(text) >= shortest and sum(map(str.isalpha, text)) >= LETTERS
    return text if long_enough else None


def detectors() -> Iterator[tuple[str, Detector]]:
    """Every detector that can be measured here, with a name for it."""
    yield "Vis-à-vis", lambda texts: [ours(text)[0] for text in texts]
    yield "py3langid alone", _py3langid
    if python := libretranslate_python():
        yield "LibreTranslate", lambda texts: _libretranslate(python, texts)
    if find_spec("eld"):
        yield "eld", _eld
    if find_spec("lingua"):
        yield "lingua", _lingua


def ours(text: str) -> tuple[str, float]:
    """The language that ``/detect`` names for a text, and its confidence."""
    codes = dict.fromkeys([*INSTALLED, *LANGUAGE_NAMES])
    best = detect_languages(text, codes, INSTALLED)[0]
    return best.language, best.confidence


def _py3langid(texts: Sequence[str]) -> list[str]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(set(LANGUAGE_NAMES) & set(identifier.labels))
    return [identifier.classify(text)[0] for text in texts]


def _libretranslate(python: Path, texts: Sequence[str]) -> list[str]:
    codes = ["nb" if code == "no" else code for code in LANGUAGE_NAMES]
    command = [str(python), "-c", _LIBRETRANSLATE]
    asked = json.dumps([list(texts), codes])
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


def _eld(texts: Sequence[str]) -> list[str]:
    from eld import LanguageDetector

    detector = LanguageDetector()
    scores = [detector.detect(text).scores() for text in texts]
    known = [{code: s[code] for code in s if code in LANGUAGE_NAMES} for s in scores]
    return [max(s, key=s.__getitem__, default="") for s in known]


def _lingua(texts: Sequence[str]) -> list[str]:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    names = ["NB" if code == "no" else code.upper() for code in LANGUAGE_NAMES]
    codes = [getattr(IsoCode639_1, name) for name in names]
    detector = LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()
    found = [detector.detect_language_of(text) for text in texts]
    return [language.iso_code_639_1.name.lower() if language else "" for language in found]


def document(drawn: Sequence[Sample]) -> Iterator[str]:
    """The lines of docs/detection.md."""
    languages = list(dict.fromkeys(sample.language for sample in drawn))
    names = ", ".join(language_name(code) for code in languages)
    yield "# Which language is it?\n"
    yield (
        "Made by `python -m bench.detection FOLDER`; FOLDER has a file of sentences for every "
        f"language. {len(drawn):,} texts in {len(languages)} languages ({names}), each the first "
        f"words of a sentence; every detector chooses among {len(LANGUAGE_NAMES)} languages. "
        "Lengths are in characters.\n"
    )
    yield SOURCES.removeprefix("\n")
    yield "## Accuracy by length, in per cent, every language counted alike\n"
    yield from _table("detector", [(name, _means(drawn, d)) for name, d in detectors()])
    yield CHOICE
    yield "## Vis-à-vis by language\n"
    right = [ours(sample.text)[0] == sample.language for sample in drawn]
    rows = [(language_name(code), _shares(drawn, right, [code])) for code in languages]
    yield from _table("language", rows)
    yield "\n## Questions\n"
    yield (
        "A text that is taken in as French is held, and its reader asked, when another language is "
        "more than a hundred times as likely. Per cent of texts that are asked about:\n"
    )
    asked = [questioned(sample.text) for sample in drawn]
    foreign = [code for code in languages if code != "fr"]
    rows = [("French texts", _shares(drawn, asked, ["fr"]))]
    rows += [("texts in other languages", _shares(drawn, asked, foreign))]
    yield from _table("texts", rows)
    yield "\n## What a confidence is worth\n"
    yield from _calibration(drawn)


def questioned(text: str) -> bool:
    """Whether the reader of a text that is taken in as French is asked about its language."""
    return contradiction(detect_languages(text, LANGUAGE_NAMES, ["fr"]), ["fr"]) is not None


def _means(drawn: Sequence[Sample], detector: Detector) -> list[float]:
    """The mean of the accuracies in every language, by length, in per cent."""
    found = detector([sample.text for sample in drawn])
    right = [code == sample.language for code, sample in zip(found, drawn, strict=True)]
    languages = {sample.language for sample in drawn}
    each = [_shares(drawn, right, [language]) for language in languages]
    return [sum(column) / len(languages) for column in zip(*each, strict=True)]


def _shares(
    drawn: Sequence[Sample], marks: Sequence[bool], languages: Sequence[str]
) -> list[float]:
    """The share of texts in ``languages`` that are marked, by length, in per cent."""
    shares = []
    for length in range(len(LENGTHS)):
        chosen = [
            mark
            for mark, sample in zip(marks, drawn, strict=True)
            if sample.length == length and sample.language in languages
        ]
        shares.append(100 * sum(chosen) / max(1, len(chosen)))
    return shares


def _table(head: str, rows: Sequence[tuple[str, Sequence[float]]]) -> Iterator[str]:
    columns = [f"{shortest}–{longest}" for shortest, longest in LENGTHS]
    yield f"| {head} | {' | '.join(columns)} |"
    yield f"| --- |{' --- |' * len(columns)}"
    for name, shares in rows:
        yield f"| {name} | {' | '.join(_figure(share) for share in shares)} |"


def _figure(share: float) -> str:
    return f"{share:.2f}" if 0 < share < 1 else f"{share:.1f}"


def _calibration(drawn: Sequence[Sample]) -> Iterator[str]:
    guesses = [(ours(sample.text), sample.language) for sample in drawn]
    yield "| confidence | texts | right, in per cent |"
    yield "| --- | --- | --- |"
    for above, most in zip((0, *CONFIDENCES), CONFIDENCES, strict=False):
        marks = [
            code == language
            for (code, confidence), language in guesses
            if above < confidence <= most
        ]
        yield f"| {above}–{most} | {len(marks):,} | {100 * sum(marks) / max(1, len(marks)):.1f} |"


def main() -> None:
    """Measure, and write the document."""
    parser = argparse.ArgumentParser(prog="python -m bench.detection", description=__doc__)
    parser.add_argument("folder", type=Path, help="has a file of sentences for every language")
    folder = parser.parse_args().folder
    sentences = {
        file.stem: file.read_text("utf-8").splitlines() for file in sorted(folder.glob("*.txt"))
    }
    if not sentences:
        parser.error(f"{folder} has no .txt file")
    if libretranslate_python() is None:
        print(f"LibreTranslate is left out: {LIBRETRANSLATE} names no Python.")
    DOCUMENT.write_text("\n".join(document(samples(sentences))) + "\n", "utf-8")
    print(f"Written: {DOCUMENT}")


if __name__ == "__main__":
    main()
