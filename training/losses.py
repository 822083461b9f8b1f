"""What a network is worth: cross-entropy over all target pieces, or over a sample of them."""

import math

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import IGNORED, Batch
from training.network import Network

#: Always in the sample: the commonest pieces, which have the first numbers. And drawn beside them.
_COMMONEST, _DRAWN = 500, 1_500


def loss_of(network: Network, batch: Batch, *, sampled: bool) -> tuple[Tensor, int]:
    """Mean cross-entropy in nats for each target token, and how many tokens there are.

    ``sampled`` takes the pieces of the batch, the commonest and some drawn at random that stand for
    all the others (sampled softmax: Jean et al., 2015). On a CPU it takes half of the time away.
    """
    states, wanted = states_of(network, batch)
    if not sampled:
        return functional.cross_entropy(network.logits(states).float(), wanted), len(wanted)
    pieces, correction, places = sample(wanted, network.shape.targets)
    logits = network.logits(states, pieces).float() + correction
    return functional.cross_entropy(logits, places[wanted]), len(wanted)


def states_of(network: Network, batch: Batch) -> tuple[Tensor, Tensor]:
    """The decoder's states of a batch's target tokens (token, width), and their numbers (token)."""
    device = network.bias.device
    source, present, entered, expected = (torch.from_numpy(each).to(device) for each in batch)
    memory, mask = network.encode(source, present)
    target_mask = expected != IGNORED
    return network.decode(entered, memory, mask)[target_mask], expected[target_mask]


def sample(wanted: Tensor, count: int) -> tuple[Tensor, Tensor, Tensor]:
    """The pieces sampled, what is added to their scores, and each piece's place among them."""
    sure = torch.zeros(count, dtype=torch.bool, device=wanted.device)
    sure[wanted] = True
    sure[:_COMMONEST] = True
    used = sure.clone()
    used[torch.randint(0, count, (_DRAWN,), device=wanted.device)] = True
    pieces = used.nonzero()[:, 0]
    certain = int(sure.sum())
    stand_for = max(1.0, (count - certain) / max(1, len(pieces) - certain))
    correction = torch.where(sure[pieces], 0.0, math.log(stand_for))
    places = torch.zeros(count, dtype=torch.long, device=wanted.device)
    places[pieces] = torch.arange(len(pieces), device=wanted.device)
    return pieces, correction, places
