"""HTTP: blueprints for the library, the reader, the downloads and the API, and the error pages."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

from webapp.formats.writers.grouping import in_rows
from webapp.text import item_mark, language_name
from webapp.views import (
    api,
    assets,
    comfort,
    corrections,
    documents,
    errors,
    marks,
    names,
    security,
    segments,
    shelf,
)


class KeyConverter(IntegerConverter):
    """Whole numbers that a database key can be; an address with a larger one does not exist."""

    def __init__(self, map: Map) -> None:  # noqa: A002  # Werkzeug's name for it
        super().__init__(map, max=2**31 - 1)


def init_app(app: Flask) -> None:
    """Register every blueprint and handler."""
    app.url_map.converters["int"] = KeyConverter
    errors.init_app(app)
    security.init_app(app)
    comfort.init_app(app)
    app.register_blueprint(documents.blueprint)
    app.register_blueprint(segments.blueprint)
    app.register_blueprint(corrections.blueprint)
    app.register_blueprint(shelf.blueprint)
    api.init_app(app)
    app.jinja_env.globals.update(HTMX_URL=assets.HTMX_URL, HTMX_INTEGRITY=assets.HTMX_INTEGRITY)
    app.jinja_env.globals.update(veiled_side=comfort.veiled_side, reads_alone=comfort.reads_alone)
    app.jinja_env.globals.update(source_html=marks.source_html, target_html=marks.target_html)
    app.jinja_env.globals.update(in_rows=in_rows, item_mark=item_mark)
    app.jinja_env.filters["language_name"] = language_name
    app.jinja_env.filters["reading_time"] = names.reading_time
