"""Files: translated, and kept in memory for half an hour to be fetched."""

import secrets
from threading import Lock
from typing import cast

from cachetools import TTLCache
from flask import Blueprint, Flask, Response, current_app, url_for
from werkzeug.utils import secure_filename

from webapp.errors import BadInput, NotFound, TooLarge
from webapp.formats.readers.choices import Choices
from webapp.translation.files import File, FileTranslator
from webapp.views.api import replies, schemas
from webapp.views.api.glossaries import asked_terms
from webapp.views.api.operations import MULTIPART, operation
from webapp.views.api.orders import accepted_file, manner
from webapp.views.context import as_download, desk, settings

blueprint = Blueprint("files", __name__)

#: Seconds for which a translated file can be fetched.
KEPT_SECONDS = 30 * 60
#: All files kept together are at most so many times as large as the largest request.
KEPT_REQUESTS = 5


class ReadyFiles:
    """Files that wait to be fetched; the oldest give way, and nothing is written to the disk."""

    def __init__(self, most_bytes: int) -> None:
        self._lock = Lock()
        self._files: TTLCache[str, File] = TTLCache(
            most_bytes, KEPT_SECONDS, getsizeof=lambda file: len(file.data)
        )

    def put(self, file: File) -> str:
        """Keep a file; the name to fetch it by cannot be guessed. Raises TooLarge."""
        if len(file.data) > self._files.maxsize:
            raise TooLarge("The translated file is too large to be kept here; ask in parts.")
        name = f"{secrets.token_urlsafe(18)}.{secure_filename(file.name) or 'file'}"
        with self._lock:
            self._files[name] = file
        return name

    def get(self, name: str) -> File:
        """The file of that name; raises NotFound."""
        with self._lock:
            file = self._files.get(name)
        if file is None:
            raise NotFound("There is no such file; a translated file is kept for 30 minutes.")
        return file


def init_app(app: Flask) -> None:
    """Make room for translated files."""
    most = KEPT_REQUESTS * app.extensions["visavis.settings"].max_upload_bytes
    app.extensions["visavis.ready_files"] = ReadyFiles(most)


@operation(
    blueprint,
    "/translate_file",
    asks=schemas.FileRequest,
    answers=replies.TranslatedFile,
    media_types=MULTIPART,
    faults=(400, 403, 404, 413, 415, 422, 429, 500, 503),
)
def translate_uploaded(asked: schemas.FileRequest) -> replies.TranslatedFile:
    """Translate a file and tell where to fetch it."""
    if not asked.file.filename:
        raise BadInput("Invalid request: empty file")
    file = File(asked.file.filename, asked.file.read())
    translator = FileTranslator(
        desk().interpreter,
        accepted_file,
        manner().abandoned,
        keeps_active=settings().active_content,
        terms_of=lambda source, target: asked_terms(asked.glossary, (source, target)),
        choices=Choices(asked.column, asked.without_licence, asked.with_asides),
    )
    translated = translator.translate(file, asked.source, asked.target, asked.format)
    name = _ready_files().put(translated)
    url = url_for("api.files.download_file", name=name, _external=True)
    return replies.TranslatedFile(translatedFileUrl=url)


@operation(
    blueprint,
    "/download_file/<name>",
    methods=("GET",),
    answers=replies.Binary,
    faults=(404,),
    guarded=False,
)
def download_file(name: str) -> Response:
    """Fetch a translated file."""
    file = _ready_files().get(name)
    return as_download(Response(file.data, content_type=file.content_type), file.name)


def _ready_files() -> ReadyFiles:
    return cast("ReadyFiles", current_app.extensions["visavis.ready_files"])
