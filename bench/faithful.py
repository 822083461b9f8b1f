"""``python -m bench.faithful PACKAGES …`` tries what must not change, and writes docs/faithful.md.

Each of PACKAGES is a folder that a package folder lies in. Messages of software are read from the
catalogues (``.mo``) that ``--messages`` names, such as those in /usr/share/locale/fr.
"""

import argparse
import gettext
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench.french import segments
from webapp.engine import ArgosTranslators
from webapp.engine.batches.decoding import Decoding, Model
from webapp.engine.packages import find_packages
from webapp.engine.sources.cutter import Cutter
from webapp.engine.sources.prepared import Handling
from webapp.engine.work import Work
from webapp.settings import Settings
from webapp.text.exact.kept_kinds import KINDS
from webapp.text.languages.detection import detect_languages
from webapp.text.terms.terms import Glossary

DOCUMENT = Path(__file__).parents[1] / "docs" / "faithful.md"
_FRAMES = (
    "Nous avons reçu {} hier matin.",
    "Pour en savoir plus, voyez {}.",
    "{} est dans la liste que tu as envoyée.",
    "Le directeur a écrit {} dans sa lettre, puis il est parti.",
    "Est-ce que vous connaissez {} ?",
    "Il y a une erreur avec {} (voir la page suivante).",
    "Les enfants ont trouvé {}, {} et rien d'autre.",
    "« {} », a-t-elle répondu.",
)
_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_ENGLISH = "January February March April May June July August September October November December"
#: What programs put something in the place of, as their own English has it.
_PLACEHOLDER = re.compile(r"%(?:\(\w+\)|\d+\$)?[-+#0]?\d*(?:\.\d+)?l*[a-zA-Z]\b|\{\w*\}|\$\{?\w+")
_Case = tuple[str, Sequence[str]]


def main() -> None:
    """Translate all cases by each package, and write the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.faithful", description=__doc__)
    parser.add_argument("packages", nargs="+", type=Path, metavar="PACKAGES")
    parser.add_argument("--messages", nargs="*", type=Path, default=[], metavar="FILE")
    options = parser.parse_args()
    groups = _groups(dict(_messages(options.messages)))
    names = [find_packages([folder])[0].version for folder in options.packages]
    kept = [_kept(folder, groups) for folder in options.packages]
    rows = [
        f"| {name} | {len(cases)} | {' | '.join(str(each[name]) for each in kept)} |"
        for name, cases in groups.items()
    ]
    head = [f"| | sentences | {' | '.join(f'kept by {name}' for name in names)} |"]
    head.append("| --- | --- |" + " --- |" * len(names))
    lines = [_PREFACE, *head, *rows, "", _share(options.packages[0]), ""]
    DOCUMENT.write_text("\n".join(lines), encoding="utf-8")


def _groups(messages: dict[str, Sequence[str]]) -> dict[str, list[_Case]]:
    """The cases by what they are about."""
    groups = {kind.name: list(_sentences(kind.examples)) for kind in KINDS}
    groups["all kinds"] = [case for cases in groups.values() for case in cases]
    groups["numbers, amounts, dates, times"] = [_figures(random.Random(n)) for n in range(1000)]
    groups["placeholders in messages of software"] = list(messages.items())[:2000]
    return groups


def _sentences(examples: Sequence[str]) -> Iterator[_Case]:
    for example in examples:
        for frame in _FRAMES:
            yield frame.replace("{}", example), [example] * frame.count("{}")


def _figures(chance: random.Random) -> _Case:
    """A sentence with a number, an amount, a date or a time, and what must be in its target."""
    number = chance.randrange(1_000, 10 ** chance.randint(4, 9))
    small, cents = chance.randrange(21, 99), chance.randrange(21, 99)
    spaced = f"{number:,}".replace(",", chance.choice(" \u00a0\u202f"))
    sign = chance.choice("€$£")
    month = chance.randrange(12)
    year, hour = chance.randrange(1500, 2030), chance.randrange(13, 24)
    return chance.choice(
        [
            (f"Le loyer de la maison est de {spaced} {sign}.", [f"{sign}{number:,}"]),
            (f"Elle a payé {spaced},{cents:02} {sign} hier.", [f"{sign}{number:,}.{cents:02}"]),
            (f"La ville compte {spaced} habitants.", [f"{number:,}"]),
            (f"Le prix monte de {small},{cents:02} %.", [f"{small}.{cents:02}%"]),
            (f"Il fait -{small} °C ce matin dans la vallée.", [f"-{small} °C"]),
            (f"Le train part à {hour} h {cents % 60:02}.", [f"{hour}:{cents % 60:02}"]),
            (
                f"Il est né le {small % 28 + 1} {_MONTHS.split()[month]} {year} à Lyon.",
                [f"{small % 28 + 1} {_ENGLISH.split()[month]} {year}"],
            ),
            (f"Le musée possède {small},{cents:02} millions de pages.", [f"{small}.{cents:02}"]),
            (f"Nous avons vu {small} bateaux et {cents}0 oiseaux.", [f"{small} ", f"{cents}0"]),
        ]
    )


def _messages(files: Iterable[Path]) -> Iterator[_Case]:
    """French messages of one line with a placeholder, and the placeholders of their English."""
    for file in files:
        with suppress(OSError, ValueError), file.open("rb") as opened:
            catalogue = gettext.GNUTranslations(opened)._catalog  # type: ignore[attr-defined]  # noqa: SLF001
            for key, french in catalogue.items():
                wanted = _PLACEHOLDER.findall(key) if isinstance(key, str) else []
                if wanted and "\n" not in french.strip() and all(each in french for each in wanted):
                    yield french.strip(), wanted


def _kept(folder: Path, groups: dict[str, list[_Case]]) -> dict[str, int]:
    """How many sentences of each group have all that they must have, once each."""
    translator = ArgosTranslators(Settings(), [folder]).get("fr", "en")
    sources = list(dict.fromkeys(source for cases in groups.values() for source, _ in cases))
    found = translator.submit(sources).result()
    targets = dict(zip(sources, (each.target for each in found), strict=True))
    return {
        name: sum(_has(source, targets[source], wanted) for source, wanted in cases)
        for name, cases in groups.items()
    }


def _has(source: str, target: str, wanted: Sequence[str]) -> bool:
    """Whether each of ``wanted`` is there as often as it must be, and no word is glued to it."""
    for each in wanted:
        glued = re.compile(rf"\w{re.escape(each)}|{re.escape(each)}\w")
        if target.count(each) != (source.count(each) or 1):
            return False
        if glued.search(target) and not glued.search(source):
            return False
    return True


_PREFACE = """# What does not change

