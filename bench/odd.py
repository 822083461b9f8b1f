"""What texts cost that are no prose: repetition, nonsense, letters, capitals, signs.

Each is translated by one thread and weighed by its CPU seconds a character, against prose.
"""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from statistics import median

from bench.french import segments
from bench.report import Findings
from bench.sizes import Sizes
from webapp.engine import ArgosTranslators, Translator
from webapp.engine.packages import bundled_folder
from webapp.settings import Settings
from webapp.text import split_segments

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: The most that a text may cost, as a multiple of prose of its length.
MOST = 3.0


def odd_texts(chars: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """The names of texts and the texts, each about so many characters long, the prose first."""
    chance = random.Random(seed)
    prose = " ".join(segments(chars // 40, seed=seed))[:chars]
    words = prose.split()

    def letters(count: int, supply: str = _LETTERS) -> str:
        return "".join(chance.choice(supply) for _ in range(count))

    pieces: Mapping[str, Callable[[], str]] = {
        "“Il ” again and again": lambda: "Il ",
        "“a ” again and again": lambda: "a ",
        "a long word again and again": lambda: "anticonstitutionnellement ",
        "two short words in no order": lambda: chance.choice(["la ", "que "]),
        "letters in no order, with spaces": lambda: letters(chance.randint(2, 9)) + " ",
        "words of one letter": lambda: letters(1) + " ",
        "letters with accents in no order": lambda: letters(4, "éèàùçœêî") + " ",
        "letters that end sentences": lambda: letters(1).upper() + ". ",
        "one string without a space": lambda: letters(1),
        "words and placeholders": lambda: f"{chance.choice(words)} {{x{chance.randint(0, 999)}}} ",
        "words and numbers": lambda: f"{chance.choice(words)} {chance.randint(0, 99_999)} ",
        "words and codes": lambda: f"{chance.choice(words)} X{chance.randint(0, 999)} ",
        "words and days": lambda: f"{chance.choice(words)} {chance.randint(1, 28)} mars ",
        "words behind dashes": lambda: f"- {chance.choice(words)}\n",
        "words and emoji": lambda: f"{chance.choice('😀🎉🚀')}{chance.choice(words)} ",
        "quotation marks": lambda: f"« {chance.choice(words)} » ",
        "columns": lambda: "a\t",
        "lines of three letters in no order": lambda: letters(3) + "\n\n",
        "lines of a word of prose": lambda: chance.choice(words) + "\n\n",
    }
    yield "prose", prose
    yield "prose in capitals", prose.upper()
    for name, piece in pieces.items():
        yield name, _filled(piece, chars)


def _filled(piece: Callable[[], str], chars: int) -> str:
    text = ""
    while len(text) < chars:
        text += piece()
    return text


def measure(sizes: Sizes) -> Findings:
    """The CPU seconds of each text, with no alternatives and with ten."""
    translators = ArgosTranslators(Settings(threads=1), [bundled_folder()])
    translator = translators.get("fr", "en")
    translator.submit(segments(20, seed=9)).result()
    findings = Findings("odd", "What texts cost that are no prose")
    findings.table = [["text", "to prose", "with ten alternatives"]]
    texts = list(odd_texts(sizes.odd))
    plain, rich = (_ratios(translator, texts, alternatives) for alternatives in (0, 10))
    findings.table += [
        [name, f"{plain[name]:.1f}", f"{rich[name]:.1f}"] for name, _ in texts if name != "prose"
    ]
    for ratios, how in ((plain, ""), (rich, ", with ten alternatives")):
        what = f"times the CPU seconds of prose of its length, the dearest odd text{how}"
        findings.goal(what, max(ratios.values()), MOST, "{:.1f}", least=False)
    findings.remarks.append(
        f"Texts of {sizes.odd:,} characters, each in one request, by one thread."
    )
    translators.close()
    return findings


def _ratios(
    translator: Translator, texts: list[tuple[str, str]], alternatives: int
) -> dict[str, float]:
    """Prose is weighed before, among and after the others, as the pace of a machine changes."""
    prose, half = texts[0], len(texts) // 2
    order = [*texts[:half], prose, *texts[half:], prose]
    weighed = [(name, _cost(translator, text, alternatives)) for name, text in order]
    costs = dict(weighed)
    costs["prose"] = median(cost for name, cost in weighed if name == "prose")
    return {name: cost / costs["prose"] for name, cost in costs.items()}


def _cost(translator: Translator, text: str, alternatives: int) -> float:
    """CPU seconds a character; equal segments are translated once, as they always are."""
    begun = time.process_time()
    sources = [source for block in text.split("\n\n") for source in split_segments(block)]
    translator.submit(list(dict.fromkeys(sources)), alternatives=alternatives).result()
    return (time.process_time() - begun) / len(text)
