"""``python -m bench [PART ...]`` measures; once all parts have run, it writes docs/performance.md.

It compares LibreTranslate when VISAVIS_BENCH_LIBRETRANSLATE names the Python that LibreTranslate is
installed for. It gives F1 when VISAVIS_BENCH_GOLD names a file with a gold segment on every line.
It gives BLEU when sacrebleu is installed and VISAVIS_BENCH_TESTSET names a test set (NAME stands
for NAME.fr and NAME.en). Otherwise a line of the document says what is left out.
"""

import argparse
from importlib import import_module

from bench import report
from bench.sizes import QUICK, Sizes

#: The parts in the order of the document. A part is a module with ``measure(sizes)``.
PARTS = (
    "engine", "serving", "first", "reader", "jumps", "hand", "known", "memory", "segmentation",
    "choices", "costs", "odd", "beside", "fleet",
)  # fmt: skip


def main() -> None:
    """Run the parts that are asked for, print their findings, and write the document."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all")
    parser.add_argument("--quick", action="store_true", help="small sizes; nothing is written")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    for part in options.parts or PARTS:
        findings = import_module(f"bench.{part}").measure(QUICK if options.quick else Sizes())
        report.show(findings)
        if not options.quick:
            report.keep(findings)
    all_findings = [findings for part in PARTS if (findings := report.kept(part))]
    if not options.quick and len(all_findings) == len(PARTS):
        report.write(all_findings)
        print(f"\nWritten: {report.DOCUMENT}")


if __name__ == "__main__":
    main()
