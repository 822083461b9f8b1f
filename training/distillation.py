"""Teaching a self-attention to do in the parent's decoder what its recurrent unit does.

All else of the parent is as it was, so that only the attention and its norm have to learn; and they
learn from what the parent says of each next piece, not from the text alone (Hinton et al., 2015).
"""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import IGNORED, Batch
from training.network import Network
from training.weights import Shape, Weights

_RATE, _LAST = 2e-3, 0.02
#: What the states' mean square error counts beside the divergence.
_STATES = 0.5


def without_recurrence(
    shape: Shape,
    parent: Weights,
    supply: Sequence[Batch],
    tell: Callable[[int, float], None] = lambda _step, _loss: None,
) -> dict[str, Tensor]:
    """The parent's weights with a self-attention that was taught by it, a step for each batch.

    ``tell`` is told each step and its loss.
    """
    teacher = Network(shape, recurrent=True)
    teacher.load_state_dict({name: torch.from_numpy(each.copy()) for name, each in parent.items()})
    pupil = Network(shape)
    pupil.load_state_dict(teacher.state_dict(), strict=False)
    learning = [p for name, p in pupil.named_parameters() if ".history" in name]
    optimizer = torch.optim.AdamW(learning, lr=_RATE, betas=(0.9, 0.98), weight_decay=0.0)
    for step, batch in enumerate(supply):
        loss = _difference(teacher, pupil, batch)
        optimizer.param_groups[0]["lr"] = _RATE * max(_LAST, 1 - step / len(supply))
        optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(loss, inputs=learning)
        optimizer.step()
        tell(step, loss.item())
    learnt: dict[str, Tensor] = pupil.state_dict()
    return learnt


def _difference(teacher: Network, pupil: Network, batch: Batch) -> Tensor:
    """The pupil's divergence from the teacher's chances, and how far apart their states are."""
    source, present, entered, expected = map(torch.from_numpy, batch)
    target_mask = expected != IGNORED
    with torch.no_grad():
        memory, mask = teacher.encode(source, present)
        wanted = teacher.decode(entered, memory, mask)[target_mask]
        chances = teacher.logits(wanted).log_softmax(-1)
    states = pupil.decode(entered, memory, mask)[target_mask]
    pupil_chances = pupil.logits(states).log_softmax(-1)
    apart = functional.kl_div(pupil_chances, chances, reduction="batchmean", log_target=True)
    return apart + _STATES * functional.mse_loss(states, wanted)
