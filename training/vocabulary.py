"""The SentencePiece vocabulary that source, target and output share."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

import sentencepiece

PAD, UNKNOWN, BEGIN, END = range(4)
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
_LETTERS = "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜàâäçéèêëîïôöùûüÿñáíóú€£$%&@#+=*/\\_{}[]<>|~^°§²³"


def train_vocabulary(texts: Iterable[str], model: Path, size: int = 8_000) -> None:
    """Train a unigram model of ``size`` pieces on texts of both languages, into ``model``."""
    rules = model.with_suffix(".tsv")
    rules.write_text(_rules(), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_prefix=str(model.with_suffix("")),
        vocab_size=size,
        model_type="unigram",
        character_coverage=0.99995,
        byte_fallback=True,
        split_digits=True,
        required_chars=_LETTERS,
        normalization_rule_tsv=str(rules),
        pad_id=PAD,
        unk_id=UNKNOWN,
        bos_id=BEGIN,
        eos_id=END,
        minloglevel=2,
    )


def _rules() -> str:
    """Normalisation rules in SentencePiece's form: code points, tab, code points."""
    folds = {char: folded for char in map(chr, _chars()) if (folded := _folded(char)) != char}
    folds |= dict.fromkeys("\t\n\r", " ")
    return "".join(f"{_hexes(char)}\t{_hexes(folded)}\n" for char, folded in sorted(folds.items()))


def _chars() -> list[int]:
    return [*(code for block in _BLOCKS for code in block), *range(0xFB00, 0xFB07)]


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
