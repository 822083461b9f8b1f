"""The parent as teacher: what it says of each next English piece when it reads the Portuguese.

A pair tells of each place one piece, the parent how likely it finds them all, and the states of its
decoder from which it does (Hinton et al., 2015). The pupil's decoder is the parent's, so that an
encoder of French that gives it the same states is as good as the parent's of Portuguese.
"""

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch, each_encoded, grouped, padded
from training.lessons import Lesson
from training.losses import sample, states_of
from training.network import Network
from training.noise import plain
from training.parent import parent_model, parent_vocabulary
from training.vocabulary import END, Vocabularies, names, processor

#: What the parent's word counts, of 1, beside the pair's own; and the states' mean square error.
_TAUGHT, _STATES = 0.7, 0.5
#: The score of a piece that the parent does not have.
_NEVER = -1e4


class Taught(NamedTuple):
    """A batch for the pupil, and the same targets behind Portuguese sources for the parent."""

    pupil: Batch
    parent: Batch


class Teacher:
    """The parent, and which of its pieces the pupil's are."""

    def __init__(
        self, vocabularies: Vocabularies, *, half: bool = False, device: str = "cpu"
    ) -> None:
        shape, weights = parent_model()
        self.network = Network(shape, recurrent=True).requires_grad_(requires_grad=False)
        self.network.load_state_dict({n: torch.from_numpy(w.copy()) for n, w in weights.items()})
        self.network.to(device, torch.bfloat16 if half else torch.float32)
        self._pieces = processor(parent_vocabulary())
        self._vocabularies = vocabularies
        rows = {piece: row for row, piece in enumerate(names(self._pieces))}
        known = [rows.get(piece, -1) for piece in names(vocabularies.target)]
        self.rows = torch.tensor(known, device=device)

    def batches(self, lessons: Sequence[Lesson], budget: int) -> list[Taught]:
        """Batches of lessons; without those whose English has a piece that the parent lacks."""
        pairs = each_encoded([plain(lesson.pair) for lesson in lessons], self._vocabularies)
        others = self._pieces.encode([lesson.portuguese for lesson in lessons], num_threads=2)
        rows = self.rows.tolist()
        triples = [
            (*pair, [*other, END])
            for pair, other in zip(pairs, others, strict=True)
            if pair and other and all(rows[piece] >= 0 for piece in pair[1])
        ]
        return [
            Taught(
                padded([(source, target) for source, target, _ in group]),
                padded([(other, [rows[piece] for piece in target]) for _, target, other in group]),
            )
            for group in grouped(triples, budget)
        ]

    def loss(self, pupil: Network, taught: Taught) -> tuple[Tensor, int]:
        """How far the pupil is from the pairs and the parent, and how many tokens there are."""
        with torch.no_grad():
            wanted_states, _ = states_of(self.network, taught.parent)
        states, wanted = states_of(pupil, taught.pupil)
        pieces, correction, places = sample(wanted, pupil.shape.targets)
        logits = (pupil.logits(states, pieces).float() + correction).log_softmax(-1)
        loss = (1 - _TAUGHT) * functional.nll_loss(logits, places[wanted])
        chances = self._chances(wanted_states, pieces, correction)
        loss += _TAUGHT * functional.kl_div(logits, chances, reduction="batchmean", log_target=True)
        loss += _STATES * functional.mse_loss(states.float(), wanted_states.float())
        return loss, len(wanted)

    def _chances(self, states: Tensor, pieces: Tensor, correction: Tensor) -> Tensor:
        """How likely the parent finds each of the pupil's pieces, as logarithms."""
        with torch.no_grad():
            rows = self.rows[pieces]
            logits = self.network.logits(states, rows.clamp(min=0)).float() + correction
            return logits.masked_fill(rows < 0, _NEVER).log_softmax(-1)
