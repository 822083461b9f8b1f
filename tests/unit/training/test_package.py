"""A package made of weights, as the product's engine finds it."""

import json
from pathlib import Path

import ctranslate2
import numpy as np
import pytest
import sentencepiece
from click.testing import CliRunner

from tests.unit.training.toy import random_weights
from training.package import LARGEST, in_bytes, write_package
from training.reopen import main as reopen
from training.vocabulary import Vocabularies
from training.weights import Shape, load_mean, load_weights, save_weights
from webapp.engine import ArgosTranslators
from webapp.settings import Settings


def shape_of(vocabularies: Vocabularies) -> Shape:
    sizes = vocabularies.source.get_piece_size(), vocabularies.target.get_piece_size()
    return Shape(*sizes, width=16, heads=2, hidden=32, encoder_layers=2, decoder_layers=1)


def test_the_engine_finds_it_and_it_decodes(
    vocabularies: Vocabularies, vocabulary_folder: Path, tmp_path: Path
) -> None:
    shape = shape_of(vocabularies)
    write_package(shape, random_weights(shape), vocabulary_folder, tmp_path / "toy-fr_en", "0.9")
    identity = ArgosTranslators(Settings(), [tmp_path]).get("fr", "en").identity
    assert identity.startswith("fr_en-0.9-")
    metadata = json.loads((tmp_path / "toy-fr_en" / "metadata.json").read_text("utf-8"))
    assert metadata["alphabet"] == "éà"
    pieces = sentencepiece.SentencePieceProcessor(
        model_file=str(tmp_path / "toy-fr_en" / "sentencepiece.model")
    )
    model = ctranslate2.Translator(str(tmp_path / "toy-fr_en" / "model"))
    source = pieces.encode("un deux trois", out_type=str)
    [result] = model.translate_batch([source], max_decoding_length=5, min_decoding_length=5)
    assert len(result.hypotheses[0]) == 5


def test_bytes_come_back_but_for_their_rounding_and_none_is_too_large() -> None:
    weight = np.random.default_rng(1).normal(size=(5, 40)).astype(np.float32)
    weight[2] = 0
    whole, factors = in_bytes(weight, LARGEST)
    assert whole.dtype == np.int8
    assert np.abs(whole).max() == LARGEST
    assert np.abs(whole / factors[:, None] - weight).max() <= 0.51 * np.abs(weight).max() / LARGEST


def test_two_products_of_bytes_have_room_in_sixteen_bits() -> None:
    assert np.iinfo(np.int16).max >= 2 * LARGEST * 255


def test_weights_come_back_from_their_file_with_their_shape(tmp_path: Path) -> None:
    shape = Shape(3, 4, width=2)
    weights = {"a": np.array([1.5, -2.0], np.float32), "b": np.ones((2, 2), np.float32)}
    save_weights(tmp_path / "w.npz", shape, weights)
    found, arrays = load_weights(tmp_path / "w.npz")
    assert found == shape
    assert {name: array.tolist() for name, array in arrays.items()} == {
        "a": [1.5, -2.0],
        "b": [[1.0, 1.0], [1.0, 1.0]],
    }
    assert {array.dtype for array in arrays.values()} == {np.dtype(np.float32)}
    assert [path.name for path in tmp_path.iterdir()] == ["w.npz"]


def test_a_package_gives_its_weights_back_but_for_what_bytes_have_rounded(
    vocabularies: Vocabularies, vocabulary_folder: Path, tmp_path: Path
) -> None:
    shape, package, start = shape_of(vocabularies), tmp_path / "toy", tmp_path / "start.npz"
    weights = random_weights(shape)
    write_package(shape, weights, vocabulary_folder, package, "1")
    CliRunner().invoke(reopen, [str(package), str(start)], catch_exceptions=False)
    found, again = load_weights(start)
    assert found == shape
    assert set(again) == set(weights)
    for name, array in weights.items():
        assert again[name].shape == array.shape
        assert np.abs(again[name] - array).max() <= 0.52 * np.abs(array).max() / LARGEST


def test_several_sets_of_weights_give_their_mean_unless_their_shapes_differ(tmp_path: Path) -> None:
    files = [tmp_path / f"{n}.npz" for n in range(3)]
    for file, value in zip(files, (1.0, 2.0, 6.0), strict=True):
        save_weights(file, Shape(3, 4), {"a": np.full(2, value, np.float32)})
    shape, mean = load_mean(files)
    assert shape == Shape(3, 4)
    assert mean["a"].tolist() == [3.0, 3.0]
    assert load_mean(files[:1])[1]["a"].tolist() == [1.0, 1.0]
    save_weights(files[2], Shape(3, 5), {"a": np.ones(2, np.float32)})
    with pytest.raises(ValueError, match=r"2\.npz has another shape than 0\.npz"):
        load_mean(files)
