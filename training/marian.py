"""The weights of Firefox' translation models: Marian's binary files, 8-bit matrices unscaled.

The form is that of marian-dev's ``src/common/binary.cpp``: counts, a header for each array, names,
shapes, a gap, then the arrays. Numbers are little-endian.
"""

import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
Arrays = Mapping[str, Array]

#: Marian's numbers for the kinds of arrays: 32-bit floats, and bytes with one scale behind them.
_FLOATS, _BYTES = 0x404, 0x4101
#: The embedding, which is not stored transposed as the other matrices of bytes are.
EMBEDDING = "Wemb"


class _Header(NamedTuple):
    """How long an array's name is, its kind, how many sizes its shape has, and its bytes."""

    name: int
    kind: int
    sizes: int
    length: int


def read_model(data: bytes) -> dict[str, Array]:
    """The float and 8-bit arrays of a model file by name, in the shapes that it states.

    The factors for activations (``…_QuantMultA``) and the settings are left out. Raises ValueError
    when the file is of another form.
    """
    try:
        return {name: array for name, array in _arrays(data) if "_QuantMult" not in name}
    except (struct.error, ValueError) as error:  # also names that are none, and missing arrays
        raise ValueError("This is no binary model of Marian.") from error


def _arrays(data: bytes) -> Iterator[tuple[str, Array]]:
    version, count = struct.unpack_from("<QQ", data)
    if version != 1:
        raise ValueError(f"version {version}")
    at = 16
    headers = [_Header(*struct.unpack_from("<4Q", data, at + 32 * n)) for n in range(count)]
    at += 32 * count
    names = []
    for header in headers:
        names.append(data[at : at + header.name - 1].decode())
        at += header.name
    shapes = []
    for header in headers:
        shapes.append(struct.unpack_from(f"<{header.sizes}i", data, at))
        at += 4 * header.sizes
    at += 8 + struct.unpack_from("<Q", data, at)[0]
    for header, name, shape in zip(headers, names, shapes, strict=True):
        if header.kind == _FLOATS:
            yield name, np.frombuffer(data, "<f4", int(np.prod(shape)), at).reshape(shape)
        elif header.kind == _BYTES:
            yield name, _unscaled(data, at, shape, transposed=name != EMBEDDING)
        at += header.length


def _unscaled(data: bytes, at: int, shape: tuple[int, ...], *, transposed: bool) -> Array:
    """A matrix of bytes divided by the factor that stands behind them."""
    size = int(np.prod(shape))
    whole = np.frombuffer(data, np.int8, size, at).astype(np.float32)
    whole /= struct.unpack_from("<f", data, at + size)[0]
    return whole.reshape(shape[::-1]).T if transposed else whole.reshape(shape)
