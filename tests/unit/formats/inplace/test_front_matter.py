"""The fields before a Markdown text: words for readers change, and all else stays."""

import tomllib
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from webapp.engine import Translation
from webapp.formats.inplace.front_matter import requoted
from webapp.formats.inplace.markdown import markdown_runs
from webapp.translation.markup import outline_runs


def translated(source: str, target_of: Callable[[str], str] = str.upper) -> str:
    outline = outline_runs(markdown_runs(source), "fr")
    aligned = outline.filled(lambda sent: Translation(target_of(sent), -0.5))
    return requoted(aligned.target, source)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("title: Un mot\n", "title: UN MOT\n"),
        ("Title:   Un mot  # Non\r\nslug: un\r\n", "Title:   UN MOT  # Non\r\nslug: un\r\n"),
        ("title: 'L''été'\n", "title: 'L''ÉTÉ'\n"),
        ('description: "Un \\"mot\\" l\\u00e0"\n', 'description: "UN \\"MOT\\" LÀ"\n'),
        (
            "summary: >-\n  Un mot\n  suit.\n\n  Fin.\ntags: [un]\n",
            "summary: >-\n  UN MOT SUIT.\n\n  FIN.\ntags: [un]\n",
        ),
        ("excerpt: |\n  Un\n  deux\n", "excerpt: |\n  UN\n  DEUX\n"),
        ("subtitle: Tu viens\u00a0?\n", "subtitle: TU VIENS\u00a0?\n"),
    ],
)  # fmt: skip
def test_words_for_readers_change_in_their_way_of_writing(source: str, target: str) -> None:
    assert translated(f"---\n{source}---\n\nFin.\n") == f"---\n{target}---\n\nFIN.\n"


@pytest.mark.parametrize(
    "source",
    [
        "tags: [un, deux]\nslug: un-mot\ndate: 2024-05-06\nlayout: article\nauthor: Ana\n",
        "seo:\n  title: Un mot\n",
        "title: 1984\nsubtitle:\ndescription: # rien\n",
        "title: [un, deux]\ndescription: {un: deux}\nsummary: &a un\nexcerpt: *a\n",
        "title: Un mot\n  qui suit\n",
        "summary: >\n  Un\n    deux\n",
        'title: "Un \\q mot"\n',
        "title: 'Un\n",
    ],
)
def test_all_else_stays(source: str) -> None:
    front = f"---\n{source}---\n\n"
    assert translated(f"{front}Fin.\n") == f"{front}FIN.\n"


ODD = ['"Look": it\'s #1', "No", "Rain: snow", "it's", "- a", "C:\\\\temp", "a #b", "[x]", "1 000"]
YAML_FRONT = "title: Un\nsubtitle: 'Deux'\ndescription: \"Trois\"\nsummary: >\n  Quatre\n"
TOML_FRONT = "title = 'Un'\nsubtitle = \"Deux\"\n[menu]\ntitle = 'Trois'\n"


@pytest.mark.parametrize("target", ODD)
def test_every_target_can_be_read_again(target: str) -> None:
    def read(source: str) -> str:
        return translated(source, lambda _sent: target)

    front = read(f"---\n{YAML_FRONT}---\n").split("---\n")[1]
    fields: dict[str, Any] = yaml.safe_load(front)
    assert [str(value).strip() for value in fields.values()] == [target] * 4
    front = read(f"+++\n{TOML_FRONT}+++\n").split("+++\n")[1]
    assert tomllib.loads(front) == {"title": target, "subtitle": target, "menu": {"title": "Trois"}}


def test_a_value_that_stays_is_not_quoted() -> None:
    source = "---\ntitle: Non\n---\n"
    assert translated(source, str) == source
    assert translated(source, lambda _sent: "No") == '---\ntitle: "No"\n---\n'
