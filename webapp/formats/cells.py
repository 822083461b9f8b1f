"""Lines of cells that signs part (CSV, TSV), of a bounded number of cells."""

import csv
import io
from collections.abc import Iterator

from webapp.errors import BadInput, TooLarge

#: The most cells of a text. A line of as many takes 100 bytes of memory for each.
MOST_CELLS = 2_000_000


def numbered_rows(
    text: str, separator: str, *, strict: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """The number of each line, from 1, and its cells; between tabs, quotation marks are text.

    ``strict`` refuses a quotation mark that is not closed, which would take the lines behind it.
    Raises TooLarge for more than MOST_CELLS, and BadInput for a line that cannot be read.
    """
    if text.count(separator) > MOST_CELLS:
        raise TooLarge(f"This has more than {MOST_CELLS:,} cells. Cut it into parts.")
    lines = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=separator,
        quoting=csv.QUOTE_NONE if separator == "\t" else csv.QUOTE_MINIMAL,
        strict=strict,
    )
    try:
        for cells in lines:
            yield lines.line_num, cells
    except csv.Error as error:
        raise BadInput(f"Line {lines.line_num} cannot be read.") from error
