"""The parts of a running application: what server, worker and command line open, without Flask."""

from contextlib import suppress
from importlib.metadata import version

from webapp.engine import Translators
from webapp.errors import TooLarge
from webapp.library import Library, existing_file
from webapp.pretranslation.desk import Desk
from webapp.resources import resource
from webapp.settings import Settings
from webapp.translation.recent import RecentAnswers
from webapp.translation.shared_answers import SharedAnswers


def open_desk(settings: Settings, translators: Translators | None = None) -> Desk:
    """The desk of the library that the settings name, with the seed texts if it is new.

    ``translators`` stands in for the installed Argos packages (in tests). Jobs run once
    ``desk.start`` is called; whoever opens a desk closes it. Raises BadInput for settings that
    cannot be used and LibraryUnavailable when the library cannot be opened.
    """
    library = Library(settings.library_url, settings.library_chars)
    desk = Desk(
        library,
        translators or _installed_translators(settings),
        settings.data_dir,
        settings.max_text_chars,
        recent_answers(settings),
        settings.queue_url,
    )
    if library.is_new and settings.seeds:
        with suppress(TooLarge):  # a library that may have little begins with nothing
            desk.add_files(sorted(resource("seeds").glob("*.txt")))
    return desk


def recent_answers(settings: Settings) -> RecentAnswers:
    """Recent answers as the settings say: shared by all servers that have one Redis.

    Raises BadInput for an address of it that cannot be used.
    """
    if not (settings.recent_chars and settings.queue_url):
        return RecentAnswers(settings.recent_chars)
    options = (
        version("visavis"),
        settings.english_figures,
        settings.terms,
        settings.device,
        settings.compute_type,
    )
    shared = SharedAnswers(settings.queue_url, settings.recent_chars, repr(options))
    return RecentAnswers(settings.recent_chars, shared)


def existing_library(settings: Settings) -> Library:
    """The library that the settings name, without a desk; it is not made.

    Raises BadInput when there is none, and LibraryUnavailable when it cannot be opened.
    """
    existing_file(settings.library_url)
    return Library(settings.library_url)


def _installed_translators(settings: Settings) -> Translators:
    from webapp.engine import ArgosTranslators

    return ArgosTranslators(settings)
