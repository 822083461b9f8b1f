"""Everything that templates may call, beside what Flask gives them."""

from flask import Flask

from webapp.engine.identity import label_of
from webapp.formats.escaping import printable
from webapp.formats.writers.grouping import in_rows
from webapp.study.suggestions import can_suggest
from webapp.text import direction, item_mark, language_name, pictures_of
from webapp.text.checks import doubt_of
from webapp.text.highlights import Colour
from webapp.text.likeness import differences
from webapp.views.context import desk
from webapp.views.display import assets, comfort, marks
from webapp.views.display.excerpts import excerpt, shortened
from webapp.views.display.lines import bound
from webapp.views.reader import bookmarks

#: htmx is the one script of somebody else: it comes from its CDN, pinned by version and hash.
HTMX_URL = "https://cdn.jsdelivr.net/npm/htmx.org@4.0.1/dist/htmx.min.js"
#: SHA-384 of dist/htmx.min.js in the npm package htmx.org 4.0.1.
HTMX_INTEGRITY = "sha384-Qp9rdC8H7EqOoX+nR0P3RPG2Noji+qdwJlGpfzwQJsfOpp3sGwIdSP9xO3+UlEhn"


def init_app(app: Flask) -> None:
    """Give every template its globals and filters."""
    app.jinja_env.globals.update(
        HTMX_URL=HTMX_URL,
        asset=assets.address,
        HTMX_INTEGRITY=HTMX_INTEGRITY,
        can_suggest=can_suggest,
        colours=list(Colour),
        goes_first=lambda document: desk().places.has(document.id),
        in_rows=in_rows,
        item_mark=item_mark,
        pictures_of=pictures_of,
        reads_alone=comfort.reads_alone,
        room=marks.room,
        source_html=marks.source_html,
        target_html=marks.target_html,
        veiled_side=comfort.veiled_side,
    )
    app.jinja_env.filters.update(
        bound=bound,
        differences=differences,
        direction=lambda code: "rtl" if direction(code) == "rtl" else "auto",
        doubt_of=doubt_of,
        excerpt=excerpt,
        language_name=language_name,
        package_label=label_of,
        printable=printable,
        reading_minutes=bookmarks.reading_minutes,
        reading_time=bookmarks.reading_time,
        shortened=shortened,
        way=bookmarks.way,
    )
