"""Command: BLEU and chrF2 of a package on test sets, as the product translates them.

    python -m training.evaluate PACKAGES SET…

PACKAGES is the folder that the package folder lies in. A test set is named without its endings:
``news`` for the files ``news.fr`` and ``news.en``, a segment a line.
"""

from pathlib import Path

import click
import sacrebleu

from webapp.engine import ArgosTranslators
from webapp.settings import Settings


@click.command()
@click.argument("packages", type=click.Path(exists=True, path_type=Path))
@click.argument("sets", nargs=-1, required=True)
@click.option("--first", type=int, help="Only so many segments of each set.")
def main(packages: Path, sets: tuple[str, ...], first: int | None) -> None:
    """Print a row for each test set, then sacreBLEU's signatures."""
    translator = ArgosTranslators(Settings(), [packages]).get("fr", "en")
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    click.echo(f"{translator.identity}\n\n| test set | segments | BLEU | chrF2 |")
    click.echo("| --- | --- | --- | --- |")
    for name in sets:
        sources, references = (
            Path(f"{name}.{side}").read_text(encoding="utf-8").splitlines()[:first]
            for side in ("fr", "en")
        )
        targets = [translation.target for translation in translator.submit(sources).result()]
        scores = [metric.corpus_score(targets, [references]).score for metric in (bleu, chrf)]
        click.echo(f"| {Path(name).name} | {len(sources)} | {scores[0]:.1f} | {scores[1]:.1f} |")
    click.echo(f"\nBLEU {bleu.get_signature()}\nchrF2 {chrf.get_signature()}")


if __name__ == "__main__":
    main()
