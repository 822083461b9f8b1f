"""The network: Mozilla's small Transformer, the decoder's recurrent unit replaced by attention.

Norms come behind each part (Vaswani et al., 2017); a shallow decoder, which is faster for little
loss, after Kasai et al., 2021. The decoder begins with a vector of zeros, and the output's weights
are its embedding. Shapes are (batch, position, width) unless said.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.weights import Shape, positions

_EPSILON = 1e-6
_FAR = -1e9


class Attention(nn.Module):
    """Attention of several heads."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query, self.key, self.value, self.out = (
            nn.Linear(shape.width, shape.width) for _ in range(4)
        )

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """What ``x`` finds in ``memory``; ``mask`` is added to the scores, of any shape that fits.

        By plain products: on a CPU the fused attention's backward pass is the slower one.
        """
        query, key, value = (
            self._split(side) for side in (self.query(x), self.key(memory), self.value(memory))
        )
        scores = query @ key.transpose(2, 3) / math.sqrt(query.shape[-1]) + mask
        mixed: Tensor = self.out((scores.softmax(-1) @ value).transpose(1, 2).flatten(2))
        return mixed

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class Recurrence(nn.Module):
    """Marian's simpler simple recurrent unit (Kim et al., 2019), which CTranslate2 does not have.

    The parent's decoder has it in the place of self-attention.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.input = nn.Linear(shape.width, shape.width, bias=False)
        self.forget = nn.Linear(shape.width, shape.width)

    def forward(self, x: Tensor, _memory: Tensor, _mask: Tensor) -> Tensor:
        """The unit's output at each position, from that one and those before."""
        kept, entered = torch.sigmoid(self.forget(x)), self.input(x)
        state, states = torch.zeros_like(entered[:, 0]), []
        for n in range(x.shape[1]):
            state = kept[:, n] * state + (1 - kept[:, n]) * entered[:, n]
            states.append(state)
        return functional.relu(torch.stack(states, 1))


class FeedForward(nn.Module):
    """Two linear layers with a rectifier between them."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.up = nn.Linear(shape.width, shape.hidden)
        self.down = nn.Linear(shape.hidden, shape.width)

    def forward(self, x: Tensor) -> Tensor:
        """Each position by itself."""
        below: Tensor = self.down(functional.relu(self.up(x)))
        return below


class EncoderLayer(nn.Module):
    """Attention over the source, then the feed-forward layers."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention, self.attention_norm = Attention(shape), _norm(shape)
        self.feed_forward, self.feed_forward_norm = FeedForward(shape), _norm(shape)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """The states above ``x``; ``mask`` hides what is only padding."""
        x = self.attention_norm(x + self.attention(x, x, mask))
        above: Tensor = self.feed_forward_norm(x + self.feed_forward(x))
        return above


class DecoderLayer(nn.Module):
    """The target so far (``history``), then the source, then the feed-forward layers."""

    def __init__(self, shape: Shape, *, recurrent: bool) -> None:
        super().__init__()
        self.history: nn.Module = Recurrence(shape) if recurrent else Attention(shape)
        self.history_norm = _norm(shape)
        self.cross, self.cross_norm = Attention(shape), _norm(shape)
        self.feed_forward, self.feed_forward_norm = FeedForward(shape), _norm(shape)

    def forward(self, y: Tensor, past: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """The states above ``y``; ``past`` hides what comes later, ``mask`` the padding."""
        y = self.history_norm(y + self.history(y, y, past))
        y = self.cross_norm(y + self.cross(y, memory, mask))
        above: Tensor = self.feed_forward_norm(y + self.feed_forward(y))
        return above


class Network(nn.Module):
    """Encoder and decoder; with ``recurrent`` the parent's own, with its recurrent unit."""

    def __init__(self, shape: Shape, *, recurrent: bool = False) -> None:
        super().__init__()
        self.shape = shape
        self.source = nn.Embedding(shape.sources, shape.width)
        self.target = nn.Embedding(shape.targets, shape.width)
        self.bias = nn.Parameter(torch.zeros(shape.targets))
        self.encoder = nn.ModuleList(EncoderLayer(shape) for _ in range(shape.encoder_layers))
        self.decoder = nn.ModuleList(
            DecoderLayer(shape, recurrent=recurrent) for _ in range(shape.decoder_layers)
        )
        places = torch.from_numpy(positions(shape.longest, shape.width))
        self.register_buffer("places", places, persistent=False)

    def encode(self, source: Tensor, present: Tensor) -> tuple[Tensor, Tensor]:
        """The encoder's states, and the mask that hides where nothing is ``present``.

        ``source`` has numbers of pieces, ``present`` is False at padding (both batch, position).
        """
        mask = torch.zeros(present.shape, dtype=self.source.weight.dtype, device=source.device)
        mask = mask.masked_fill(~present, _FAR)[:, None, None, :]
        states = self._placed(self.source(source))
        for layer in self.encoder:
            states = layer(states, mask)
        return states, mask

    def decode(self, entered: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """The decoder's states for the pieces that were ``entered`` (batch, position)."""
        states = self._placed(self.target(entered.clamp(min=0)) * (entered >= 0)[..., None])
        length = entered.shape[1]
        past = torch.full((length, length), _FAR, dtype=states.dtype, device=states.device).triu(1)
        for layer in self.decoder:
            states = layer(states, past, memory, mask)
        return states

    def logits(self, states: Tensor, pieces: Tensor | None = None) -> Tensor:
        """The scores of all target pieces (…, piece) for decoder states (…, width).

        Or only of those whose numbers are given.
        """
        if pieces is None:
            return functional.linear(states, self.target.weight, self.bias)
        return functional.linear(states, self.target.weight[pieces], self.bias[pieces])

    def _placed(self, vectors: Tensor) -> Tensor:
        places = self.get_buffer("places")[: vectors.shape[1]].to(vectors.dtype)
        return vectors * math.sqrt(self.shape.width) + places


def _norm(shape: Shape) -> nn.LayerNorm:
    return nn.LayerNorm(shape.width, eps=_EPSILON)
