"""The HTTP API: LibreTranslate's and DeepL's addresses, and the description of both."""

from flask import Blueprint, Flask, Response

from webapp.views.api import translation

blueprint = Blueprint("api", __name__)
blueprint.register_blueprint(translation.blueprint)


def init_app(app: Flask) -> None:
    """Register every address of the API."""
    app.register_blueprint(blueprint)


@blueprint.after_request
def _allow_every_site(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
    response.headers["Access-Control-Allow-Methods"] = "GET, POST"
    return response
