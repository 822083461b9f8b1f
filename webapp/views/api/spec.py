"""The description of the API: OpenAPI from the models that check the calls, and a page."""

import json
import re
import shlex
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, jsonify, render_template, request
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from webapp.views.api.deepl_languages import source_languages, target_languages
from webapp.views.api.deepl_schemas import DeeplFault
from webapp.views.api.glossary_schemas import GlossaryAsked
from webapp.views.api.operations import JSON, MULTIPART, Operation, operation
from webapp.views.api.replies import AnyObject, Fault, Page, StreamedSentence
from webapp.views.api.schemas import Asked, WordRequest
from webapp.views.context import desk, settings
from webapp.views.requests.errors import DEEPL_PATHS

blueprint = Blueprint("spec", __name__)

#: A variable part of a path as Flask writes it, with its converter or without.
_VARIABLE = re.compile(r"<(?:\w+:)?(\w+)>")
_REF = "#/components/schemas/{model}"
_FAULTS = {
    400: "The request cannot be used as it is",
    403: "Not allowed: a wrong key, or a feature that is off",
    404: "There is no such thing",
    413: "Larger than the server takes",
    415: "Not a file that can be read",
    422: "A file that cannot be read whole",
    429: "Too many calls, or characters",
    456: "All characters of this month are used",
    500: "A fault of the server",
    503: "Not possible now: no package, or the engine or the library has a fault",
}


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the API; ``path`` is written as OpenAPI writes it."""

    path: str
    name: str
    operation: Operation

    @property
    def fault(self) -> type[BaseModel]:
        """The model of its faults."""
        return DeeplFault if self.path.startswith(DEEPL_PATHS) else Fault


@operation(blueprint, "/spec", methods=("GET",), answers=AnyObject, faults=(), guarded=False)
def spec() -> Response:
    """This API as OpenAPI 3.1."""
    return jsonify(description())


@operation(blueprint, "/docs", methods=("GET",), answers=Page, faults=(), guarded=False)
def docs() -> str:
    """This API as a page, with examples to copy."""
    shown = [(address, _curl(address)) for address in addresses()]
    return render_template("api/docs.html", addresses=shown, schemas=_schemas())


def addresses() -> list[Address]:
    """Every address that an ``operation`` declares."""
    described = []
    for rule in current_app.url_map.iter_rules():
        declared = getattr(current_app.view_functions[rule.endpoint], "operation", None)
        if declared is not None:
            path = _VARIABLE.sub(r"{\1}", rule.rule)
            described.append(Address(path, rule.endpoint.removeprefix("api."), declared))
    return described


def description() -> dict[str, Any]:
    """The OpenAPI document; languages are those that are installed now."""
    schemas = _schemas()
    paths: dict[str, dict[str, Any]] = defaultdict(dict)
    for address in addresses():
        for method in address.operation.methods:
            paths[address.path][method.lower()] = _operation(address, method, schemas)
    keys = {"key": {"type": "http", "scheme": "bearer", "description": "A key of `visavis keys`."}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Vis-à-vis",
            "version": "1",
            "description": "Translation with its alignment, for clients of LibreTranslate and "
            "DeepL.",
        },
        "servers": [{"url": request.url_root.rstrip("/")}],
        "paths": dict(paths),
        "components": {"schemas": schemas}
        | ({"securitySchemes": keys} if settings().api_keys else {}),
    }


def _operation(address: Address, method: str, schemas: dict[str, Any]) -> dict[str, Any]:
    declared = address.operation
    described: dict[str, Any] = {
        "operationId": f"{address.name}.{method.lower()}",
        "summary": declared.summary,
        "responses": _responses(address),
    }
    if parameters := list(_parameters(address, method, schemas)):
        described["parameters"] = parameters
    if declared.asks and method in ("POST", "PUT", "PATCH"):
        schema = schemas[declared.asks.__name__]
        content = {
            kind: {"schema": _ref(declared.asks) if kind == JSON else _as_form(schema)}
            for kind in declared.media_types
        }
        described["requestBody"] = {"required": bool(schema.get("required")), "content": content}
    if declared.guarded and settings().api_keys:
        described["security"] = [{"key": []}]
    return described


def _parameters(address: Address, method: str, schemas: dict[str, Any]) -> Iterator[dict[str, Any]]:
    asks = address.operation.asks
    asked = schemas[asks.__name__] if asks else {"properties": {}}
    variable = address.path.partition("{")[2].partition("}")[0]
    if variable:
        schema = asked["properties"].get(variable, {"type": "string"})
        yield {"name": variable, "in": "path", "required": True, "schema": schema}
    if method in ("GET", "DELETE"):
        needed = asked.get("required", [])
        for name, schema in asked["properties"].items():
            if name != variable:
                yield {"name": name, "in": "query", "required": name in needed, "schema": schema}


def _responses(address: Address) -> dict[str, Any]:
    declared = address.operation
    done: dict[str, Any] = {"description": "Done"}
    if declared.answers:
        media_type = getattr(declared.answers, "media_type", JSON)
        done["content"] = {media_type: {"schema": _ref(declared.answers)}}
    if declared.streams:
        done["content"]["application/x-ndjson"] = {"schema": _ref(StreamedSentence)}
    fault = {JSON: {"schema": _ref(address.fault)}}
    if declared.pages:
        page = {"text/html": {"schema": _ref(Page)}}
        done["content"] |= page
        fault |= page
    return {str(declared.status): done} | {
        str(status): {"description": _FAULTS[status], "content": fault}
        for status in declared.faults
    }


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": _REF.format(model=model.__name__)}


def _schemas() -> dict[str, Any]:
    """The schemas of all models, with the installed languages as the codes to choose from."""
    models = {address.operation.answers for address in addresses() if address.operation.answers}
    models |= {address.operation.asks for address in addresses() if address.operation.asks}
    models |= {Fault, DeeplFault, Page, StreamedSentence}
    ordered = sorted(models, key=lambda model: model.__name__)
    _, definitions = models_json_schema(
        [(model, "validation") for model in ordered], ref_template=_REF
    )
    schemas = cast("dict[str, Any]", definitions["$defs"])
    for model in ordered:
        # Glossaries and words take the code of a language in any capitals and with any region.
        if issubclass(model, Asked) and not issubclass(model, (GlossaryAsked, WordRequest)):
            _name_languages(schemas[model.__name__].get("properties", {}))
    return schemas


def _name_languages(properties: dict[str, Any]) -> None:
    """Name the installed languages in the schema: no other is accepted."""
    known = desk().interpreter.languages()
    targets = {target for language in known for target in language.targets}
    codes = {
        "source": ["auto", *(language.code for language in known if language.targets)],
        "target": [language.code for language in known if language.code in targets],
        "source_lang": [code for code, _ in source_languages()],
        "target_lang": [code for code, _ in target_languages()],
    }
    for name in codes.keys() & properties.keys():
        described = properties[name].get("description", "a language code")
        none = [None] if {"type": "null"} in properties[name].get("anyOf", ()) else []
        properties[name] = {"description": described, "enum": [*codes[name], *none]}


def _as_form(schema: Any) -> Any:
    """The schema of the same fields in a form, which has no null, and no list of fewer than two."""
    if isinstance(schema, list):
        return [_as_form(item) for item in schema if item not in (None, {"type": "null"})]
    if not isinstance(schema, dict):
        return schema
    form = {name: _as_form(value) for name, value in schema.items() if name != "default"}
    if form.get("type") == "array":
        form["minItems"] = 2
    return form


def _curl(address: Address) -> str | None:
    """A command that calls the address; None where its path needs a name that the server gives."""
    url = request.url_root.rstrip("/") + address.path
    if "{" in address.path:
        return None
    if address.operation.asks is None:
        return f"curl -s {url}"
    examples = address.operation.asks.model_config.get("json_schema_extra")
    [example] = cast("dict[str, Any]", examples)["examples"] if examples else [{}]
    if "POST" not in address.operation.methods:
        return f"curl -s {shlex.quote('?'.join(filter(None, [url, urlencode(example)])))}"
    if address.operation.media_types == MULTIPART:
        fields = " ".join(f"-F {shlex.quote(f'{name}={v}')}" for name, v in example.items())
        return f"curl -s {url} {fields}"
    body = shlex.quote(json.dumps(example, ensure_ascii=False))
    return f"curl -s {url} -H 'Content-Type: application/json' -d {body}"
