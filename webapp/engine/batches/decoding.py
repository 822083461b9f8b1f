"""One package's model and tokenizer: text to tokens, and batches of tokens to hypotheses.

The only module that runs CTranslate2. Nothing is opened, and neither CTranslate2 nor Argos is
imported, before the first use.
"""

import logging
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from webapp.engine.batches.device import at_low_priority
from webapp.engine.batches.hypotheses import Hypotheses, joined, unchanged
from webapp.engine.packages import LONGEST_SOURCE, InstalledPackage
from webapp.engine.sources.clauses import cut
from webapp.engine.sources.pieces import MOST_SIGNS, is_odd, is_spelled
from webapp.errors import Unavailable

_log = logging.getLogger(__name__)

#: Tokens of the longest target; there CTranslate2 breaks off (its max_decoding_length, Argos' too).
LONGEST_TARGET = 256
#: Pieces of fewer tokens are not cut again when their target comes to no end.
SHORTEST_CUT = 8
_BYTE = re.compile("<0x[0-9A-F]{2}>")


@dataclass(frozen=True, slots=True)
class Decoding:
    """How targets are searched; the defaults are those of argostranslate.translate.

    ``longest`` is the number of tokens above which a source is cut (webapp.engine.sources.clauses);
    up to it, a target is Argos'.
    """

    beam_size: int = 4
    length_penalty: float = 0.2
    longest: int = LONGEST_SOURCE

    def __str__(self) -> str:
        return f"b{self.beam_size}-p{self.length_penalty}-c{self.longest}"


