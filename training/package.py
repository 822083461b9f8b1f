"""Command: an Argos package from trained weights; and the weights of a package, to train on.

python -m training.package WEIGHTS.npz SENTENCEPIECE OUT --version 0.2
"""

import json
import shutil
import struct
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
import numpy.typing as npt
import sentencepiece

from training.shape import Shape, positions
from training.vocabulary import BEGIN, END, UNKNOWN

#: Longest source in tokens that the network was shown; webapp.engine cuts longer ones.
LONGEST_SOURCE = 64

Weights = Mapping[str, Any]
#: CTranslate2's numbers of the kinds of arrays that hold weights.
_KINDS = {0: np.float32, 1: np.int8}


@click.command()
@click.argument("weights", type=click.Path(exists=True, path_type=Path))
@click.argument("vocabulary", type=click.Path(exists=True, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--version", required=True, help="Version of the package.")
@click.option("--with", "others", multiple=True, type=click.Path(exists=True, path_type=Path))
def main(
    weights: Path, vocabulary: Path, out: Path, version: str, others: tuple[Path, ...]
) -> None:
    """Write the package folder OUT; of several weights (--with) the mean of all."""
    write_package(averaged([weights, *others]), vocabulary, out, version)


def averaged(files: Sequence[Path]) -> Weights:
    """The mean of weights of one shape, as neighbours on one way give more than each of them."""
    first, *others = map(_arrays, files)
    return {
        name: np.mean([value, *(own[name] for own in others)], axis=0, dtype=np.float64).astype(
            np.float32
        )
        if value.dtype.kind == "f"
        else value
        for name, value in first.items()
    }


def _arrays(file: Path) -> dict[str, npt.NDArray[Any]]:
    with np.load(file) as opened:
        return dict(opened)


def write_package(weights: Weights, vocabulary: Path, out: Path, version: str) -> None:
    """Write an int8 CTranslate2 model with its vocabulary and metadata into the folder ``out``."""
    (out / "model").mkdir(parents=True)
    spec = _spec({name: _plain(value) for name, value in weights.items()}, vocabulary)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(out / "model"))
    shutil.copy(vocabulary, out / "sentencepiece.model")
    metadata = {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": "fr",
        "from_name": "French",
        "to_code": "en",
        "to_name": "English",
        "longest_source": LONGEST_SOURCE,
        "links": [],
    }
    (out / "metadata.json").write_text(json.dumps(metadata, indent=2) + "\n", encoding="utf-8")


def read_weights(package: Path, shape: Shape) -> Weights:
    """The weights of an int8 package of that shape, as 32-bit NumPy arrays by the network's names.

    Each row lost some precision to int8, which training on makes good at once.
    """
    variables = _variables((package / "model" / "model.bin").read_bytes())
    found = {"embedding.weight": variables["encoder/embeddings_0/weight"]}
    for place, names in _places(shape):
        parts = ("gamma", "beta") if place.endswith("layer_norm") else ("weight", "bias")
        for part, own in zip(parts, ("weight", "bias"), strict=True):
            whole = variables[f"{place}/{part}"]
            pieces = (whole,) if len(names) == 1 else np.split(whole, [shape.width])
            found |= {f"{name}.{own}": each for name, each in zip(names, pieces, strict=True)}
    return found


def _variables(data: bytes) -> dict[str, Any]:
    """The float and int8 variables of a CTranslate2 model file (version 6), int8 ones unscaled.

    The form is that which ``ctranslate2.specs.ModelSpec.save`` writes.
    """
    at = 0

    def number(form: str) -> int:
        nonlocal at
        [value] = struct.unpack_from(form, data, at)
        at += struct.calcsize(form)
        return int(value)

    def text() -> str:
        nonlocal at
        size = number("<H")
        at += size
        return data[at - size : at - 1].decode()

    number("<I"), text(), number("<I")
    arrays: dict[str, Any] = {}
    for _ in range(number("<I")):
        name = text()
        shape = [number("<I") for _ in range(number("<B"))]
        kind, size = number("<B"), number("<I")
        if kind in _KINDS:
            flat = np.frombuffer(data, _KINDS[kind], size // np.dtype(_KINDS[kind]).itemsize, at)
            arrays[name] = flat.reshape(shape)
        at += size
    plain = {
        name: array / arrays[f"{name}_scale"][:, None] if f"{name}_scale" in arrays else array
        for name, array in arrays.items()
    }
    aliases = {text(): text() for _ in range(number("<I"))}
    return plain | {alias: plain[name] for alias, name in aliases.items() if name in plain}


def _plain(value: Any) -> Any:
    return value.astype(np.float32) if value.dtype.kind == "f" else value


def _spec(weights: Weights, vocabulary: Path) -> Any:
    from ctranslate2.specs import transformer_spec

    shape = Shape(**json.loads(str(weights["shape"])))
    spec = transformer_spec.TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers), shape.heads, pre_norm=True
    )
    table = weights["embedding.weight"]
    for side, embeddings in (
        (spec.encoder, spec.encoder.embeddings[0]),
        (spec.decoder, spec.decoder.embeddings),
    ):
        embeddings.weight, embeddings.multiply_by_sqrt_depth = table, True
        side.scale_embeddings = True
        side.position_encodings.encodings = positions(512, shape.width)
    spec.decoder.projection.weight = table
    for place, names in _places(shape):
        _fill(_part(spec, place), *(_joined(weights, names, own) for own in ("weight", "bias")))
    _name_pieces(spec, vocabulary)
    return spec


