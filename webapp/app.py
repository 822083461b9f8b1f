"""The application as a table of contents: what it is made of, and in which order."""

from flask import Flask

from webapp import views
from webapp.engine import Translators
from webapp.opening import open_desk
from webapp.people import People, check_own_libraries
from webapp.resources import resource
from webapp.settings import Settings, checked_rate
from webapp.views.requests.proxies import checked_prefix, networks
from webapp.words.installed import InstalledDictionaries
from webapp.words.lookup import bundled_dictionary


def create_app(settings: Settings, translators: Translators | None = None) -> Flask:
    """The application with an open desk; jobs run once ``desk.start`` is called.

    ``translators`` stands in for the installed Argos packages (in tests). Raises what open_desk
    raises.
    """
    _check(settings)
    app = Flask(
        __name__,
        template_folder=str(resource("templates")),
        static_folder=str(resource("static")),
    )
    app.config.update(
        MAX_CONTENT_LENGTH=settings.max_upload_bytes,
        MAX_FORM_MEMORY_SIZE=settings.max_upload_bytes,
    )
    # Werkzeug would lead from // to /, but only webapp.views.context leads anywhere.
    app.url_map.merge_slashes = False
    app.extensions["visavis.settings"] = settings
    desk = app.extensions["visavis.desk"] = open_desk(settings, translators)
    app.extensions["visavis.dictionary"] = bundled_dictionary()
    app.extensions["visavis.installed"] = InstalledDictionaries(settings.dictionaries_folder)
    try:
        app.extensions["visavis.people"] = People(desk, settings)
        views.init_app(app)
    except BaseException:
        desk.close()
        raise
    return app


def _check(settings: Settings) -> None:
    """Refuse settings that cannot be used, before a library is made."""
    networks(settings.trusted_proxies)
    checked_prefix(settings.url_prefix)
    checked_rate(settings.rate_limit, "VISAVIS_RATE_LIMIT")
    check_own_libraries(settings)
