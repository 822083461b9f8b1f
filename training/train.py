"""Command: train a network on pairs, for some minutes, and go on from there another time.

    python -m training.train START.npz RUN PAIRS.tsv VOCABULARIES --minutes 60
    python -m training.train START.npz RUN PAIRS.tsv VOCABULARIES --minutes 30 --finish

``RUN/state.pt`` is kept every ten minutes and gone on from; ``START.npz`` counts only without it.
``RUN/mean.npz`` is the running mean of the weights, ``RUN/weights.npz`` are the weights, which are
better at the end of a run with ``--finish``; training/package.py takes either. ``RUN/log.txt`` has
tokens and loss. SIGTERM ends a run as its time does; with ``--minutes 60 --finish --behind 20`` the
rate goes on falling where it was after 20 of the 60, as on other pairs.

With ``--lessons`` (training/lessons.py) the parent teaches in a part of the steps
(training/teaching.py).
"""

import random
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
import torch

from training.batches import batches, encoded
from training.lessons import read_lessons
from training.losses import loss_of
from training.masters import Masters, scale
from training.network import Network
from training.noise import varied
from training.pairs import HELD, Pair, read_pairs
from training.shares import Shares, share_option, taken
from training.supply import Loss, heard, mixed, told
from training.teaching import Teacher
from training.vocabulary import Vocabularies
from training.weights import load_weights, save_weights

_TOLD_EVERY, _HELD_EVERY, _KEPT_EVERY_S = 200, 2_000, 600.0


@dataclass(slots=True)
class Clock:
    """How far a run of some minutes is; ``ended`` when its time is over or it was asked to end.

    So many minutes are ``behind`` it as earlier starts took.
    """

    minutes: float
    behind: float = 0.0
    began: float = field(default_factory=time.monotonic)
    stopped: bool = False

    @property
    def part(self) -> float:
        """Which part of the time is over, from 0."""
        return (self.behind + (time.monotonic() - self.began) / 60) / self.minutes

    @property
    def ended(self) -> bool:
        """Whether the run is over."""
        return self.stopped or self.part >= 1

    def stop(self, *_: object) -> None:
        """End at the next step."""
        self.stopped = True


@click.command()
@click.argument("start", type=click.Path(exists=True, path_type=Path))
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("pairs", type=click.Path(exists=True, path_type=Path))
@click.argument("vocabularies", type=click.Path(exists=True, path_type=Path))
@click.option("--minutes", type=float, required=True)
@click.option(
    "--behind", default=0.0, help="Of the minutes, those that earlier starts took: one fall of all."
)
@click.option("--finish", is_flag=True, help="Let the rate fall to a fiftieth by the end.")
@click.option("--rate", default=4e-4, show_default=True, help="Of the encoder.")
@click.option("--decoder-rate", default=4e-5, show_default=True, help="Of decoder and output.")
@click.option("--tokens", default=3_000, show_default=True, help="Target tokens a step, padded.")
@share_option
@click.option(
    "--lessons", type=click.Path(exists=True, path_type=Path), help="For the parent to teach."
)
@click.option(
    "--taught", default=0.6, show_default=True, help="Share of the steps that it teaches."
)
@click.option("--half", is_flag=True, help="Compute in bfloat16, where the processor has it.")
@click.option("--device", default="cpu", show_default=True)
def main(
    start: Path,
    run: Path,
    pairs: Path,
    vocabularies: Path,
    *,
    minutes: float,
    behind: float,
    finish: bool,
    rate: float,
    decoder_rate: float,
    tokens: int,
    shares: Shares,
    lessons: Path | None,
    taught: float,
    half: bool,
    device: str,
) -> None:
    """Train START, or what RUN kept, on PAIRS."""
    run.mkdir(parents=True, exist_ok=True)
    shape, weights = load_weights(start)
    network = Network(shape)
    network.load_state_dict({name: torch.from_numpy(each) for name, each in weights.items()})
    masters = Masters(network.to(device), rate, decoder_rate, half=half)
    if (run / "state.pt").exists():
        masters.restore(torch.load(run / "state.pt", map_location=device, weights_only=True))
    held, used = _parted(pairs, shares)
    opened = Vocabularies.load(vocabularies)
    clock = Clock(minutes, behind)
    signal.signal(signal.SIGTERM, clock.stop)
    tell = _teller(run / "log.txt")
    tell(f"{len(used):,} pairs, {masters.steps:,} steps before")
    tell(f"held {held_loss(network, held, opened):.4f}")
    supply = told(network, used, opened, tokens)
    if lessons:
        teacher = Teacher(opened, half=half, device=device)
        supply = mixed(supply, heard(network, teacher, list(read_lessons(lessons)), tokens), taught)
    _train(network, masters, supply, clock, finish, run, tell)
    _keep(run, masters, network)
    tell(f"end after {masters.steps:,} steps, held {held_loss(network, held, opened):.4f}")


def _train(
    network: Network,
    masters: Masters,
    supply: Iterator[Loss],
    clock: Clock,
    finish: bool,
    run: Path,
    tell: Callable[[str], None],
) -> None:
    begun, kept = masters.steps, time.monotonic()
    total = count = passed = 0
    while not clock.ended:
        loss, tokens = next(supply)
        torch.autograd.backward(loss)
        masters.step(scale(masters.steps - begun, begun, clock.part, finish=finish))
        total, count, passed = total + loss.item() * tokens, count + tokens, passed + tokens
        if masters.steps % _TOLD_EVERY == 0:
            tell(f"step {masters.steps:,}, {passed:,} tokens, loss {total / count:.3f}")
            total = count = 0
        if time.monotonic() - kept > _KEPT_EVERY_S:
            _keep(run, masters, network)
            kept = time.monotonic()


def held_loss(network: Network, held: list[Pair], vocabularies: Vocabularies) -> float:
    """The mean loss over all pieces, in nats for each token of the pairs held aside."""
    plain = random.Random(1)
    pairs = encoded([varied(pair, plain) for pair in held], vocabularies)
    with torch.no_grad():
        found = [loss_of(network, batch, sampled=False) for batch in batches(pairs, 3_000)]
    return sum(loss.item() * n for loss, n in found) / sum(n for _, n in found)


def _parted(file: Path, shares: Shares) -> tuple[list[Pair], list[Pair]]:
    """The pairs held aside, and those to train on."""
    named = list(read_pairs(file))
    used = taken(named[HELD:], shares, random.Random(1))
    return [pair for _, pair in named[:HELD]], [pair for _, pair in used]


def _keep(run: Path, masters: Masters, network: Network) -> None:
    """Write the state and both sets of weights, each whole or not at all."""
    torch.save(masters.state(), run / "state.part")
    (run / "state.part").replace(run / "state.pt")
    save_weights(run / "mean.npz", network.shape, masters.mean())
    save_weights(run / "weights.npz", network.shape, masters.weights())


def _teller(log: Path) -> Callable[[str], None]:
    def tell(line: str) -> None:
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{time.strftime('%H:%M')} {line}\n")
        click.echo(line)

    return tell


if __name__ == "__main__":
    main()
