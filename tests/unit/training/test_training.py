"""The network and its training, on a toy; left out where PyTorch is not installed."""

import random
from pathlib import Path

import ctranslate2
import numpy as np
import pytest
from click.testing import CliRunner

from tests.unit.training.toy import counted, marian_file, parent_arrays, random_weights
from training import parent
from training.batches import batches, encoded, padded
from training.package import write_package
from training.pairs import HELD
from training.vocabulary import Vocabularies
from training.weights import Shape, load_weights, save_weights

torch = pytest.importorskip("torch", reason="training needs PyTorch, which is not installed")

from training import train  # noqa: E402
from training.distillation import without_recurrence  # noqa: E402
from training.losses import loss_of  # noqa: E402
from training.masters import Masters, scale  # noqa: E402
from training.network import Network  # noqa: E402
from training.supply import endless  # noqa: E402

PAIR, LONGER = ([2, 3, 0], [4, 5, 0]), ([2, 3, 4, 5, 0], [6, 4, 5, 2, 0])


def network_of(shape: Shape) -> Network:
    network = Network(shape)
    weights = random_weights(shape)
    network.load_state_dict({name: torch.from_numpy(array) for name, array in weights.items()})
    return network


def small(sources: int = 9, targets: int = 9, width: int = 16) -> Shape:
    layers = {"encoder_layers": 2, "decoder_layers": 1}
    return Shape(sources, targets, width=width, heads=2, hidden=2 * width, **layers)


def test_padding_changes_nothing_and_what_comes_later_neither() -> None:
    network = network_of(small())
    alone, _ = loss_of(network, padded([PAIR]), sampled=False)
    longer, _ = loss_of(network, padded([LONGER]), sampled=False)
    both, count = loss_of(network, padded([PAIR, LONGER]), sampled=False)
    assert count == 8
    assert both.item() == pytest.approx((3 * alone.item() + 5 * longer.item()) / 8, rel=1e-4)


def test_a_sample_of_all_pieces_gives_the_whole_loss() -> None:
    network, batch = network_of(small()), padded([PAIR, LONGER])
    whole, _ = loss_of(network, batch, sampled=False)
    sample, _ = loss_of(network, batch, sampled=True)
    assert sample.item() == pytest.approx(whole.item(), rel=1e-4)


def test_a_sample_stands_for_the_rest() -> None:
    network, batch = network_of(small(targets=20_000)), padded([PAIR, LONGER])
    whole, _ = loss_of(network, batch, sampled=False)
    samples = [loss_of(network, batch, sampled=True)[0].item() for _ in range(20)]
    assert float(np.mean(samples)) == pytest.approx(whole.item(), rel=0.1)


def test_one_fall_goes_over_several_starts() -> None:
    assert train.Clock(120.0, behind=60.0).part == pytest.approx(0.5, abs=0.01)
    assert train.Clock(120.0).part == pytest.approx(0.0, abs=0.01)
    assert train.Clock(120.0, behind=120.0).ended


def test_rates_rise_then_fall_and_end_low_when_finished() -> None:
    risen = [scale(step, 0, 0.0, finish=False) for step in range(300)]
    assert risen[0] < risen[100] < risen[199] == risen[299] == 1
    assert scale(8_000, 0, 0.5, finish=False) == pytest.approx(0.5)
    assert scale(0, 50_000, 0.0, finish=False) < 0.01
    assert scale(1_000, 0, 0.5, finish=True) == pytest.approx(0.5)
    assert scale(1_000, 0, 1.0, finish=True) == pytest.approx(0.02)


def test_the_parent_s_arrays_fit_its_network_and_a_self_attention_learns_from_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    arrays = {name: array * 0.3 for name, array in parent_arrays(pieces=20).items()}
    monkeypatch.setattr(parent, "_resource", lambda _name: marian_file(arrays))
    shape, weights = parent.parent_model()
    chance = random.Random(1)
    pairs = [([*(chance.randrange(2, 20) for _ in range(5)), 0],) * 2 for _ in range(40)]
    losses: list[float] = []
    supply = list(batches(pairs, 60)) * 8
    learnt = without_recurrence(shape, weights, supply, lambda _step, loss: losses.append(loss))
    assert np.mean(losses[-10:]) < 0.5 * np.mean(losses[:3])
    kept = {name for name in weights if ".history" not in name}
    assert all(np.allclose(learnt[name].numpy(), weights[name]) for name in kept)


def test_a_package_gives_the_chances_that_the_network_gives(
    vocabularies: Vocabularies, vocabulary_folder: Path, tmp_path: Path
) -> None:
    sizes = vocabularies.source.get_piece_size(), vocabularies.target.get_piece_size()
    shape = small(*sizes)
    weights = {name: 0.3 * array for name, array in random_weights(shape).items()}
    network = Network(shape)
    network.load_state_dict({name: torch.from_numpy(array) for name, array in weights.items()})
    write_package(shape, weights, vocabulary_folder, tmp_path / "toy", "1")
    model = ctranslate2.Translator(str(tmp_path / "toy" / "model"), compute_type="float32")
    for pair in counted()[::100]:
        [(source, target)] = encoded([pair], vocabularies)
        texts = (
            side.id_to_piece(ids[:-1])
            for side, ids in ((vocabularies.source, source), (vocabularies.target, target))
        )
        [scored] = model.score_batch(*([text] for text in texts))
        loss, count = loss_of(network, padded([(source, target)]), sampled=False)
        assert sum(scored.log_probs) == pytest.approx(-loss.item() * count, rel=0.02)


