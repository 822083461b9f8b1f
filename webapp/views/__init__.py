"""HTTP: blueprints for the library, the reader, the downloads and the API, and the error pages."""

from flask import Flask

from webapp.views import api, assets, documents, errors, security, segments


def init_app(app: Flask) -> None:
    """Register every blueprint and handler."""
    errors.init_app(app)
    security.init_app(app)
    app.register_blueprint(documents.blueprint)
    app.register_blueprint(segments.blueprint)
    app.register_blueprint(api.blueprint)
    app.jinja_env.globals.update(HTMX_URL=assets.HTMX_URL, HTMX_INTEGRITY=assets.HTMX_INTEGRITY)
