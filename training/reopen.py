"""Command: the weights of a package again, for training to go on where its own are lost.

    python -m training.reopen PACKAGE START.npz

A package has 7 bits of each weight, so that what begins with it is a little worse than what it was
made of; it goes with the vocabularies that the package was made with. The form of the file is that
of CTranslate2's ``model_spec.py``: names with their length before and a zero behind, shapes, kinds,
arrays, and at last names that share an array.
"""

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import numpy as np
import numpy.typing as npt

from training.package import places
from training.weights import Array, Shape, save_weights

#: CTranslate2's kinds of numbers, by their place.
_KINDS = ("<f4", "i1", "<i2", "<i4", "<f2")
Arrays = Mapping[str, npt.NDArray[Any]]


@click.command()
@click.argument("package", type=click.Path(exists=True, path_type=Path))
@click.argument("start", type=click.Path(path_type=Path))
def main(package: Path, start: Path) -> None:
    """Write START.npz from the folder PACKAGE."""
    save_weights(start, *reopened((package / "model" / "model.bin").read_bytes()))


def reopened(model: bytes) -> tuple[Shape, dict[str, Array]]:
    """The shape and the weights of a model that ``write_package`` wrote, by the network's names."""
    arrays = dict(_arrays(model))
    shape = _shape(arrays)
    weights = {
        "source.weight": _whole(arrays, "encoder/embeddings_0/weight"),
        "target.weight": _whole(arrays, "decoder/embeddings/weight"),
        "bias": arrays["decoder/projection/bias"],
    }
    for place, layers in places(shape):
        norm = f"{place}/gamma" in arrays
        weight, bias = ("gamma", "beta") if norm else ("weight", "bias")
        for part, ours in ((weight, "weight"), (bias, "bias")):
            pieces = np.split(_whole(arrays, f"{place}/{part}"), len(layers))
            weights |= {f"{layer}.{ours}": p for layer, p in zip(layers, pieces, strict=True)}
    return shape, weights


def _shape(arrays: Arrays) -> Shape:
    sources, width = arrays["encoder/embeddings_0/weight"].shape
    layers = {tuple(name.split("/")[:2]) for name in arrays if "/layer_" in name}
    return Shape(
        sources,
        len(arrays["decoder/projection/bias"]),
        width,
        heads=int(arrays["encoder/num_heads"]),
        hidden=len(arrays["encoder/layer_0/ffn/linear_0/bias"]),
        encoder_layers=sum(side == "encoder" for side, _ in layers),
        decoder_layers=sum(side == "decoder" for side, _ in layers),
    )


def _whole(arrays: Arrays, name: str) -> Array:
    """A matrix of numbers, the bytes of each row divided by its factor."""
    whole: Array = arrays[name].astype(np.float32)
    if f"{name}_scale" in arrays:
        whole /= arrays[f"{name}_scale"][:, None]
    return whole


def _arrays(model: bytes) -> Iterator[tuple[str, npt.NDArray[Any]]]:
    """The arrays by all their names."""
    _, at = _text(model, 4)  # behind the version
    _, count = struct.unpack_from("<II", model, at)
    at += 8
    by_name: dict[str, npt.NDArray[Any]] = {}
    for _ in range(count):
        name, at = _text(model, at)
        rank = model[at]
        sizes = struct.unpack_from(f"<{rank}I", model, at + 1)
        kind, length = struct.unpack_from("<BI", model, at + 1 + 4 * rank)
        at += 6 + 4 * rank
        numbers = np.frombuffer(model, _KINDS[kind], int(np.prod(sizes)), at)
        by_name[name] = numbers.reshape(sizes)
        at += length
    (others,) = struct.unpack_from("<I", model, at)
    at += 4
    for _ in range(others):
        alias, at = _text(model, at)
        name, at = _text(model, at)
        by_name[alias] = by_name[name]
    yield from by_name.items()


def _text(model: bytes, at: int) -> tuple[str, int]:
    """The name at a place, and the place behind it."""
    (length,) = struct.unpack_from("<H", model, at)
    return model[at + 2 : at + 1 + length].decode(), at + 2 + length


if __name__ == "__main__":
    main()
