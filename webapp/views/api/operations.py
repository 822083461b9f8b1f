"""Addresses of the API: what each takes and gives, declared once, read and described from that.

A model of ``schemas`` both checks a request and is its schema in ``/spec``.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue
from pydantic import BaseModel

from webapp.views.api.access import admit
from webapp.views.api.parameters import parameters
from webapp.views.api.schemas import Asked

#: Statuses that any address which takes a request can give.
COMMON_FAULTS = (400, 403, 413, 429, 500, 503)


@dataclass(frozen=True, slots=True)
class Operation:
    """What ``/spec`` says of an address; ``media_types`` are those that it takes.

    A ``guarded`` one asks for a key and counts calls, where the settings say so. One that
    ``changes`` something is refused to other sites' pages without a key
    (webapp.views.requests.security). One with ``pages`` gives browsers a page instead of JSON.
    """

    methods: tuple[str, ...]
    summary: str
    asks: type[Asked] | None
    answers: type[BaseModel] | None
    faults: Collection[int]
    media_types: tuple[str, ...]
    guarded: bool
    streams: bool
    changes: bool
    status: int
    pages: bool


JSON = "application/json"
FORM_OR_JSON = (JSON, "application/x-www-form-urlencoded")
MULTIPART = ("multipart/form-data",)

_View = Callable[..., Any]


def operation(
    blueprint: Blueprint,
    rule: str,
    *,
    answers: type[BaseModel] | None,
    asks: type[Asked] | None = None,
    methods: tuple[str, ...] = ("POST",),
    faults: Collection[int] = COMMON_FAULTS,
    media_types: tuple[str, ...] = FORM_OR_JSON,
    guarded: bool = True,
    streams: bool = False,
    changes: bool = False,
    status: int = 200,
    pages: bool = False,
) -> Callable[[_View], _View]:
    """Register a view at ``rule``; it receives the checked request if the address ``asks`` one.

    The variable part of the path is checked, too, where the request has a field of its name.
    The view answers with an ``answers``, which has the ``status``, or with a finished response.
    """

    facts = (asks, answers, faults, media_types, guarded, streams, changes, status, pages)

    def register(view: _View) -> _View:
        summary = (view.__doc__ or "").partition("\n")[0]

        @wraps(view)
        def call(**path: Any) -> ResponseReturnValue:
            if guarded:
                admit()
            given = [asks.checked({**parameters(), **path})] if asks else []
            answer = view(*given, **path)
            return (_as_json(answer), status) if isinstance(answer, BaseModel) else answer

        call.operation = Operation(methods, summary, *facts)  # type: ignore[attr-defined]
        blueprint.add_url_rule(rule, view.__name__, call, methods=list(methods))
        return view

    return register


def _as_json(answer: BaseModel) -> Response:
    return jsonify(answer.model_dump(exclude_none=True))
