"""The two vocabularies: the parent's SentencePiece pieces with French ones, and with English ones.

Both sides also have eight placeholders (``｟1｠``), the letters and signs of Latin text, and all
bytes, so that nothing is unknown and what must stay as it is can be told by one piece.
"""

import io
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import sentencepiece
from sentencepiece.sentencepiece_model_pb2 import ModelProto as Model

from training.weights import Array

END, UNKNOWN = 0, 1
PLACEHOLDERS = tuple(f"｟{number}｠" for number in range(1, 9))
#: Typographic signs that one plain sign stands for; the model need not learn each.
FOLDED = {
    **dict.fromkeys("’‘ʼ`", "'"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("–—―", "-"),
    "…": "...",
    "œ": "oe",
    "Œ": "OE",
}
#: Blocks whose compatibility characters are folded: Latin, punctuation, symbols, full width.
_BLOCKS = (range(0xA0, 0x250), range(0x2000, 0x2070), range(0x20A0, 0x2200), range(0xFF00, 0xFFEF))
_LETTERS = (*map(chr, range(0xA1, 0x180)), *"‘’“”•…‰′€™→−≤≥")
#: Log-probabilities: of single letters, below those of the parent's pieces; and of French pieces
#: that are taken in although they begin with a capital.
_LETTER, _COMMON = -15.0, -9.5
#: A French side must have a piece so often for its vector to learn anything.
FEWEST = 2
#: The parent's bias of an English piece is above this, of a Portuguese one far below.
_WRITTEN = -7.0

Piece = Model.SentencePiece


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """The SentencePiece models of both sides; a piece's number is its row in the network."""

    source: sentencepiece.SentencePieceProcessor
    target: sentencepiece.SentencePieceProcessor

    @classmethod
    def load(cls, folder: Path) -> "Vocabularies":
        """Read ``source.model`` and ``target.model``."""
        return cls(*(processor((folder / f"{s}.model").read_bytes()) for s in ("source", "target")))


def processor(model: bytes) -> sentencepiece.SentencePieceProcessor:
    """A SentencePiece model, opened."""
    return sentencepiece.SentencePieceProcessor(model_proto=model)


def names(pieces: sentencepiece.SentencePieceProcessor) -> list[str]:
    """The pieces of a vocabulary in the order of their numbers."""
    return [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]


def source_vocabulary(parent: bytes, texts: Sequence[str], size: int = 24_000) -> bytes:
    """The parent's pieces that French texts have, and those of a French model of ``size`` pieces.

    So names are cut alike on both sides. Typographic signs are folded (``FOLDED``).
    """
    model = _parsed(parent)
    french = train_french(texts, size)
    known = {piece.piece for piece in model.pieces}
    new = (p for p in french.pieces if p.type == Piece.NORMAL and p.piece not in known)
    whole = _with(model, [p for p in new if p.piece.islower() or p.score > _COMMON])
    whole.normalizer_spec.CopyFrom(french.normalizer_spec)
    seen = _counts(whole, texts) >= FEWEST
    return _only(whole, seen)


def target_vocabulary(parent: bytes, bias: Array, texts: Sequence[str]) -> bytes:
    """The parent's pieces that English texts have, or that the parent itself writes.

    Which it writes its output's ``bias`` tells, a number for each of its pieces.
    """
    model = _parsed(parent)
    written = {
        piece.piece
        for piece, piece_bias in zip(model.pieces, bias, strict=True)
        if piece_bias > _WRITTEN
    }
    whole = _with(model, [])
    kept = np.array([piece.piece in written for piece in whole.pieces])
    return _only(whole, kept | (_counts(whole, texts) > 0))


def train_french(texts: Iterable[str], size: int) -> Model:
    """A unigram model of ``size`` pieces at most, with the project's folding of signs."""
    written = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        rules = Path(folder) / "rules.tsv"
        rules.write_text(_rules(), encoding="utf-8")
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(texts),
            model_writer=written,
            vocab_size=size,
            model_type="unigram",
            character_coverage=0.99995,
            normalization_rule_tsv=str(rules),
            hard_vocab_limit=False,
            minloglevel=2,
        )
    return _parsed(written.getvalue())


def _parsed(model: bytes) -> Model:
    parsed = Model()
    parsed.ParseFromString(model)
    return parsed


def _with(model: Model, new: Iterable[Model.SentencePiece]) -> Model:
    """A copy of ``model`` with new pieces, placeholders, letters and bytes."""
    whole = Model()
    whole.CopyFrom(model)
    whole.pieces.extend(new)
    known = {piece.piece for piece in whole.pieces}
    letters = (c for c in _LETTERS if c not in known)
    whole.pieces.extend(Piece(piece=each, type=Piece.USER_DEFINED) for each in PLACEHOLDERS)
    whole.pieces.extend(Piece(piece=c, score=_LETTER, type=Piece.NORMAL) for c in letters)
    whole.pieces.extend(Piece(piece=f"<0x{n:02X}>", type=Piece.BYTE) for n in range(256))
    whole.trainer_spec.byte_fallback = True
    whole.trainer_spec.vocab_size = len(whole.pieces)
    return whole


def _only(model: Model, kept: npt.NDArray[np.bool_]) -> bytes:
    """The model without the pieces that are not kept, unless they are no words or one letter."""
    less = Model()
    less.CopyFrom(model)
    del less.pieces[:]
    less.pieces.extend(
        piece
        for piece, keep in zip(model.pieces, kept, strict=True)
        if keep or piece.type != Piece.NORMAL or len(piece.piece) == 1
    )
    less.trainer_spec.vocab_size = len(less.pieces)
    return bytes(less.SerializeToString())


def _counts(model: Model, texts: Sequence[str]) -> npt.NDArray[np.int64]:
    """How often texts have each piece."""
    pieces = processor(model.SerializeToString())
    counts = np.zeros(len(model.pieces), np.int64)
    for start in range(0, len(texts), 50_000):
        for ids in pieces.encode(list(texts[start : start + 50_000]), num_threads=2):
            np.add.at(counts, ids, 1)
    return counts


def _rules() -> str:
    """Normalisation rules in SentencePiece's form: code points, tab, code points."""
    folds = {char: folded for char in map(chr, _chars()) if (folded := _folded(char)) != char}
    folds |= dict.fromkeys("\t\n\r", " ")
    return "".join(f"{_hexes(char)}\t{_hexes(folded)}\n" for char, folded in sorted(folds.items()))


def _chars() -> Iterator[int]:
    for block in (*_BLOCKS, range(0xFB00, 0xFB07)):
        yield from block


def _folded(char: str) -> str:
    match unicodedata.category(char):
        case "Cf" | "Cc":
            return ""
        case "Zs" | "Zl" | "Zp":
            return " "
    plain = FOLDED.get(char) or unicodedata.normalize("NFKC", char)
    return "".join(FOLDED.get(each, each) for each in plain)


def _hexes(text: str) -> str:
    return " ".join(f"{ord(char):04X}" for char in text)
