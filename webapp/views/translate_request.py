"""What a caller of ``/translate`` asks for, read from JSON, a form or the query string."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from webapp.errors import BadInput, TooLarge
from webapp.formats.plain_text import storable
from webapp.views.context import settings

_TRUE = {"1", "true", "yes", "on"}
#: More hypotheses than that cost more than they tell.
MAX_ALTERNATIVES = 10


@dataclass(frozen=True, slots=True)
class TranslateRequest:
    """A checked request; ``several`` tells that texts came as a list and go back as one."""

    texts: list[str]
    several: bool
    source: str
    target: str
    alternatives: int
    sentences: bool

    @classmethod
    def of_request(cls) -> "TranslateRequest":
        """Read the current request.

        Raises BadInput with LibreTranslate's own sentences, and TooLarge.
        """
        given = _parameters()
        texts = _texts(given)
        _check_length(texts)
        if (text_format := given.get("format") or "text") != "text":
            raise BadInput(f"{text_format} format is not supported")
        return cls(
            texts,
            isinstance(given["q"], list),
            _language(given, "source"),
            _language(given, "target"),
            _alternatives(given),
            str(given.get("sentences", "")).lower() in _TRUE,
        )


def _parameters() -> Mapping[str, Any]:
    """The parameters; ``q`` is a list when a form repeats it."""
    if request.is_json:
        body = request.get_json(silent=True)
        if not isinstance(body, dict):
            raise BadInput("Invalid JSON format")
        return body
    texts = [text.replace("\r\n", "\n") for text in request.values.getlist("q")]
    single = texts[0] if texts else None
    return request.values.to_dict() | {"q": texts if len(texts) > 1 else single}


def _texts(given: Mapping[str, Any]) -> list[str]:
    texts = given.get("q")
    if texts is None or texts in ("", []):
        raise BadInput("Invalid request: missing q parameter")
    texts = texts if isinstance(texts, list) else [texts]
    if not all(isinstance(text, str) for text in texts):
        raise BadInput("Invalid request: q must be a text or a list of texts")
    return [storable(text) for text in texts]


def _check_length(texts: list[str]) -> None:
    length, limit = sum(map(len, texts)), settings().max_request_chars
    if length > limit:
        raise TooLarge(f"Invalid request: request ({length}) exceeds text limit ({limit})")


def _language(given: Mapping[str, Any], name: str) -> str:
    code = given.get(name)
    if not code:
        raise BadInput(f"Invalid request: missing {name} parameter")
    if not isinstance(code, str):
        raise BadInput(f"Invalid request: {name} must be a language code")
    return code


def _alternatives(given: Mapping[str, Any]) -> int:
    try:
        count = int(given.get("alternatives") or 0)
    except (TypeError, ValueError) as error:
        raise BadInput("Invalid request: alternatives parameter is not a number") from error
    return max(0, min(count, MAX_ALTERNATIVES))
