"""The server's limits and counts, and the address that takes corrections."""

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from webapp.engine import Language
from webapp.errors import Refused
from webapp.formats.readers.catalogue import extensions
from webapp.translation.routing import AUTO
from webapp.views.api import replies, schemas
from webapp.views.api.access import admit_scraper
from webapp.views.api.metrics import exposition
from webapp.views.api.operations import operation
from webapp.views.api.orders import check_size, most_characters
from webapp.views.context import desk, settings

blueprint = Blueprint("frontend", __name__)


@operation(
    blueprint,
    "/frontend/settings",
    methods=("GET",),
    answers=replies.FrontendSettings,
    guarded=False,
)
def frontend_settings() -> replies.FrontendSettings:
    """What this server allows, and the languages to begin with."""
    known = desk().interpreter.languages()
    first = next(iter(known), Language("fr", "French", ()))
    target = next((language for language in known if language.code in first.targets), first)
    return replies.FrontendSettings(
        charLimit=most_characters(settings().max_request_chars),
        frontendTimeout=500,
        apiKeys=settings().api_keys,
        keyRequired=settings().api_keys,
        suggestions=settings().suggestions,
        filesTranslation=True,
        supportedFilesFormat=extensions(),
        language=replies.StartLanguages(
            source=replies.NamedLanguage(code=AUTO, name="Auto Detect"),
            target=replies.NamedLanguage(code=target.code, name=target.name),
        ),
    )


@operation(
    blueprint, "/suggest", asks=schemas.SuggestRequest, answers=replies.Suggested, changes=True
)
def suggest(asked: schemas.SuggestRequest) -> replies.Suggested:
    """Put a better translation into the memory, where the server takes such."""
    if not settings().suggestions:
        raise Refused("Suggestions are disabled on this server.")
    check_size([asked.q, asked.s])
    desk().interpreter.suggest(asked.q, asked.s, asked.source, asked.target)
    return replies.Suggested()


@operation(
    blueprint,
    "/metrics",
    methods=("GET",),
    answers=replies.Metrics,
    faults=(403, 404, 503),
    guarded=False,
)
def metrics() -> Response:
    """Counts and times for Prometheus, where they are switched on."""
    admit_scraper()
    return Response(exposition(), content_type=CONTENT_TYPE_PLAIN_0_0_4)
