"""A toy of all that training takes: numbers told in two languages, and a parent of any weights."""

import struct
from itertools import product
from pathlib import Path

import numpy as np

from training.marian import Arrays
from training.pairs import Pair
from training.vocabulary import processor, source_vocabulary, target_vocabulary, train_french
from training.weights import Array, Shape

WORDS = {"un": "one", "deux": "two", "trois": "three", "quatre": "four", "cinq": "five"}
#: Marian's files say what kind an array is by these.
FLOATS, BYTES = 0x404, 0x4101


def counted() -> list[Pair]:
    """Pairs of two to four numbers."""
    rows = [row[:length] for row in product(WORDS, repeat=4) for length in (2, 3, 4)]
    return [
        Pair(" ".join(row) + ".", " ".join(WORDS[word] for word in row) + ".")
        for row in dict.fromkeys(rows)
    ]


def parent_pieces() -> bytes:
    """A SentencePiece model of English numbers, its end and unknown pieces in the first places."""
    model = train_french([pair.target for pair in counted()] * 3, 30)
    unknown, _, end, *others = model.pieces
    del model.pieces[:]
    model.pieces.extend([end, unknown, *others])
    for name, number in (("eos", 0), ("unk", 1), ("bos", -1), ("pad", -1)):
        setattr(model.trainer_spec, f"{name}_id", number)
    return bytes(model.SerializeToString())


def make_vocabularies(folder: Path) -> Path:
    """A folder of vocabularies, as ``training.prepare`` makes it."""
    folder.mkdir()
    parent, pairs = parent_pieces(), counted()
    sources = [pair.source for pair in pairs] * 3
    (folder / "source.model").write_bytes(source_vocabulary(parent, sources, 40))
    bias = np.zeros(processor(parent).get_piece_size(), np.float32)
    targets = [pair.target for pair in pairs]
    (folder / "target.model").write_bytes(target_vocabulary(parent, bias, targets))
    (folder / "alphabet.txt").write_text("éà", encoding="utf-8")
    return folder


def random_weights(shape: Shape) -> dict[str, Array]:
    """Weights by the network's names."""
    chance = np.random.default_rng(1)
    width, hidden = shape.width, shape.hidden
    sizes = {"source": (shape.sources, width), "target": (shape.targets, width)}
    linear = {"query": (width, width), "key": (width, width), "value": (width, width)}
    linear |= {"out": (width, width)}
    forward = {"up": (hidden, width), "down": (width, hidden)}
    layers = {
        "encoder": {"attention": linear, "feed_forward": forward},
        "decoder": {"history": linear, "cross": linear, "feed_forward": forward},
    }
    weights = {f"{name}.weight": chance.normal(size=size) for name, size in sizes.items()}
    weights["bias"] = chance.normal(size=shape.targets)
    for side, count in (("encoder", shape.encoder_layers), ("decoder", shape.decoder_layers)):
        for number, (part, part_sizes) in product(range(count), layers[side].items()):
            place = f"{side}.{number}.{part}"
            weights |= {
                f"{place}_norm.weight": np.ones(width),
                f"{place}_norm.bias": np.zeros(width),
            }
            for name, size in part_sizes.items():
                weights[f"{place}.{name}.weight"] = chance.normal(size=size)
                weights[f"{place}.{name}.bias"] = chance.normal(size=size[0])
    return {name: array.astype(np.float32) for name, array in weights.items()}


def marian_file(arrays: Arrays) -> bytes:
    """A binary model of Marian: matrices of more than one row in bytes, the others as floats.

    Bytes are stored transposed, but for the embedding's.
    """
    kinds = {name: BYTES if array.shape[0] > 1 else FLOATS for name, array in arrays.items()}
    bodies = {
        name: _in_bytes(array, transposed=name != "Wemb")
        if kinds[name] == BYTES
        else array.astype("<f4").tobytes()
        for name, array in arrays.items()
    }
    head = struct.pack("<QQ", 1, len(arrays))
    for name, array in arrays.items():
        head += struct.pack("<4Q", len(name) + 1, kinds[name], array.ndim, len(bodies[name]))
    head += b"".join(name.encode() + b"\0" for name in arrays)
    head += b"".join(struct.pack(f"<{a.ndim}i", *a.shape) for a in arrays.values())
    return head + struct.pack("<Q", 3) + b"\0\0\0" + b"".join(bodies.values())


def _in_bytes(array: Array, *, transposed: bool) -> bytes:
    factor = 127 / np.abs(array).max()
    whole = np.rint((array.T if transposed else array) * factor).astype(np.int8)
    return b"".join([whole.tobytes(), struct.pack("<f", factor), bytes(252)])


def parent_arrays(pieces: int, width: int = 16, hidden: int = 32) -> dict[str, Array]:
    """Random arrays by Marian's names, as the parent's file has them."""
    chance = np.random.default_rng(2)
    sizes = {"Wemb": (pieces, width), "decoder_ff_logit_out_b": (1, pieces)}
    attention = {f"W{each}": (width, width) for each in "qkvo"}
    attention |= {f"b{each}": (1, width) for each in "qkvo"}
    attention |= {"Wo_ln_scale": (1, width), "Wo_ln_bias": (1, width)}
    forward = {"W1": (width, hidden), "b1": (1, hidden), "W2": (hidden, width), "b2": (1, width)}
    forward |= {"ffn_ln_scale": (1, width), "ffn_ln_bias": (1, width)}
    recurrence = {"W": (width, width), "Wf": (width, width), "bf": (1, width)}
    recurrence |= {"ffn_ln_scale": (1, width), "ffn_ln_bias": (1, width)}
    sides = {
        "encoder": (6, {"self": attention, "ffn": forward}),
        "decoder": (2, {"rnn": recurrence, "context": attention, "ffn": forward}),
    }
    for side, (count, parts) in sides.items():
        for number, (part, part_sizes) in product(range(1, count + 1), parts.items()):
            sizes |= {f"{side}_l{number}_{part}_{name}": size for name, size in part_sizes.items()}
    return {name: chance.normal(size=size).astype(np.float32) for name, size in sizes.items()}
