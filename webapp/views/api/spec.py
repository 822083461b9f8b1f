"""The API described: OpenAPI made of the models that check the calls, and a page made of that."""

import json
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint, Response, current_app, jsonify, render_template, request
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from webapp.views.api.deepl import source_languages, target_languages
from webapp.views.api.deepl_schemas import DeeplFault
from webapp.views.api.operations import JSON, MULTIPART, Operation, operation
from webapp.views.api.replies import AnyObject, Fault, Page, StreamedSentence
from webapp.views.api.schemas import Asked
from webapp.views.context import desk, settings

blueprint = Blueprint("spec", __name__)

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
    """An address of the API, its path as OpenAPI writes it."""

    path: str
    name: str
    told: Operation

    @property
    def fault(self) -> type[BaseModel]:
        """How it tells faults."""
        return DeeplFault if self.path.startswith("/v2/") else Fault


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
    found = []
    for rule in current_app.url_map.iter_rules():
        told = getattr(current_app.view_functions[rule.endpoint], "operation", None)
        if told is not None:
            path = rule.rule.replace("<", "{").replace(">", "}")
            found.append(Address(path, rule.endpoint.removeprefix("api."), told))
    return found


def description() -> dict[str, Any]:
    """The OpenAPI document; languages are those that are installed now."""
    paths = {
        address.path: {
            method.lower(): _operation(address, method) for method in address.told.methods
        }
        for address in addresses()
    }
    keys = {"key": {"type": "http", "scheme": "bearer", "description": "A key of `visavis keys`."}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Vis-à-vis",
            "version": "1",
            "description": "Translation with its alignment, for clients of LibreTranslate and "
            "DeepL.",
        },
        "paths": paths,
        "components": {"schemas": _schemas()}
        | ({"securitySchemes": keys} if settings().api_keys else {}),
    }


def _operation(address: Address, method: str) -> dict[str, Any]:
    told = address.told
    found: dict[str, Any] = {
        "operationId": f"{address.name}.{method.lower()}",
        "summary": told.summary,
        "responses": _responses(address),
    }
    if parameters := list(_parameters(address, method)):
        found["parameters"] = parameters
    if told.asks and method == "POST":
        schema = _schemas()[told.asks.__name__]
        content = {
            kind: {"schema": _ref(told.asks) if kind == JSON else _as_form(schema)}
            for kind in told.media_types
        }
        found["requestBody"] = {"required": bool(schema.get("required")), "content": content}
    if told.guarded and settings().api_keys:
        found["security"] = [{"key": []}]
    return found


def _parameters(address: Address, method: str) -> Iterator[dict[str, Any]]:
    if "{" in address.path:
        name = address.path.partition("{")[2].rstrip("}")
        yield {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
    if address.told.asks and method == "GET":
        for name, schema in _schemas()[address.told.asks.__name__]["properties"].items():
            yield {"name": name, "in": "query", "schema": schema}


def _responses(address: Address) -> dict[str, Any]:
    told = address.told
    media_type = getattr(told.answers, "media_type", JSON)
    content = {media_type: {"schema": _ref(told.answers)}}
    if told.streams:
        content["application/x-ndjson"] = {"schema": _ref(StreamedSentence)}
    fault = {JSON: {"schema": _ref(address.fault)}}
    return {"200": {"description": "Done", "content": content}} | {
        str(status): {"description": _FAULTS[status], "content": fault} for status in told.faults
    }


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": _REF.format(model=model.__name__)}


def _schemas() -> dict[str, Any]:
    """The schemas of all models, with the installed languages as the codes to choose from."""
    models = {address.told.answers for address in addresses()}
    models |= {address.told.asks for address in addresses() if address.told.asks}
    models |= {Fault, DeeplFault, StreamedSentence}
    ordered = sorted(models, key=lambda model: model.__name__)
    _, made = models_json_schema([(model, "validation") for model in ordered], ref_template=_REF)
    schemas = cast("dict[str, Any]", made["$defs"])
    for model in ordered:
        if issubclass(model, Asked):
            _name_languages(schemas[model.__name__].get("properties", {}))
    return schemas


def _name_languages(properties: dict[str, Any]) -> None:
    """Only installed languages are accepted, so only they are in the schema."""
    known = desk().interpreter.languages()
    targets = {target for each in known for target in each.targets}
    codes = {
        "source": ["auto", *(each.code for each in known if each.targets)],
        "target": [each.code for each in known if each.code in targets],
        "source_lang": [*(code for code, _ in source_languages()), None],
        "target_lang": [code for code, _ in target_languages()],
    }
    for name in codes.keys() & properties.keys():
        described = properties[name].get("description", "a language code")
        properties[name] = {"description": described, "enum": codes[name]}


def _as_form(schema: Any) -> Any:
    """The schema of the same fields in a form, which has no null, and no list of fewer than two."""
    if isinstance(schema, list):
        return [_as_form(each) for each in schema if each not in (None, {"type": "null"})]
    if not isinstance(schema, dict):
        return schema
    form = {name: _as_form(value) for name, value in schema.items() if name != "default"}
    if form.get("type") == "array":
        form["minItems"] = 2
    return form


def _curl(address: Address) -> str | None:
    """A command that calls the address, for those that need nothing made before."""
    url = request.host_url.rstrip("/") + address.path
    if "{" in address.path:
        return None
    if "POST" not in address.told.methods or address.told.asks is None:
        return f"curl -s {url}"
    examples = address.told.asks.model_config.get("json_schema_extra")
    [example] = cast("dict[str, Any]", examples)["examples"] if examples else [{}]
    if address.told.media_types == MULTIPART:
        fields = " ".join(f"-F {shlex.quote(f'{name}={v}')}" for name, v in example.items())
        return f"curl -s {url} {fields}"
    body = shlex.quote(json.dumps(example, ensure_ascii=False))
    return f"curl -s {url} -H 'Content-Type: application/json' -d {body}"