Made by `python -m bench.faithful`: sentences in which something must stay as it is, translated, and
how many have it letter for letter and once each. The first package is the bundled one, with
placeholders; the second goes the same way with numbers of two figures in their place. How the
language of a text is found is in [detection.md](detection.md), what is marked as uncertain in
[uncertain.md](uncertain.md).
"""


class _Clock:
    """Processor time that calls of a function take together."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self.seconds = 0.0

    def __call__(self, *arguments: Any) -> Any:
        begun = time.process_time()
        try:
            return self._function(*arguments)
        finally:
            self.seconds += time.process_time() - begun


def _share(folder: Path) -> str:
    """What all this costs beside the engine, in a sentence."""
    (package,) = find_packages([folder])
    model = Model(package, Decoding(longest=package.longest_source), workers=1)
    sources = segments(1_200, seed=5)
    encode, decode = _Clock(model.encode), _Clock(model.decode)
    cutter = Cutter("fr", encode, model.placeholders, package.longest_source)

    def translate(sources: Sequence[str]) -> int:
        work = Work(
            sources, Handling("fr", "en", Glossary(), english_figures=True), model.lacks, cutter
        )
        again = work.check(_decoded(decode, work.first))
        work.translations(_decoded(decode, again))
        return len(again)

    # Models are read and expressions compiled once in a server's life.
    detect_languages("Elle est là.", ["fr", "en"])
    translate(sources[:20])
    encode.seconds = decode.seconds = 0.0
    begun = time.process_time()
    again = sum(translate(sources[at : at + 300]) for at in range(0, len(sources), 300))
    engine = encode.seconds + decode.seconds
    share = (time.process_time() - begun - engine) / engine
    return (
        f"Of {len(sources)} sentences of stories, articles and messages {again} pieces were "
        f"sent again. All that is done around the engine takes {share:.1%} of its processor time."
    )


def _decoded(decode: Callable[..., Any], pieces: Sequence[Sequence[str]]) -> list[Any]:
    """The hypotheses of pieces, decoded with others of like length."""
    order = sorted(range(len(pieces)), key=lambda n: len(pieces[n]))
    found: list[Any] = [None] * len(pieces)
    for start in range(0, len(order), 16):
        batch = order[start : start + 16]
        results = decode([pieces[n] for n in batch], 3)
        for n, result in zip(batch, results, strict=True):
            found[n] = result
    return found


if __name__ == "__main__":
    main()
