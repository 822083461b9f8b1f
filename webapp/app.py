"""The application as a table of contents: what it is made of, and in which order."""

from flask import Flask

from webapp import views
from webapp.engine import Translators
from webapp.opening import open_desk
from webapp.resources import resource
from webapp.settings import Settings
from webapp.words.installed import InstalledDictionaries
from webapp.words.lookup import bundled_dictionary


def create_app(settings: Settings, translators: Translators | None = None) -> Flask:
    """The application with an open desk; jobs run once ``desk.start`` is called.

    ``translators`` stands in for the installed Argos packages (in tests). Raises what open_desk
    raises.
    """
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
        views.init_app(app)
    except BaseException:
        desk.close()
        raise
    return app