class Model:
    """A package's model and tokenizer, each opened once, at first use, and used by all threads."""

    def __init__(
        self,
        package: InstalledPackage,
        decoding: Decoding,
        *,
        workers: int,
        device: str = "cpu",
        compute_type: str = "default",
    ) -> None:
        self._package = package
        self._decoding = decoding
        self._options = {
            "inter_threads": workers,
            "intra_threads": 1,
            "device": device,
            "compute_type": compute_type,
        }
        self._lacking: dict[str, bool] = {}
        self._opening = threading.Lock()
        self._opened: Any = None

    @cached_property
    def _tokenizer(self) -> Any:
        from argostranslate import tokenizer

        path = self._package.tokenizer_path
        try:
            if path.name == "sentencepiece.model":
                opened = tokenizer.SentencePieceTokenizer(path)
            else:
                opened = tokenizer.BPETokenizer(path, *self._package.pair)
            opened.encode("")  # Argos opens it at the first use
        except (OSError, RuntimeError, ValueError) as error:
            raise _unopened(self._package, error) from error
        return opened

    def encode(self, source: str) -> list[str]:
        """The tokens of a source; what no Unicode text can hold (a lone surrogate) becomes “?”.

        Raises Unavailable when the tokenizer cannot be opened.
        """
        tokens: list[str] = self._tokenizer.encode(source.encode(errors="replace").decode())
        return tokens

    def lacks(self, character: str) -> bool:
        """Whether the model cannot be trusted with this character.

        Its vocabulary spells it in bytes, or it is not in the package's alphabet: models see few of
        these in training, and write others in their place. (A vocabulary without bytes has a token
        for what is unknown, which CTranslate2 replaces by the source's.)
        """
        if character not in self._lacking:
            tokens = self.encode(character)
            alphabet = self._package.alphabet
            foreign = [c for c in "".join(tokens) if not c.isascii() and c not in f"▁{alphabet}"]
            spelled = any(map(_BYTE.fullmatch, tokens))
            self._lacking[character] = spelled or bool(alphabet and foreign)
        return self._lacking[character]

    @cached_property
    def placeholders(self) -> Sequence[str]:
        """The words ｟1｠ to ｟8｠, if both vocabularies of the package have each as a piece."""
        names = [f"｟{number}｠" for number in range(1, MOST_SIGNS + 1)]
        in_target = self._package.target_vocabulary().issuperset(names)
        return names if in_target and all(name in self.encode(name) for name in names) else []

    def load(self) -> Any:
        """The opened CTranslate2 model. Raises Unavailable when it cannot be opened."""
        with self._opening:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def _open(self) -> Any:
        import ctranslate2

        if self._options["device"] == "cuda" and not ctranslate2.get_cuda_device_count():
            raise Unavailable("The device setting asks for a GPU (cuda), but none can be used.")
        try:
            path = str(self._package.path / "model")
            return at_low_priority(lambda: ctranslate2.Translator(path, **self._options))
        except (RuntimeError, ValueError) as error:
            raise _unopened(self._package, error) from error

    def decode(self, pieces: Sequence[Sequence[str]], alternatives: int) -> list[Hypotheses]:
        """Hypotheses for each piece (a list of tokens), ``1 + alternatives`` of them.

        So many are followed: a caller asks for as many as it wants to be searched (its beam), too.
        A target is that of Argos for the same sentence. What else is in the batch moves a score
        in its last digits: 0.003 at most in 720 decodings of news sentences, where it changed no
        target, though it could one whose two best hypotheses are all but equal.

        So that nonsense costs little more than prose, one hypothesis is followed where a piece is
        odd (webapp.engine.sources.pieces). Where a target comes to no end (the model
        repeats itself), it is made of those of the piece's halves, for which one hypothesis is
        followed, too.
        """
        odd = [n for n, piece in enumerate(pieces) if is_odd(piece)]
        others = [n for n in range(len(pieces)) if n not in set(odd)]
        results = self._search(pieces, others, 1 + alternatives) | self._search(pieces, odd, 1)
        self._mend(pieces, results)
        return [results[n] for n in range(len(pieces))]

    def _mend(self, pieces: Sequence[Sequence[str]], results: dict[int, Hypotheses]) -> None:
        """Give the pieces that came to no end the targets of their halves."""
        endless = [n for n, result in results.items() if not result.targets]
        halves = [self._halves(pieces[n]) for n in endless]
        cuts = [self.encode(half.strip()) for both in halves if len(both) > 1 for half in both]
        of_cuts = self._search(cuts, range(len(cuts)), 1)
        if cuts:
            self._mend(cuts, of_cuts)
        supply = iter([of_cuts[n] for n in range(len(cuts))])
        for n, both in zip(endless, halves, strict=True):
            if len(both) > 1:
                results[n] = joined(list(islice(supply, len(both))), both)
            elif both:
                results[n] = unchanged(both[0])

    def continued(self, source: str, begun: str, count: int) -> list[tuple[str, float]]:
        """Targets that go on from ``begun``, each in another token, and their mean log-probability.

        They are those of CTranslate2's search with alternatives at a position.
        """
        before = [self._package.target_prefix] if self._package.target_prefix else []
        prefix = [*before, *(self.encode(begun) if begun.strip() else [])]
        [result] = self.load().translate_batch(
            [self.encode(source)],
            target_prefix=[prefix],
            num_hypotheses=count,
            return_alternatives=True,
            beam_size=self._decoding.beam_size,
            length_penalty=self._decoding.length_penalty,
            max_input_length=0,
            max_decoding_length=LONGEST_TARGET,
            replace_unknowns=True,
            return_scores=True,
        )
        exponent = self._decoding.length_penalty - 1
        return [
            (self._detokenized(tokens), score * (len(tokens) + 1) ** exponent)
            for tokens, score in zip(result.hypotheses, result.scores, strict=True)
            if len(tokens) < LONGEST_TARGET
        ]

    def _halves(self, piece: Sequence[str]) -> list[str]:
        """Two, or one that is not to be cut, or none when it is too short for a cut to help."""
        text = self._tokenizer.decode(list(piece))
        halves = [text] if is_spelled(piece) else cut(text, lambda part: len(part) < len(text))
        return [] if len(halves) > 1 and len(piece) < SHORTEST_CUT else halves

    def _search(
        self, pieces: Sequence[Sequence[str]], chosen: Sequence[int], count: int
    ) -> dict[int, Hypotheses]:
        """``count`` hypotheses for the ``chosen`` pieces, by their places; none without an end."""
        if not chosen:
            return {}
        prefix = self._package.target_prefix
        room = room_for(max(len(pieces[n]) for n in chosen))
        results = self.load().translate_batch(
            [pieces[n] for n in chosen],
            target_prefix=[[prefix]] * len(chosen) if prefix else None,
            beam_size=count,
            num_hypotheses=count,
            length_penalty=self._decoding.length_penalty,
            max_input_length=0,
            max_decoding_length=room,
            replace_unknowns=True,
            return_scores=True,
        )
        hypotheses = [self.hypotheses(result, room) for result in results]
        return dict(zip(chosen, hypotheses, strict=True))

    def hypotheses(self, result: Any, room: int = LONGEST_TARGET) -> Hypotheses:
        """CTranslate2's result of a search that had ``room`` tokens."""
        # CTranslate2 gives Σ log p / tokens ** length_penalty, where the end token counts.
        best, *others = result.hypotheses
        if len(best) >= room:
            return Hypotheses((), 0.0, 1)
        ended = [best, *(other if len(other) < room else best for other in others)]
        tokens = len(best) + 1
        return Hypotheses(
            targets=tuple(map(self._detokenized, ended)),
            log_probability=result.scores[0] * tokens**self._decoding.length_penalty,
            tokens=tokens,
        )

    def _detokenized(self, tokens: list[str]) -> str:
        """The text of a hypothesis, cleaned as argostranslate.translate does."""
        text: str = self._tokenizer.decode(tokens)
        return text.removeprefix(self._package.target_prefix).removeprefix(" ")


def room_for(tokens: int) -> int:
    """The most tokens of a target whose piece has so many.

    Of 700 targets of news sentences none had more than one and a half for each of their source.
    """
    return min(LONGEST_TARGET, 12 + 3 * tokens // 2)


def try_package(package: InstalledPackage) -> None:
    """Open a package's model and tokenizer and decode a word. Raises Unavailable if that fails."""
    model = Model(package, Decoding(beam_size=1), workers=1)
    model.load()
    try:
        model.decode([model.encode("Oui.")], 0)
    except (RuntimeError, ValueError) as error:  # a vocabulary that is not the model's
        raise _unopened(package, error) from error


def _unopened(package: InstalledPackage, error: Exception) -> Unavailable:
    _log.warning("The package %s cannot be opened: %s", package.name, error)
    return Unavailable(f"The translation package {package.name} cannot be opened.")
