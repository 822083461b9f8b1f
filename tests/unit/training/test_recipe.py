"""The recipe from a toy corpus to a package that the product's own engine runs."""

import json
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import pytest
import sentencepiece
from click.testing import CliRunner

from training.batches import MULTIPLE, batches, padded
from training.package import averaged, read_weights, write_package
from training.prepare import main as prepare
from training.shape import Shape
from training.tokens import TokenSet
from training.vocabulary import BEGIN, END, PAD
from webapp.engine import ArgosTranslators
from webapp.settings import Settings

SHAPE = {
    "pieces": 370,
    "width": 16,
    "heads": 2,
    "hidden": 32,
    "encoder_layers": 2,
    "decoder_layers": 1,
}
WORDS = {"un": "one", "deux": "two", "trois": "three", "quatre": "four", "cinq": "five"}


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a prepared toy corpus, numbers counted in two languages."""
    folder = tmp_path_factory.mktemp("toy")
    french = list(WORDS)
    lines = [
        f"count\t{' '.join(chosen)}.\t{' '.join(WORDS[word] for word in chosen)}."
        for a in french
        for b in french
        for c in french
        for d in french
        for chosen in [(a, b), (a, b, c), (b, c, d, a)]
    ]
    (folder / "corpus.tsv").write_text("\n".join(lines), encoding="utf-8")
    arguments = [str(folder), str(folder / "vocabulary.model"), str(folder / "corpus.tsv")]
    done = CliRunner().invoke(prepare, [*arguments, "--pieces", str(SHAPE["pieces"])])
    assert done.exit_code == 0, done.output
    assert "repeated" in done.output
    return folder


def test_the_training_set_holds_both_sides_of_every_pair(toy: Path) -> None:
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(toy / "vocabulary.model"))
    token_set = TokenSet.load(toy)
    start, source, target = token_set.index[0]
    ids = [int(i) for i in token_set.tokens[start : start + source + target]]
    french = pieces.decode(ids[:source]).lower().rstrip(".").split()
    english = pieces.decode(ids[source:]).lower().rstrip(".").split()
    assert [WORDS[word] for word in french] == english


def test_every_pair_comes_once_a_pass_within_the_budget(toy: Path) -> None:
    token_set = TokenSet.load(toy)
    passed = list(batches(token_set, 64, seed=1))
    assert sorted(row[0] for rows in passed for row in rows) == sorted(token_set.index[:, 0])
    for rows in passed:
        source, _, expected = padded(token_set, rows)
        assert max(source.size, expected.size) <= 64
        assert source.shape[1] % MULTIPLE == 0


def test_sides_are_closed_and_opened_where_the_network_looks_for_it(toy: Path) -> None:
    token_set = TokenSet.load(toy)
    source, entered, expected = padded(token_set, token_set.index[:5])
    for row, (_, source_length, target_length) in enumerate(token_set.index[:5]):
        assert source[row, source_length] == expected[row, target_length] == END
        assert entered[row, 0] == BEGIN
        assert list(entered[row, 1 : target_length + 1]) == list(expected[row, :target_length])
        assert set(entered[row, target_length + 1 :]) <= {PAD}


def random_weights() -> dict[str, Any]:
    """Weights of the toy shape, named as training/network.py names them."""
    chance = np.random.default_rng(1)
    width, hidden = SHAPE["width"], SHAPE["hidden"]
    weights: dict[str, Any] = {"shape": np.array(json.dumps(SHAPE))}

    def linear(name: str, rows: int, columns: int) -> None:
        weights[f"{name}.weight"] = chance.normal(size=(rows, columns)).astype(np.float16)
        weights[f"{name}.bias"] = np.zeros(rows, np.float16)

    def norm(name: str) -> None:
        weights[f"{name}.weight"] = np.ones(width, np.float16)
        weights[f"{name}.bias"] = np.zeros(width, np.float16)

    weights["embedding.weight"] = chance.normal(size=(SHAPE["pieces"], width)).astype(np.float16)
    for side, parts in (("encoder", ["attention"]), ("decoder", ["attention", "cross"])):
        norm(f"{side}_norm")
        for number in range(SHAPE[f"{side}_layers"]):
            for part in parts:
                norm(f"{side}.{number}.{part}.norm")
                linear(f"{side}.{number}.{part}.query", width, width)
                linear(f"{side}.{number}.{part}.key_value", 2 * width, width)
                linear(f"{side}.{number}.{part}.out", width, width)
            norm(f"{side}.{number}.feed_forward.norm")
            linear(f"{side}.{number}.feed_forward.up", hidden, width)
            linear(f"{side}.{number}.feed_forward.down", width, hidden)
    return weights


def test_a_package_made_of_weights_is_found_by_the_engine_and_decodes(
    toy: Path, tmp_path: Path
) -> None:
    write_package(random_weights(), toy / "vocabulary.model", tmp_path / "toy-fr_en", "0.9")
    identity = ArgosTranslators(Settings(), [tmp_path]).get("fr", "en").identity
    assert identity.startswith("fr_en-0.9-")
    pieces = sentencepiece.SentencePieceProcessor(
        model_file=str(tmp_path / "toy-fr_en" / "sentencepiece.model")
    )
    model = ctranslate2.Translator(str(tmp_path / "toy-fr_en" / "model"))
    source = pieces.encode("un deux trois", out_type=str)
    [result] = model.translate_batch([source], max_decoding_length=5, min_decoding_length=5)
    assert len(result.hypotheses[0]) == 5


def test_weights_are_averaged_but_not_what_tells_their_shape(tmp_path: Path) -> None:
    for name, value in (("a", 1.0), ("b", 4.0)):
        np.savez(tmp_path / f"{name}.npz", w=np.full(2, value, np.float32), shape="{}")
    made = averaged([tmp_path / "a.npz", tmp_path / "b.npz"])
    assert made["w"].tolist() == [2.5, 2.5]
    assert made["w"].dtype == np.float32
    assert str(made["shape"]) == "{}"


def test_the_weights_of_a_package_come_back_but_for_the_rounding_to_int8(
    toy: Path, tmp_path: Path
) -> None:
    weights = random_weights()
    write_package(weights, toy / "vocabulary.model", tmp_path / "toy", "0.9")
    found = read_weights(tmp_path / "toy", Shape(**SHAPE))
    assert found.keys() == weights.keys() - {"shape"}
    for name, array in found.items():
        step = np.abs(weights[name]).max(axis=-1, keepdims=True) / 127
        assert (np.abs(array - weights[name]) <= 0.51 * step + 1e-3).all(), name


def test_training_learns_and_its_package_says_what_the_network_says(
    toy: Path, tmp_path: Path
) -> None:
    pytest.importorskip("torch", reason="training needs PyTorch, which is not installed")
    from training import train

    train.KEPT_ASIDE = 20
    arguments = [str(toy), str(tmp_path), "--steps", "400", "--tokens", "512", "--peak", "4e-3"]
    shape = json.dumps(SHAPE | {"width": 64, "hidden": 128})
    options = ["--warmup", "50", "--shape", shape]
    done = CliRunner().invoke(train.main, [*arguments, *options], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    with np.load(tmp_path / "weights.npz") as arrays:
        weights = {name: arrays[name] for name in arrays.files}
    packages = tmp_path / "packages"
    write_package(weights, toy / "vocabulary.model", packages / "toy", "1")
    translators = ArgosTranslators(Settings(), [packages])
    [translation] = translators.get("fr", "en").submit(["cinq deux trois quatre."]).result()
    translators.close()
    assert translation.target == "five two three four."
