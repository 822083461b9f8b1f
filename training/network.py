"""The network: a Transformer with the norms first and one table for source, target and output.

Its parts correspond one to one to those of a CTranslate2 ``TransformerSpec``, see
training/package.py. Vaswani et al., 2017; norms first after Xiong et al., 2020; a shallow decoder,
which is faster for little loss, after Kasai et al., 2021.
"""

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.shape import Shape, positions
from training.vocabulary import PAD


def attended(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    """Scaled dot-product attention, causal without a mask.

    On a CPU by plain products: there the fused attention's backward pass is the slower one.
    """
    if query.device.type != "cpu":
        return functional.scaled_dot_product_attention(
            query, key, value, attn_mask=mask, is_causal=mask is None
        )
    if mask is None:
        mask = torch.ones(query.shape[2], query.shape[2], dtype=torch.bool).tril()
    scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
    return scores.masked_fill(~mask, -1e4).softmax(-1).to(value.dtype) @ value


class Attention(nn.Module):
    """Attention over itself, or with ``cross`` over the encoder's states; norm and residual in."""

    def __init__(self, shape: Shape, dropout: float, *, cross: bool = False) -> None:
        super().__init__()
        self.heads, self.cross = shape.heads, cross
        self.norm = nn.LayerNorm(shape.width)
        self.query = nn.Linear(shape.width, shape.width)
        self.key_value = nn.Linear(shape.width, 2 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, memory: Tensor | None, mask: Tensor | None) -> Tensor:
        """``x`` (batch, length, width) with what it attends to; ``mask`` is True where it may."""
        normed = self.norm(x)
        query = self._split(self.query(normed))
        key, value = self.key_value(normed if memory is None else memory).chunk(2, dim=-1)
        mixed = attended(query, self._split(key), self._split(value), mask)
        result: Tensor = x + self.dropout(self.out(mixed.transpose(1, 2).flatten(2)))
        return result

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class FeedForward(nn.Module):
    """Two layers with a ReLU between them; norm and residual in."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(shape.width)
        self.up = nn.Linear(shape.width, shape.hidden)
        self.down = nn.Linear(shape.hidden, shape.width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        """``x`` (batch, length, width), transformed position by position."""
        result: Tensor = x + self.dropout(self.down(torch.relu(self.up(self.norm(x)))))
        return result


class Layer(nn.Module):
    """One layer of the encoder, or with ``cross`` of the decoder."""

    def __init__(self, shape: Shape, dropout: float, *, cross: bool) -> None:
        super().__init__()
        self.attention = Attention(shape, dropout)
        self.cross = Attention(shape, dropout, cross=True) if cross else None
        self.feed_forward = FeedForward(shape, dropout)


class Network(nn.Module):
    """Source and target tokens in, the scores of each next target token out."""

    def __init__(self, shape: Shape, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.pieces, shape.width, padding_idx=PAD)
        self.encoder = _layers(shape, dropout, shape.encoder_layers, cross=False)
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder = _layers(shape, dropout, shape.decoder_layers, cross=True)
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.dropout = nn.Dropout(dropout)
        self.apply(self._begin)

    def _begin(self, part: nn.Module) -> None:
        """Xavier's weights; those that add to the residual are smaller, the deeper it is."""
        if isinstance(part, nn.Linear):
            nn.init.xavier_uniform_(part.weight)
            nn.init.zeros_(part.bias)
        depth = math.sqrt(2 * (self.shape.encoder_layers + self.shape.decoder_layers))
        if isinstance(part, Attention):
            part.out.weight.data /= depth
        if isinstance(part, FeedForward):
            part.down.weight.data /= depth
        if isinstance(part, nn.Embedding):
            nn.init.normal_(part.weight, std=self.shape.width**-0.5)
            part.weight.data[PAD] = 0

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """Logits (batch, target length, pieces) for ids (batch, length), PAD at the ends."""
        mask = (source != PAD)[:, None, None, :]
        memory = self._embedded(source)
        for layer in self.encoder:
            memory = layer.feed_forward(layer.attention(memory, None, mask))
        memory = self.encoder_norm(memory)
        states = self._embedded(target)
        for layer in self.decoder:
            states = layer.cross(layer.attention(states, None, None), memory, mask)
            states = layer.feed_forward(states)
        logits: Tensor = self.decoder_norm(states) @ self.embedding.weight.t()
        return logits

    def _embedded(self, ids: Tensor) -> Tensor:
        table = torch.from_numpy(positions(ids.shape[1], self.shape.width)).to(ids.device)
        result: Tensor = self.dropout(self.embedding(ids) * math.sqrt(self.shape.width) + table)
        return result

    def weights(self) -> dict[str, Any]:
        """All weights by name as 16-bit NumPy arrays, as training/package.py takes them."""
        return {name: value.half().cpu().numpy() for name, value in self.state_dict().items()}


def _layers(shape: Shape, dropout: float, count: int, *, cross: bool) -> nn.ModuleList:
    return nn.ModuleList(Layer(shape, dropout, cross=cross) for _ in range(count))
