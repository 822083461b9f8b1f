"""The parent as teacher, on a toy; left out where PyTorch is not installed."""

import numpy as np
import pytest

from tests.unit.training.toy import (
    counted,
    marian_file,
    parent_arrays,
    parent_pieces,
    random_weights,
)
from training import parent
from training.lessons import Lesson
from training.vocabulary import Vocabularies, names, processor
from training.weights import Shape

torch = pytest.importorskip("torch", reason="training needs PyTorch, which is not installed")

from training import teaching  # noqa: E402
from training.masters import Masters  # noqa: E402
from training.network import Network  # noqa: E402
from training.supply import heard, mixed  # noqa: E402

#: The toy's Portuguese is its English.
LESSONS = [Lesson(pair, pair.target) for pair in counted()[:200]]


@pytest.fixture
def teacher(vocabularies: Vocabularies, monkeypatch: pytest.MonkeyPatch) -> teaching.Teacher:
    """A parent of small random weights, with the toy's pieces."""
    count = processor(parent_pieces()).get_piece_size()
    arrays = {name: array * 0.3 for name, array in parent_arrays(count).items()}
    files = {"model": marian_file(arrays), "vocab": parent_pieces()}
    monkeypatch.setattr(parent, "_resource", lambda name: files[name.split(".")[0]])
    return teaching.Teacher(vocabularies)


def pupil_of(vocabularies: Vocabularies) -> Network:
    torch.manual_seed(1)
    sizes = vocabularies.source.get_piece_size(), vocabularies.target.get_piece_size()
    layers = {"encoder_layers": 2, "decoder_layers": 1}
    shape = Shape(*sizes, width=16, heads=8, hidden=32, **layers)
    pupil = Network(shape)
    weights = {name: array * 0.3 for name, array in random_weights(shape).items()}
    pupil.load_state_dict({name: torch.from_numpy(array) for name, array in weights.items()})
    return pupil


def test_the_parent_reads_the_same_targets_behind_portuguese(
    teacher: teaching.Teacher, vocabularies: Vocabularies
) -> None:
    ready = teacher.batches(LESSONS, 200)
    assert sum(len(taught.pupil.source) for taught in ready) == len(LESSONS)
    theirs, ours = names(processor(parent_pieces())), names(vocabularies.target)
    for pupil, its_parent in ready:
        assert pupil.expected.shape == its_parent.expected.shape
        for row, other in zip(pupil.expected, its_parent.expected, strict=True):
            written = [theirs[n] for n in other if n >= 0]
            assert written == [ours[n] for n in row if n >= 0]


def test_what_the_parent_cannot_write_is_left_out(teacher: teaching.Teacher) -> None:
    pair = LESSONS[0].pair
    strange = Lesson(pair._replace(target="｟1｠ two"), "｟1｠ two")
    empty = Lesson(pair, "")
    ready = teacher.batches([strange, LESSONS[0], empty], 200)
    assert [len(taught.pupil.source) for taught in ready] == [1]


def test_a_piece_is_as_likely_as_the_parent_finds_its_own_of_that_name(
    teacher: teaching.Teacher, vocabularies: Vocabularies
) -> None:
    states = torch.randn(3, 16)
    ours, theirs = names(vocabularies.target), names(processor(parent_pieces()))
    every = torch.arange(len(ours))
    chances = teacher._chances(states, every, torch.zeros(len(ours)))
    logits = teacher.network.logits(states)
    common = [piece for piece in ours if piece in theirs]
    wanted = logits[:, [theirs.index(piece) for piece in common]].log_softmax(-1)
    assert torch.allclose(chances[:, [ours.index(p) for p in common]], wanted, atol=1e-5)
    assert chances[:, ours.index("｟1｠")].exp().max() < 1e-6


def test_a_pupil_comes_nearer_to_its_teacher(
    teacher: teaching.Teacher, vocabularies: Vocabularies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teaching, "_TAUGHT", 1.0)
    pupil = pupil_of(vocabularies)
    masters, losses = Masters(pupil, 3e-3, 3e-3), []
    supply = heard(pupil, teacher, LESSONS, 400)
    for _ in range(80):
        loss, count = next(supply)
        assert count > 0
        loss.backward()
        masters.step(1.0)
        losses.append(loss.item())
    assert np.mean(losses[-5:]) < 0.7 * np.mean(losses[:5])


def test_the_teacher_itself_does_not_learn(
    teacher: teaching.Teacher, vocabularies: Vocabularies
) -> None:
    loss, _ = teacher.loss(pupil_of(vocabularies), teacher.batches(LESSONS[:5], 400)[0])
    loss.backward()
    assert all(parameter.grad is None for parameter in teacher.network.parameters())


def test_two_supplies_are_mixed_by_share() -> None:
    def supply(value: int):  # type: ignore[no-untyped-def]
        while True:
            yield torch.tensor(0.0), value

    drawn = [next(both)[1] for both in [mixed(supply(1), supply(2), 0.25)] for _ in range(2_000)]
    assert 400 < drawn.count(2) < 600
