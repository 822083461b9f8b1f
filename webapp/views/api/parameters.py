"""The parameters of a call, from JSON, a form or the query string."""

from collections.abc import Mapping
from typing import Any

from flask import request
from werkzeug.datastructures import CombinedMultiDict

from webapp.errors import BadInput

#: Parameters that are lists when a form or query string repeats them, also as ``text[]``.
REPEATABLE = ("q", "text")


def parameters() -> Mapping[str, Any]:
    """What the caller sent; raises BadInput when it says JSON and is none, or no object."""
    if not request.is_json:
        return _fields()
    body = _json()
    if not isinstance(body, dict):
        raise BadInput("Invalid JSON format")
    return body


def _json() -> Any:
    try:
        return request.get_json(silent=True)
    except RecursionError:  # a million opening brackets
        return None


def _fields() -> dict[str, Any]:
    """The query string's fields, then the form's, of a GET too; browsers end lines with CR LF."""
    sent = CombinedMultiDict([request.args, request.form])
    fields: dict[str, Any] = sent.to_dict()
    for name in REPEATABLE:
        several = sent.getlist(name) + sent.getlist(f"{name}[]")
        values = [value.replace("\r\n", "\n") for value in several]
        if values:
            fields[name] = values if len(values) > 1 else values[0]
    return fields | request.files.to_dict()
