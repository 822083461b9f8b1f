"""What becomes of CTranslate2's results, told with a stand-in for it and for the tokenizer."""

import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.unit.engine.packages import make_package
from webapp.engine.batches.decoding import LONGEST_TARGET, Decoding, Model
from webapp.engine.batches.device import NICENESS, on_gpu
from webapp.engine.batches.scheduler import Scheduler
from webapp.engine.packages import find_packages
from webapp.engine.registry import ArgosTranslators
from webapp.engine.translator import ArgosTranslator
from webapp.errors import TranslationFailed
from webapp.settings import Settings


class Words:
    """A tokenizer whose tokens are words."""

    def encode(self, source: str) -> list[str]:
        return source.split()

    def decode(self, tokens: list[str]) -> str:
        return " ".join(tokens)


@dataclass
class Result:
    hypotheses: list[list[str]]
    scores: list[float]


@dataclass
class Echo:
    """Answers in capitals, but without end to a piece of more than ``patience`` words."""

    patience: int
    batches: list[list[str]] = field(default_factory=list)
    #: The beam, the hypotheses and the room of each batch.
    searches: list[tuple[int, int, int]] = field(default_factory=list)

    def translate_batch(self, pieces: Sequence[Sequence[str]], **options: Any) -> list[Result]:
        self.batches.append([" ".join(piece) for piece in pieces])
        count = options["num_hypotheses"]
        self.searches.append((options["beam_size"], count, options["max_decoding_length"]))
        return [Result([self._target(piece)] * count, [-2.0] * count) for piece in pieces]

    def _target(self, piece: Sequence[str]) -> list[str]:
        if len(piece) > self.patience:
            return ["encore"] * LONGEST_TARGET  # whatever its room
        return [word.upper() for word in piece]


def model_with(echo: Echo, folder: Path) -> Model:
    make_package(folder)
    (package,) = find_packages([folder])
    model = Model(package, Decoding(length_penalty=0), workers=1)
    model._opened = echo
    model.__dict__["_tokenizer"] = Words()
    return model


class Bytes(Words):
    """A tokenizer of letters that folds œ and writes what is beyond Latin in bytes."""

    def encode(self, source: str) -> list[str]:
        folded = source.replace("œ", "oe")
        return ["▁", *(c if c < "\u0300" else f"<0x{ord(c) % 256:02X}>" for c in folded)]


@pytest.mark.parametrize(
    ("metadata", "lacked"),
    [({}, "жγ"), ({"alphabet": "éš"}, "жγřł")],
)
def test_a_model_lacks_what_is_spelled_in_bytes_or_not_in_its_package_s_alphabet(
    tmp_path: Path, metadata: dict[str, str], lacked: str
) -> None:
    make_package(tmp_path, **metadata)
    model = Model(find_packages([tmp_path])[0], Decoding(), workers=1)
    model.__dict__["_tokenizer"] = Bytes()
    assert "".join(filter(model.lacks, "aéšœжγřł")) == lacked


SOURCE = "un deux trois quatre, cinq six sept huit"


def test_a_target_without_end_is_made_of_those_of_the_halves(tmp_path: Path) -> None:
    echo = Echo(patience=5)
    found = model_with(echo, tmp_path).decode([["bonjour"], SOURCE.split()], 0)
    assert [each.targets for each in found] == [("BONJOUR",), (SOURCE.upper(),)]
    assert echo.batches[1:] == [["un deux trois quatre,", "cinq six sept huit"]]
    assert (found[1].log_probability, found[1].tokens) == (-4.0, 10)


def test_what_has_no_end_costs_one_narrow_search_for_each_halving_with_less_room(
    tmp_path: Path,
) -> None:
    echo = Echo(patience=1)
    endless = [f"{n} encore une fois encore une fois encore".split() * 4 for n in range(6)]
    found = model_with(echo, tmp_path).decode(endless, 10)
    assert [each.targets for each in found] == [()] * 6
    assert echo.searches == [(11, 11, 60), (1, 1, 36), (1, 1, 24), (1, 1, 18)]
    assert [len(batch) for batch in echo.batches[:3]] == [6, 12, 24]


@pytest.mark.parametrize("patience", [0, 100])
def test_what_is_spelled_is_searched_once_and_narrowly(tmp_path: Path, patience: int) -> None:
    echo = Echo(patience)
    spelled = ["q", "w", "e", "r"] * 10
    found = model_with(echo, tmp_path).decode([spelled, ["bonjour"]], 3)
    source = " ".join(spelled)
    assert found[0].targets == (source.upper() if patience else source,)
    assert echo.searches == [(4, 4, 13), (1, 1, 72)]
    assert echo.batches == [["bonjour"], [source]]


def test_what_is_quoted_or_numbered_word_by_word_is_searched_narrowly(tmp_path: Path) -> None:
    echo = Echo(100)
    quoted, numbered = ["«", "mot", "»"] * 10, ["mot", "1", "2"] * 10
    pieces = [quoted, numbered, [*quoted, *numbered, *["bonjour"] * 30]]
    model_with(echo, tmp_path).decode(pieces, 3)
    assert echo.searches == [(4, 4, 147), (1, 1, 57)]


def test_a_word_without_end_stays_as_it_is(tmp_path: Path) -> None:
    model = model_with(Echo(patience=0), tmp_path)
    (found,) = model.decode([["0123456789abcdef"]], 1)
    assert found.targets == ("0123456789abcdef",)


def test_an_alternative_without_end_is_left_out(tmp_path: Path) -> None:
    model = model_with(Echo(patience=5), tmp_path)
    endless = Result([["UN"], ["encore"] * LONGEST_TARGET], [-1.0, -2.0])
    assert model.hypotheses(endless).targets == ("UN", "UN")


def test_a_short_piece_without_end_fails_with_a_sentence_and_alone(tmp_path: Path) -> None:
    model = model_with(Echo(patience=2), tmp_path)
    scheduler = Scheduler(model.decode, threads=1, batch_tokens=100)
    (package,) = find_packages([tmp_path])
    translator = ArgosTranslator(package, model, scheduler, Decoding())
    bad, good = translator.submit([SOURCE]), translator.submit(["bonjour"])
    with pytest.raises(TranslationFailed, match="came to no end"):
        bad.result()
    assert good.result()[0].target == "BONJOUR"
    translator.close()


@pytest.mark.parametrize(("device", "gpu"), [("cpu", False), ("cuda", True)])
def test_a_gpu_is_used_when_it_is_asked_for(device: str, gpu: bool) -> None:
    assert on_gpu(device) is gpu


def test_the_fast_mode_is_another_translator_for_the_memory(tmp_path: Path) -> None:
    make_package(tmp_path)
    best, fast = (
        ArgosTranslators(settings, [tmp_path]).get("fr", "en").identity
        for settings in (Settings(), Settings(beam_size=1))
    )
    assert "-b4-" in best
    assert fast == best.replace("-b4-", "-b1-")


@pytest.mark.skipif(sys.platform != "linux", reason="threads have a priority on Linux alone")
def test_what_decodes_gives_way_to_what_answers_requests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def priority(*_: object, **_options: object) -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    monkeypatch.setattr("ctranslate2.Translator", priority)
    model = model_with(Echo(0), tmp_path)
    model._opened = None
    assert model.load() == min(19, priority() + NICENESS)
