"""``python -m bench [PART ...]`` measures; all parts that have run make docs/performance.md.

LibreTranslate is compared when VISAVIS_BENCH_LIBRETRANSLATE names the Python that it is installed
for, F1 is told when VISAVIS_BENCH_GOLD names a file of gold segments, a line each, and BLEU when
VISAVIS_BENCH_TESTSET names a test set (NAME stands for NAME.fr and NAME.en) and sacrebleu is
installed. Without, a line says what is left out.
"""

import argparse
from importlib import import_module

from bench import report
from bench.sizes import QUICK, Sizes

#: In the order of the document. Each is a module of the same name with ``measure(sizes)``.
PARTS = (
    "engine", "serving", "first", "reader", "known", "memory", "segmentation", "choices", "costs",
)  # fmt: skip


def main() -> None:
    """Run the parts asked for, print what they find, and write the document."""
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
    found = [findings for part in PARTS if (findings := report.kept(part))]
    if not options.quick and len(found) == len(PARTS):
        report.write(found)
        print(f"\nWritten: {report.DOCUMENT}")


if __name__ == "__main__":
    main()