def test_training_learns() -> None:
    torch.manual_seed(1)
    network = network_of(small())
    masters = Masters(network, 3e-3, 3e-3)
    pairs = [([2 + n % 7, 2 + n // 7, 0], [2 + n // 7, 2 + n % 7, 0]) for n in range(49)]
    losses = []
    for _ in range(150):
        loss, _ = loss_of(network, padded(pairs), sampled=True)
        loss.backward()
        masters.step(1.0)
        losses.append(loss.item())
    assert losses[-1] < 0.2 * losses[0]


def test_the_running_mean_follows_the_weights() -> None:
    network = network_of(small())
    masters = Masters(network, 1e-3, 1e-3)
    before = masters.weights()["bias"]
    for _ in range(3):
        loss, _ = loss_of(network, padded([PAIR, LONGER]), sampled=False)
        loss.backward()
        masters.step(1.0)
    after, mean = masters.weights()["bias"], masters.mean()["bias"]
    moved = np.abs(after - before)
    assert moved.min() > 0
    assert (np.abs(mean - before) < moved).all()
    assert np.allclose(network.bias.detach().numpy(), after)


def test_a_network_in_half_precision_follows_its_masters() -> None:
    network = network_of(small())
    masters = Masters(network, 1e-3, 1e-3, half=True)
    loss, _ = loss_of(network, padded([PAIR]), sampled=False)
    loss.backward()
    masters.step(1.0)
    assert network.bias.dtype == torch.bfloat16
    assert np.allclose(network.bias.detach().float().numpy(), masters.weights()["bias"], rtol=0.01)


def test_a_run_keeps_its_weights_and_another_goes_on_from_there(
    vocabularies: Vocabularies,
    vocabulary_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(train, "HELD", 20)
    monkeypatch.setattr(train.Clock, "ended", property(ended_after(steps=3)))
    shape = small(vocabularies.source.get_piece_size(), vocabularies.target.get_piece_size())
    start, pairs = tmp_path / "start.npz", tmp_path / "pairs.tsv"
    save_weights(start, shape, random_weights(shape))
    pairs.write_text("".join(f"a\t{s}\t{t}\n" for s, t in counted()), encoding="utf-8")
    arguments = [str(each) for each in (start, tmp_path / "run", pairs, vocabulary_folder)]
    outputs = [
        CliRunner()
        .invoke(train.main, [*arguments, "--minutes", "1"], catch_exceptions=False)
        .output
        for _ in range(2)
    ]
    assert "0 steps before" in outputs[0]
    assert "3 steps before" in outputs[1]
    assert "end after 6 steps" in outputs[1]
    found, weights = load_weights(tmp_path / "run" / "mean.npz")
    assert found == shape
    assert not np.allclose(weights["bias"], random_weights(shape)["bias"], atol=1e-5)


def ended_after(steps: int):  # type: ignore[no-untyped-def]
    """What tells a clock's end after so many questions, whatever the time."""
    asked: dict[int, int] = {}

    def ended(clock: train.Clock) -> bool:
        asked[id(clock)] = asked.get(id(clock), 0) + 1
        return asked[id(clock)] > steps

    return ended


def test_held_pairs_are_not_trained_on_and_debates_are_fewer(tmp_path: Path) -> None:
    lines = [f"europarl\tn{n}\tn{n}\n" for n in range(3_000)] + ["a\tn\tn\n"] * 100
    (tmp_path / "pairs.tsv").write_text("".join(lines), encoding="utf-8")
    held, used = train._parted(tmp_path / "pairs.tsv", {"europarl": 0.25})
    assert len(held) == HELD
    assert not set(held) & set(used)
    assert 400 < len(used) - 100 < 600


def test_batches_come_without_end_and_the_noise_is_new(vocabularies: Vocabularies) -> None:
    pairs = counted()[:50]
    count = len(list(batches(encoded(pairs, vocabularies), 10_000)))
    supply = endless(pairs, vocabularies, 10_000)
    first, second = ([next(supply) for _ in range(10 * count)] for _ in range(2))
    assert [batch.source.tolist() for batch in first] != [batch.source.tolist() for batch in second]


def test_batches_have_the_pairs_with_other_names(
    vocabularies: Vocabularies, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = counted()[:50]
    monkeypatch.setattr("training.supply.names_of", lambda given: given)
    monkeypatch.setattr("training.supply.renamed", lambda _pair, names, _chance: names[7])
    batch = next(endless(pairs, vocabularies, 10_000))
    (expected,) = batches(encoded([pairs[7]], vocabularies), 10_000)
    whole = expected.source[0].tolist()
    assert sum(row[: len(whole)] == whole for row in batch.source.tolist()) > 30
