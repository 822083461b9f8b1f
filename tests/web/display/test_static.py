"""The style sheet and the scripts stay small and import nothing from elsewhere."""

import gzip
import re
from pathlib import Path

STATIC = Path(__file__).parents[3] / "static"
#: Bytes of our style sheets and scripts together, compressed. Pages that are sent here, the
#: language that is named while one types and the room that is held for English take six hundred,
#: text that is laid out as it comes near the last two hundred.
BUDGET = 40_800


def test_sheet_and_scripts_stay_within_their_budget() -> None:
    files = sorted([*STATIC.glob("*.css"), *STATIC.glob("*.js")])
    assert len(files) >= 5
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < BUDGET


def test_the_sheet_fetches_nothing_and_takes_its_colours_from_variables() -> None:
    sheet = (STATIC / "app.css").read_text(encoding="utf-8")
    assert "url(" not in sheet
    assert "@import" not in sheet
    rules = re.sub(r"--[\w-]+:[^;]*;", "", sheet)
    assert re.findall(r"#[0-9a-f]{3,6}\b", rules) == []


def test_scripts_import_only_each_other_and_evaluate_nothing() -> None:
    for script in STATIC.glob("*.js"):
        code = script.read_text(encoding="utf-8")
        for name in re.findall(r'(?:from|import) "([^"]+)"', code):
            assert (STATIC / name).is_file()
        assert not re.search(r"\beval\(|new Function|innerHTML|insertAdjacentHTML", code)
