"""The HTTP API: LibreTranslate's and DeepL's addresses, and the description of both."""

from flask import Blueprint, Flask, Response

from webapp.views.api import (
    allowance,
    deepl,
    deepl_documents,
    deepl_languages,
    files,
    frontend,
    glossaries,
    metrics,
    spec,
    translation,
)
from webapp.views.requests.errors import is_below_the_api

#: For so long a browser need not ask again whether a page may call; LibreTranslate's 20 days.
PREFLIGHT_SECONDS = 20 * 86_400

blueprint = Blueprint("api", __name__)
_PARTS = (
    translation,
    files,
    frontend,
    deepl,
    deepl_documents,
    deepl_languages,
    glossaries,
    spec,
)
for part in _PARTS:
    blueprint.register_blueprint(part.blueprint)


def init_app(app: Flask) -> None:
    """Register every address of the API; raises BadInput for settings that cannot be used."""
    metrics.init_app(app)
    allowance.init_app(app)
    files.init_app(app)
    deepl_documents.init_app(app)
    app.register_blueprint(blueprint)
    app.after_request(_allow_every_site)


def _allow_every_site(response: Response) -> Response:
    """Let the scripts of any page read the answer, also that there is nothing at an address."""
    if not is_below_the_api():
        return response
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, X-Api-Key"
    response.headers["Access-Control-Allow-Methods"] = "GET, POST, PUT, PATCH, DELETE"
    response.headers["Access-Control-Expose-Headers"] = "*"
    response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    return allowance.add_allowance(response)
