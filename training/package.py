"""Command: an Argos package from trained weights.

python -m training.package WEIGHTS.npz SENTENCEPIECE OUT --version 0.2
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import numpy as np
import sentencepiece

from training.shape import positions
from training.vocabulary import BEGIN, END, UNKNOWN

#: Longest source in tokens that the network was shown; webapp.engine cuts longer ones.
LONGEST_SOURCE = 64

Weights = Mapping[str, Any]


@click.command()
@click.argument("weights", type=click.Path(exists=True, path_type=Path))
@click.argument("vocabulary", type=click.Path(exists=True, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--version", required=True, help="Version of the package.")
def main(weights: Path, vocabulary: Path, out: Path, version: str) -> None:
    """Write the package folder OUT."""
    with np.load(weights) as arrays:
        named = {name: arrays[name] for name in arrays.files}
    write_package(named, vocabulary, out, version)


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


def _plain(value: Any) -> Any:
    return value.astype(np.float32) if value.dtype.kind == "f" else value


def _spec(weights: Weights, vocabulary: Path) -> Any:
    from ctranslate2.specs import transformer_spec

    shape = json.loads(str(weights["shape"]))
    spec = transformer_spec.TransformerSpec.from_config(
        (shape["encoder_layers"], shape["decoder_layers"]), shape["heads"], pre_norm=True
    )
    table = weights["embedding.weight"]
    for side, embeddings in (
        (spec.encoder, spec.encoder.embeddings[0]),
        (spec.decoder, spec.decoder.embeddings),
    ):
        embeddings.weight, embeddings.multiply_by_sqrt_depth = table, True
        side.scale_embeddings = True
        side.position_encodings.encodings = positions(512, shape["width"])
    spec.decoder.projection.weight = table
    _stack(spec.encoder, weights, "encoder")
    _stack(spec.decoder, weights, "decoder")
    _name_pieces(spec, vocabulary)
    return spec


def _stack(side: Any, weights: Weights, name: str) -> None:
    """Fill one side's layers."""
    _norm(side.layer_norm, weights, f"{name}_norm")
    for number, layer in enumerate(side.layer):
        own = f"{name}.{number}"
        _attention(layer.self_attention, weights, f"{own}.attention")
        if name == "decoder":
            _attention(layer.attention, weights, f"{own}.cross")
        _norm(layer.ffn.layer_norm, weights, f"{own}.feed_forward.norm")
        _linear(layer.ffn.linear_0, weights, f"{own}.feed_forward.up")
        _linear(layer.ffn.linear_1, weights, f"{own}.feed_forward.down")


def _attention(spec: Any, weights: Weights, name: str) -> None:
    _norm(spec.layer_norm, weights, f"{name}.norm")
    if len(spec.linear) == 3:  # over the encoder's states: the query stands apart
        _linear(spec.linear[0], weights, f"{name}.query")
        _linear(spec.linear[1], weights, f"{name}.key_value")
    else:
        for part in ("weight", "bias"):
            both = [weights[f"{name}.{each}.{part}"] for each in ("query", "key_value")]
            setattr(spec.linear[0], part, np.concatenate(both))
    _linear(spec.linear[-1], weights, f"{name}.out")


def _norm(spec: Any, weights: Weights, name: str) -> None:
    spec.gamma, spec.beta = weights[f"{name}.weight"], weights[f"{name}.bias"]


def _linear(spec: Any, weights: Weights, name: str) -> None:
    spec.weight, spec.bias = weights[f"{name}.weight"], weights[f"{name}.bias"]


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
