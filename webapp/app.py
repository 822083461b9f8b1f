"""The application as a table of contents: what it is made of, and in which order."""

from flask import Flask

from webapp import views
from webapp.engine import Translators
from webapp.library import Library
from webapp.pretranslation.desk import Desk
from webapp.resources import resource
from webapp.settings import Settings


def create_app(settings: Settings, translators: Translators | None = None) -> Flask:
    """The application, its library open and its seeds in; jobs run once ``desk.start`` is called.

    ``translators`` stands in for the installed Argos packages (in tests). Raises BadInput for
    settings that cannot be used and LibraryUnavailable when the library cannot be opened.
    """
    app = Flask(
        __name__,
        template_folder=str(resource("templates")),
        static_folder=str(resource("static")),
    )
    app.config.update(
        MAX_CONTENT_LENGTH=settings.max_upload_bytes,
        MAX_FORM_MEMORY_SIZE=settings.max_upload_bytes,
        TRUSTED_HOSTS=settings.hosts,
    )
    app.extensions["visavis.settings"] = settings
    app.extensions["visavis.desk"] = _open_desk(settings, translators)
    views.init_app(app)
    return app


def _open_desk(settings: Settings, translators: Translators | None) -> Desk:
    library = Library(settings.library_url)
    desk = Desk(
        library,
        translators or _installed_translators(settings),
        settings.data_dir,
        settings.max_text_chars,
        settings.recent_chars,
    )
    if library.is_new and settings.seeds:
        desk.add_files(sorted(resource("seeds").glob("*.txt")))
    return desk


def _installed_translators(settings: Settings) -> Translators:
    from webapp.engine import ArgosTranslators

    return ArgosTranslators(settings)
