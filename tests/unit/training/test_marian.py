"""What is read of Marian's binary models, and what the parent's arrays are in the network."""

import numpy as np
import pytest

from tests.unit.training.toy import marian_file, parent_arrays
from training import parent
from training.marian import read_model


def test_matrices_of_bytes_come_back_but_for_their_rounding() -> None:
    arrays = parent_arrays(pieces=20)
    found = read_model(marian_file(arrays))
    assert found.keys() == arrays.keys()
    for name, array in arrays.items():
        assert found[name].shape == array.shape
        assert np.abs(found[name] - array).max() <= 0.51 * np.abs(array).max() / 127, name


def test_what_is_only_for_marian_s_own_arithmetic_is_left_out() -> None:
    arrays = {"W": np.ones((2, 2), np.float32), "W_QuantMultA": np.ones((1, 1), np.float32)}
    assert read_model(marian_file(arrays)).keys() == {"W"}


@pytest.mark.parametrize("data", [b"", b"\1", b"\2" + bytes(99), b"PK\3\4 an archive of its own"])
def test_another_file_is_told(data: bytes) -> None:
    with pytest.raises(ValueError, match="no binary model of Marian"):
        read_model(data)


def test_a_truncated_file_is_told() -> None:
    data = marian_file(parent_arrays(pieces=20))
    for length in (20, 500, 7_000, len(data) // 2):
        with pytest.raises(ValueError, match="no binary model of Marian"):
            read_model(data[:length])


def test_the_parent_s_arrays_are_linear_layers_with_the_outputs_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    arrays = parent_arrays(pieces=20)
    monkeypatch.setattr(parent, "_resource", lambda _name: marian_file(arrays))
    shape, weights = parent.parent_model()
    assert (shape.sources, shape.targets, shape.width, shape.hidden) == (20, 20, 16, 32)
    up = weights["encoder.5.feed_forward.up.weight"]
    assert np.abs(up - arrays["encoder_l6_ffn_W1"].T).max() < 0.05
    assert weights["decoder.1.history_norm.bias"].tolist() == pytest.approx(
        arrays["decoder_l2_rnn_ffn_ln_bias"][0].tolist()
    )
    assert "decoder.0.history.input.bias" not in weights
