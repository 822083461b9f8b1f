"""What is trained: 32-bit masters of the weights, their moments and their running mean."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training.network import Network
from training.weights import Array

#: Each step moves the running mean by so much of the way to the weights; at first by more.
_SHARE = 0.002
_CLIP = 1.0
#: Steps over which a rate rises at the start of a run, and after which it begins to fall.
_WARM, _STEADY = 200, 2_000
#: What of the rate is left at the end of a run that is to be finished.
_LAST = 0.02


def scale(step: int, begun: int, part: float, *, finish: bool) -> float:
    """What the rates are multiplied by: ``step`` of this run, ``begun`` before it.

    They rise at its start and fall with the square root of all steps; with ``finish`` also in a
    line, ``part`` of which is behind (0 to 1), to a fiftieth.
    """
    risen = min(1.0, (step + 1) / _WARM)
    fallen = math.sqrt(_STEADY / max(_STEADY, begun + step))
    return risen * fallen * (max(_LAST, 1 - part) if finish else 1.0)


class Masters:
    """The weights that are trained, in 32 bits, beside a network that may compute in 16.

    With ``half`` it computes in bfloat16. Where the processor has that (AMX, avx512_bf16, a GPU) it
    is three times as fast, where not ten times as slow.
    """

    def __init__(
        self, network: Network, rate: float, decoder_rate: float, *, half: bool = False
    ) -> None:
        self._parameters = dict(network.named_parameters())
        self._weights = {n: p.detach().float().clone() for n, p in self._parameters.items()}
        self._mean = {name: weights.clone() for name, weights in self._weights.items()}
        self._optimizer = torch.optim.AdamW(
            [
                {"params": [weights], "base": _rate(name, rate, decoder_rate)}
                for name, weights in self._weights.items()
            ],
            lr=rate,
            betas=(0.9, 0.98),
            eps=1e-9,
            weight_decay=0.0,
            fused=True,
        )
        self.steps = 0
        if half:
            network.bfloat16()

    def step(self, scaled: float) -> None:
        """Move the weights by the network's gradients, the rates multiplied by ``scaled``."""
        for group in self._optimizer.param_groups:
            group["lr"] = group["base"] * scaled
        for name, weights in self._weights.items():
            gradient = self._parameters[name].grad
            weights.grad = None if gradient is None else gradient.float()
            self._parameters[name].grad = None
        torch.nn.utils.clip_grad_norm_(self._weights.values(), _CLIP)
        self._optimizer.step()
        share = max(_SHARE, 1 / (self.steps + 2))
        self.steps += 1
        with torch.no_grad():
            for name, weights in self._weights.items():
                self._mean[name].lerp_(weights, share)
                self._parameters[name].copy_(weights)

    def weights(self) -> dict[str, Array]:
        """The weights themselves: better than their mean at the end of a finished run."""
        return dict(_arrays(self._weights))

    def mean(self) -> dict[str, Array]:
        """The running mean of the weights: better than they are while the rate is high."""
        return dict(_arrays(self._mean))

    def state(self) -> dict[str, Any]:
        """All that a later run needs to go on from here."""
        return {
            "weights": self._weights,
            "mean": self._mean,
            "moments": self._optimizer.state_dict(),
            "steps": self.steps,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from what ``state`` gave, with the rates of now."""
        bases = [group["base"] for group in self._optimizer.param_groups]
        self._optimizer.load_state_dict(state["moments"])
        for group, base in zip(self._optimizer.param_groups, bases, strict=True):
            group["base"] = base
        self.steps = state["steps"]
        with torch.no_grad():
            for name, weights in self._weights.items():
                weights.copy_(state["weights"][name])
                self._mean[name].copy_(state["mean"][name])
                self._parameters[name].copy_(weights)


def _rate(name: str, rate: float, decoder_rate: float) -> float:
    """The decoder knows English and moves little; the source's vectors are new and move most."""
    if name.startswith(("decoder", "target", "bias")):
        return decoder_rate
    return 2 * rate if name == "source.weight" else rate


def _arrays(tensors: dict[str, Tensor]) -> Iterator[tuple[str, Array]]:
    for name, tensor in tensors.items():
        yield name, tensor.cpu().numpy().astype(np.float32)
