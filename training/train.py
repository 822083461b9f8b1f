"""Command: train a network on a training set, resumably.

    python -m training.train DATA RUN --steps 40000

The learning rate rises over the first steps, stays, and falls to nothing over a last share of them
(a trapezoid: Hägele et al., 2024; where time is short, a long fall is worth more than a long stay).
``RUN/state.pt`` is kept to go on from, after a kill or with more ``--steps``; ``RUN/weights.npz``
is the result, for training/package.py. ``--start PACKAGE`` trains a package of the same shape
further, with batches in another order (``--seed``).
"""

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
from torch.nn import functional

from training.batches import batches, padded
from training.network import Network
from training.package import read_weights
from training.shape import Shape
from training.tokens import TokenSet
from training.vocabulary import PAD

#: Pairs kept aside, on which the loss is told.
KEPT_ASIDE = 2_000
SMOOTHING = 0.1
#: Steps between two writings of the state.
KEPT_EVERY = 500


def rate(step: int, steps: int, peak: float, warmup: int, fall: float) -> float:
    """The learning rate at a step; ``fall`` is the share of the steps over which it falls."""
    falling = max(1, int(steps * fall))
    return peak * min(1.0, (step + 1) / warmup, max(0.0, (steps - step) / falling))


def loss_of(network: Network, rows: tuple[Any, Any, Any], smoothing: float) -> torch.Tensor:
    """Mean cross-entropy per target token, in nats."""
    device = network.embedding.weight.device
    source, entered, expected = (torch.from_numpy(side).to(device) for side in rows)
    with torch.autocast(device.type, torch.bfloat16):
        logits = network(source, entered)
    return functional.cross_entropy(
        logits.float().flatten(0, 1),
        expected.flatten(),
        ignore_index=PAD,
        label_smoothing=smoothing,
    )


def validated(network: Network, token_set: TokenSet, budget: int) -> float:
    """The mean loss over the batches of the pairs kept aside."""
    network.eval()
    with torch.no_grad():
        losses = [
            loss_of(network, padded(token_set, rows), 0.0).item()
            for rows in batches(token_set, budget, 0, slice(KEPT_ASIDE))
        ]
    network.train()
    return float(np.mean(losses))


def _passes(token_set: TokenSet, budget: int, seed: int) -> Iterator[Any]:
    """Batches of the training pairs, pass after pass without end."""
    for number in count(seed):
        yield from batches(token_set, budget, number, slice(KEPT_ASIDE, None))


@click.command()
@click.argument("data", type=click.Path(exists=True, path_type=Path))
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--steps", default=40_000, show_default=True)
@click.option("--tokens", default=5_000, show_default=True, help="Tokens of one side a batch.")
@click.option("--peak", default=1.2e-3, show_default=True, help="Highest learning rate.")
@click.option("--warmup", default=800, show_default=True, help="Steps until then.")
@click.option("--fall", default=0.2, show_default=True, help="Share of steps while it falls.")
@click.option("--dropout", default=0.0, show_default=True)
@click.option("--shape", default="{}", help='Sizes that differ, as JSON: {"width": 512}.')
@click.option("--device", default="cpu", show_default=True)
@click.option(
    "--start", type=click.Path(exists=True, path_type=Path), help="Package to begin from."
)
@click.option("--seed", default=1, show_default=True, help="Order of the batches.")
def main(
    data: Path,
    run: Path,
    steps: int,
    tokens: int,
    peak: float,
    warmup: int,
    fall: float,
    dropout: float,
    shape: str,
    device: str,
    start: Path | None,
    seed: int,
) -> None:
    """Train on DATA, going on from RUN/state.pt when it exists."""
    run.mkdir(parents=True, exist_ok=True)
    token_set = TokenSet.load(data)
    network = _begun(Shape(**json.loads(shape)), dropout, start).to(device)
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=peak, betas=(0.9, 0.98), eps=1e-9, fused=True
    )
    first = _resumed(run / "state.pt", network, optimizer)
    supply = _passes(token_set, tokens, seed + first)
    for step in range(first, steps):
        if step % KEPT_EVERY == 0 and step > first:
            _keep(run / "state.pt", network, optimizer, step)
        for group in optimizer.param_groups:
            group["lr"] = rate(step, steps, peak, warmup, fall)
        loss_of(network, padded(token_set, next(supply)), SMOOTHING).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if (step + 1) % 1_000 == 0 or step + 1 == steps:
            click.echo(f"step {step + 1}: loss {validated(network, token_set, tokens):.4f}")
    np.savez(run / "weights.npz", **network.weights(), shape=json.dumps(network.shape.as_dict()))


def _begun(shape: Shape, dropout: float, start: Path | None) -> Network:
    """A new network, or one with the weights of the package ``start``."""
    network = Network(shape, dropout)
    if start:
        weights = read_weights(start, shape).items()
        network.load_state_dict({name: torch.tensor(array) for name, array in weights})
    return network


def _keep(file: Path, network: Network, optimizer: torch.optim.Optimizer, step: int) -> None:
    """Write the state, whole or not at all."""
    state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
    torch.save(state, file.with_suffix(".new"))
    file.with_suffix(".new").replace(file)


def _resumed(file: Path, network: Network, optimizer: torch.optim.Optimizer) -> int:
    """The step to go on from; 0 when there is no state."""
    if not file.exists():
        return 0
    state = torch.load(file, weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])


if __name__ == "__main__":
    main()
