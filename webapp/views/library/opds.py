"""The library's books for e-readers: a catalogue of its EPUBs as an Atom feed (OPDS 1.2)."""

import uuid

from flask import Blueprint, Response, render_template, request, url_for

from webapp.errors import NotFound
from webapp.formats.writers.catalogue import FORMATS
from webapp.library import Document
from webapp.views.context import desk, number

blueprint = Blueprint("opds", __name__)

#: Texts in one page of the feed.
PAGE = 50
FEED_TYPE = "application/atom+xml;profile=opds-catalog;kind=acquisition"
#: The formats that a text is offered in, the best for learning first.
BOOKS = ("folded-epub", "facing-epub", "epub")


@blueprint.get("/opds")
def feed() -> Response:
    """The texts whose titles have the words of ``search``, the newest first, a page at a time."""
    search, page = request.args.get("search", "").strip(), number("page", 1)
    documents = desk().library.shelf.documents(search)
    chosen = documents[(page - 1) * PAGE : page * PAGE] if page else []
    if not chosen and page != 1:
        raise NotFound("The catalogue has no such page.")
    places = {"self": page, "start": 1, "previous": page - 1 if page > 1 else None}
    places["next"] = page + 1 if len(documents) > page * PAGE else None
    links = {
        name: url_for("opds.feed", page=place if place > 1 else None, search=search or None)
        for name, place in places.items()
        if place
    }
    body = render_template(
        "opds/feed.xml",
        documents=chosen,
        updated=max((d.created_at for d in chosen), default=None),
        links=links,
        identity=identity,
        feed_type=FEED_TYPE,
        books=[FORMATS[name] for name in BOOKS],
    )
    return Response(body, content_type=FEED_TYPE)


@blueprint.get("/opds/search")
def description() -> Response:
    """How e-readers search the catalogue (OpenSearch 1.1)."""
    body = render_template("opds/search.xml", feed_type=FEED_TYPE)
    return Response(body, content_type="application/opensearchdescription+xml")


def identity(document: Document | None = None) -> str:
    """The lasting name of a text of this server, or of its catalogue."""
    path = f"documents/{document.id}" if document else "opds"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{request.host_url}{path}").urn
