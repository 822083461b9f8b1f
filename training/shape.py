"""What the network and the package must agree on: sizes, and how a position is told."""

from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of a network: pieces, width, heads, width of the feed-forward layers, layers."""

    pieces: int = 8_000
    width: int = 384
    heads: int = 6
    hidden: int = 1_536
    encoder_layers: int = 6
    decoder_layers: int = 2

    def as_dict(self) -> dict[str, int]:
        """The sizes by name, as they are kept beside the weights."""
        return asdict(self)


def positions(length: int, width: int) -> npt.NDArray[np.float32]:
    """Sinusoidal position encodings (length, width): the sines, then the cosines."""
    half = width // 2
    rates = np.exp(np.arange(half) * (-np.log(10_000.0) / (half - 1)))
    angles = np.arange(length)[:, None] * rates
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)
