"""Command: an Argos package from trained weights, or from the mean of several.

python -m training.package WEIGHTS.npz… VOCABULARIES OUT --version 0.6
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import numpy as np

from training.vocabulary import END, UNKNOWN, Vocabularies, names
from training.weights import Array, Shape, Weights, load_mean, positions

#: Longest source in tokens that the network reads well; webapp.engine cuts longer ones.
LONGEST_SOURCE = 80
#: The largest byte of a weight. Processors without VNNI add two products of a byte of each of
#: weights and states in 16 bits: 2 × 63 × 255 has room there, 2 × 127 × 255 has not. With 127, an
#: AVX2 processor gave 29.3 BLEU on flores-dev in place of 30.4; in 32 bits it was 30.5.
LARGEST = 63
#: Larger for what is only looked up.
LARGEST_LOOKED_UP = 127
_EPSILON = 1e-6


@click.command()
@click.argument("weights", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.argument("vocabularies", type=click.Path(exists=True, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--version", required=True, help="Version of the package.")
def main(weights: tuple[Path, ...], vocabularies: Path, out: Path, version: str) -> None:
    """Write the package folder OUT."""
    write_package(*load_mean(weights), vocabularies, out, version)


def write_package(
    shape: Shape, weights: Weights, vocabularies: Path, out: Path, version: str
) -> None:
    """Write an int8 CTranslate2 model with its vocabularies and metadata into a new folder."""
    (out / "model").mkdir(parents=True)
    spec = _spec(shape, weights, Vocabularies.load(vocabularies))
    spec.validate()
    spec.optimize()  # one table in two places becomes one
    _in_bytes(spec)
    spec.save(str(out / "model"))
    (out / "sentencepiece.model").write_bytes((vocabularies / "source.model").read_bytes())
    metadata = {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": "fr",
        "from_name": "French",
        "to_code": "en",
        "to_name": "English",
        "longest_source": LONGEST_SOURCE,
        "alphabet": (vocabularies / "alphabet.txt").read_text(encoding="utf-8"),
        "links": [],
    }
    text = json.dumps(metadata, indent=2, ensure_ascii=False)
    (out / "metadata.json").write_text(text + "\n", encoding="utf-8")


def _spec(shape: Shape, weights: Weights, vocabularies: Vocabularies) -> Any:
    from ctranslate2.specs import common_spec, transformer_spec

    spec = transformer_spec.TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers),
        shape.heads,
        pre_norm=False,
        activation=common_spec.Activation.RELU,
    )
    for side, embeddings, table in (
        (spec.encoder, spec.encoder.embeddings[0], "source.weight"),
        (spec.decoder, spec.decoder.embeddings, "target.weight"),
    ):
        embeddings.weight, embeddings.multiply_by_sqrt_depth = weights[table], True
        side.scale_embeddings = True
        side.position_encodings.encodings = positions(shape.longest, shape.width)
    spec.decoder.projection.weight = weights["target.weight"]
    spec.decoder.projection.bias = weights["bias"]
    spec.decoder.start_from_zero_embedding = True
    for place, layers in places(shape):
        _fill(_part(spec, place), weights, layers)
    _name_pieces(spec, vocabularies)
    return spec


def places(shape: Shape) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where each norm and linear layer stands in the package, and its names in the network.

    Over itself an attention's query, key and value are one layer in the package, over the source
    its key and value.
    """
    for side, count in (("encoder", shape.encoder_layers), ("decoder", shape.decoder_layers)):
        for number in range(count):
            place, layer = f"{side}/layer_{number}", f"{side}.{number}"
            first = f"{layer}.{'attention' if side == 'encoder' else 'history'}"
            yield from _attention(f"{place}/self_attention", first, ("query key value", "out"))
            if side == "decoder":
                grouped = ("query", "key value", "out")
                yield from _attention(f"{place}/attention", f"{layer}.cross", grouped)
            yield f"{place}/ffn/layer_norm", (f"{layer}.feed_forward_norm",)
            yield f"{place}/ffn/linear_0", (f"{layer}.feed_forward.up",)
            yield f"{place}/ffn/linear_1", (f"{layer}.feed_forward.down",)


def _attention(
    place: str, attention: str, grouped: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield f"{place}/layer_norm", (f"{attention}_norm",)
    for number, linear in enumerate(grouped):
        yield f"{place}/linear_{number}", tuple(f"{attention}.{name}" for name in linear.split())


def _part(spec: Any, place: str) -> Any:
    """The part of a CTranslate2 spec at a place; ``layer_2`` is the attribute or the third item."""
    for name in place.split("/"):
        stem, _, number = name.rpartition("_")
        spec = getattr(spec, name) if hasattr(spec, name) else getattr(spec, stem)[int(number)]
    return spec


def _fill(part: Any, weights: Weights, layers: tuple[str, ...]) -> None:
    """The weights of a part, joined of those of the layers that are one in the package."""
    weight = np.concatenate([weights[f"{name}.weight"] for name in layers])
    bias = np.concatenate([weights[f"{name}.bias"] for name in layers])
    if hasattr(part, "gamma"):
        part.gamma, part.beta = weight, bias
    else:
        part.weight, part.bias = weight, bias


def _in_bytes(spec: Any) -> None:
    """Put bytes and a factor for each row in the place of the weights that are multiplied.

    Done here, as ``spec.optimize`` uses all 8 bits. What is a text is the name of an equal table.
    """
    from ctranslate2.specs import model_spec

    def put(layer: Any, name: str, value: Any) -> None:
        if name.endswith("/weight") and hasattr(layer, "weight_scale") and hasattr(value, "numpy"):
            looked_up = name.startswith("encoder/embeddings")
            whole, factors = in_bytes(value.numpy(), LARGEST_LOOKED_UP if looked_up else LARGEST)
            layer.weight = model_spec.NumpyVariable(whole)
            layer.weight_scale = model_spec.NumpyVariable(factors)

    model_spec.visit_spec(spec, put)


def in_bytes(weight: Array, largest: int) -> tuple[Any, Array]:
    """A matrix as bytes up to ``largest``, and each row's factor, by which they are divided."""
    widest = np.abs(weight).max(axis=1)
    factors = (largest / np.where(widest > 0, widest, largest)).astype(np.float32)
    return np.rint(weight * factors[:, None]).astype(np.int8), factors


def _name_pieces(spec: Any, vocabularies: Vocabularies) -> None:
    spec.register_source_vocabulary(names(vocabularies.source))
    spec.register_target_vocabulary(names(vocabularies.target))
    special = [vocabularies.target.id_to_piece(number) for number in (UNKNOWN, END)]
    spec.config.unk_token, spec.config.eos_token = special
    spec.config.decoder_start_token = spec.config.eos_token
    spec.config.add_source_eos = True
    spec.config.layer_norm_epsilon = _EPSILON


if __name__ == "__main__":
    main()