def _places(shape: Shape) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where each norm and linear layer stands in the package, and its names in the network.

    Over itself, an attention's query, key and value are one layer in the package.
    """
    for side, count in (("encoder", shape.encoder_layers), ("decoder", shape.decoder_layers)):
        yield f"{side}/layer_norm", (f"{side}_norm",)
        for number in range(count):
            place, own = f"{side}/layer_{number}", f"{side}.{number}"
            yield from _attention(f"{place}/self_attention", f"{own}.attention", cross=False)
            if side == "decoder":
                yield from _attention(f"{place}/attention", f"{own}.cross", cross=True)
            yield f"{place}/ffn/layer_norm", (f"{own}.feed_forward.norm",)
            yield f"{place}/ffn/linear_0", (f"{own}.feed_forward.up",)
            yield f"{place}/ffn/linear_1", (f"{own}.feed_forward.down",)


def _attention(place: str, own: str, *, cross: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    first = (f"{own}.query",), (f"{own}.key_value",)
    layers = [*first, (f"{own}.out",)] if cross else [first[0] + first[1], (f"{own}.out",)]
    yield f"{place}/layer_norm", (f"{own}.norm",)
    yield from ((f"{place}/linear_{n}", names) for n, names in enumerate(layers))


def _part(spec: Any, place: str) -> Any:
    """The part of a CTranslate2 spec at a place; ``layer_2`` is the attribute or the third item."""
    for name in place.split("/"):
        stem, _, number = name.rpartition("_")
        spec = getattr(spec, name) if hasattr(spec, name) else getattr(spec, stem)[int(number)]
    return spec


def _joined(weights: Weights, names: tuple[str, ...], own: str) -> Any:
    return np.concatenate([weights[f"{name}.{own}"] for name in names])


def _fill(part: Any, weight: Any, bias: Any) -> None:
    if hasattr(part, "gamma"):
        part.gamma, part.beta = weight, bias
    else:
        part.weight, part.bias = weight, bias


def _name_pieces(spec: Any, vocabulary: Path) -> None:
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    names = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    spec.register_source_vocabulary(names)
    spec.register_target_vocabulary(names)
    spec.config.add_source_eos = True
    special = [pieces.id_to_piece(number) for number in (UNKNOWN, BEGIN, END)]
    spec.config.unk_token, spec.config.bos_token, spec.config.eos_token = special
    spec.config.decoder_start_token = spec.config.bos_token


if __name__ == "__main__":
    main()
