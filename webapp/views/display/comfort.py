"""Layout, theme and type, kept in cookies, so that a page needs no script for them.

Each choice is one cookie and one ``data-`` attribute of the page's root element; the style sheet
does the rest. ``static/comfort.js`` writes the same cookies when it switches without the server.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask import Blueprint, Flask, request
from flask.typing import ResponseReturnValue

from webapp.errors import BadInput
from webapp.views.context import keep_cookie, lead_back

blueprint = Blueprint("comfort", __name__)

COOKIE_PREFIX = "visavis-"
YEAR_SECONDS = 31_536_000


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its values with their labels, and the default."""

    label: str
    default: str
    values: Mapping[str, str]


CHOICES: Mapping[str, Choice] = MappingProxyType(
    {
        "layout": Choice(
            "Layout",
            "facing",
            {
                "facing": "Facing pages",
                "pairs": "Sentence by sentence",
                "interlinear": "Between the lines",
                "source": "Source alone",
                "target": "Target alone",
            },
        ),
        "theme": Choice(
            "Theme",
            "auto",
            {"auto": "System", "light": "Light", "sepia": "Sepia", "dark": "Dark", "ink": "E-ink"},
        ),
        "font": Choice("Typeface", "serif", {"serif": "Serif", "sans": "Sans"}),
        "size": Choice(
            "Size", "m", {"xs": "Tiny", "s": "Small", "m": "Normal", "l": "Large", "xl": "Huge"}
        ),
        "leading": Choice(
            "Lines", "normal", {"tight": "Tight", "normal": "Normal", "loose": "Loose"}
        ),
        "measure": Choice(
            "Columns", "normal", {"narrow": "Narrow", "normal": "Normal", "wide": "Wide"}
        ),
        "doubts": Choice("Doubts", "shown", {"shown": "Shown", "hidden": "Hidden"}),
        "words": Choice(
            "Your words", "kept", {"kept": "Kept", "all": "New ones too", "hidden": "Hidden"}
        ),
        "keys": Choice("Single keys", "on", {"on": "On", "off": "Off"}),
    }
)


def init_app(app: Flask) -> None:
    """Register the form's address, and give every template ``comfort`` and ``choices``."""
    app.register_blueprint(blueprint)
    app.context_processor(lambda: {"comfort": chosen(), "choices": CHOICES})


def chosen() -> dict[str, str]:
    """The value that holds for each choice; a cookie with an unknown value counts as none."""
    cookies = {name: request.cookies.get(COOKIE_PREFIX + name, "") for name in CHOICES}
    return {
        name: cookies[name] if cookies[name] in choice.values else choice.default
        for name, choice in CHOICES.items()
    }


def reads_alone(layout: str) -> bool:
    """Whether a layout shows one side alone, the other on demand."""
    return layout in {"source", "target"}


def veiled_side() -> str:
    """The side that toggles hide and reveal: the target, save where it is read alone."""
    return "source" if chosen()["layout"] == "target" else "target"


def veiled_by_default() -> bool:
    """Whether a page hides every other side when its address has no state of the toggles."""
    return reads_alone(chosen()["layout"])


@blueprint.post("/comfort")
def change() -> ResponseReturnValue:
    """Keep the choices of the form and go back to the page that the form or its button names."""
    response = lead_back(request.values.get("back", ""))
    for name in CHOICES.keys() & request.form.keys():
        value = request.form[name]
        if value not in CHOICES[name].values:
            raise BadInput(f"There is no such choice for “{name}”.")
        keep_cookie(response, COOKIE_PREFIX + name, value, YEAR_SECONDS)
    return response
