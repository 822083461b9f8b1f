"""What the network and the package must agree on: sizes, positions, and weights in a file."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
Weights = Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes: pieces of each side, width, heads, feed-forward width, layers, longest side."""

    sources: int
    targets: int
    width: int = 256
    heads: int = 8
    hidden: int = 1_536
    encoder_layers: int = 6
    decoder_layers: int = 2
    longest: int = 512


def positions(length: int, width: int) -> Array:
    """Sinusoidal position encodings (length, width): the sines, then the cosines."""
    half = width // 2
    rates = np.exp(np.arange(half) * (-np.log(10_000.0) / (half - 1)))
    angles = np.arange(length)[:, None] * rates
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)


def save_weights(file: Path, shape: Shape, weights: Weights) -> None:
    """Write weights and their shape, in half precision, whole or not at all."""
    half = {name: array.astype(np.float16) for name, array in weights.items()}
    part = file.with_suffix(".part.npz")
    np.savez(part, shape=np.array(json.dumps(asdict(shape))), **half)  # type: ignore[arg-type]
    part.replace(file)


def load_weights(file: Path) -> tuple[Shape, dict[str, Array]]:
    """What ``save_weights`` wrote."""
    with np.load(file) as arrays:
        shape = Shape(**json.loads(str(arrays["shape"])))
        names = [name for name in arrays.files if name != "shape"]
        return shape, {name: arrays[name].astype(np.float32) for name in names}


def load_mean(files: Sequence[Path]) -> tuple[Shape, dict[str, Array]]:
    """The shape of sets of weights, and the mean of them: often better than each.

    Runs that began with the same weights stay near enough to each other (Wortsman et al., 2022).
    Raises ValueError when their shapes differ.
    """
    shape, total = load_weights(files[0])
    for file in files[1:]:
        other, weights = load_weights(file)
        if other != shape:
            raise ValueError(f"{file.name} has another shape than {files[0].name}.")
        total = {name: array + weights[name] for name, array in total.items()}
    return shape, {name: (array / len(files)).astype(np.float32) for name, array in total.items()}
