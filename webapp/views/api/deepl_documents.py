"""DeepL's addresses for documents: a file is sent, asked after and fetched."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import cast

from flask import Blueprint, Flask, Response, copy_current_request_context, current_app

from webapp.errors import BadInput, QuotaExceeded, Unavailable
from webapp.translation.background import Accept, FileJobs
from webapp.translation.files import File, FileTranslator
from webapp.translation.interpreter import Order, Route
from webapp.views.api import deepl_schemas as schemas
from webapp.views.api import replies
from webapp.views.api.deepl import (
    FAULTS,
    check_offered,
    quota_exceeded,
    terms_of,
)
from webapp.views.api.deepl_languages import languages_of
from webapp.views.api.operations import FORM_OR_JSON, MULTIPART, operation
from webapp.views.api.orders import accepted_file
from webapp.views.context import as_download, desk, settings

blueprint = Blueprint("deepl_documents", __name__, url_prefix="/v2")

#: All files kept together came as so many times the largest request.
KEPT_REQUESTS = 5


def init_app(app: Flask) -> None:
    """Make room for files under way."""
    most = KEPT_REQUESTS * app.extensions["visavis.settings"].max_upload_bytes
    app.extensions["visavis.file_jobs"] = FileJobs(most)


blueprint.register_error_handler(QuotaExceeded, quota_exceeded)


@operation(
    blueprint,
    "/document",
    asks=schemas.DocumentRequest,
    answers=schemas.DocumentHandle,
    media_types=MULTIPART,
    faults=(*FAULTS, 415, 422),
)
def upload(asked: schemas.DocumentRequest) -> schemas.DocumentHandle:
    """Send a file to be translated."""
    file = File(asked.filename or asked.file.filename or "", asked.file.read())
    if not file.name:
        raise BadInput("Parameter 'file' not specified.")
    check_offered(asked)
    source, target = languages_of(asked)
    terms = terms_of(asked)
    interpreter, keeps_active = desk().interpreter, settings().active_content
    is_same = asked.output_format == PurePath(file.name).suffix.lower().removeprefix(".")
    format_name = "" if is_same else asked.output_format

    @copy_current_request_context
    def accept(order: Order) -> Sequence[Route]:
        return accepted_file(replace(order, terms_of=terms))

    def work(accept: Accept) -> File:
        translator = FileTranslator(interpreter, accept, keeps_active=keeps_active)
        return translator.translate(file, source, target, format_name)

    job = _jobs().begin(len(file.data), accept, work)
    return schemas.DocumentHandle(document_id=job.number, document_key=job.key)


@operation(
    blueprint,
    "/document/<document_id>",
    methods=("GET", "POST"),
    asks=schemas.DocumentKey,
    answers=schemas.DocumentState,
    media_types=FORM_OR_JSON,
    faults=FAULTS,
)
def status(asked: schemas.DocumentKey, document_id: str) -> schemas.DocumentState:
    """Ask how far a file is."""
    job = _jobs().get(document_id, asked.document_key)
    return schemas.DocumentState(
        document_id=job.number,
        status=job.state,
        billed_characters=job.characters.result() if job.state == "done" else None,
        error_message=job.fault,
    )


@operation(
    blueprint,
    "/document/<document_id>/result",
    methods=("GET", "POST"),
    asks=schemas.DocumentKey,
    answers=replies.Binary,
    media_types=FORM_OR_JSON,
    faults=FAULTS,
)
def result(asked: schemas.DocumentKey, document_id: str) -> Response:
    """Fetch a file that is translated."""
    job = _jobs().get(document_id, asked.document_key)
    if job.state != "done":
        raise Unavailable(job.fault or "The document is not translated yet.")
    file = job.translated.result()
    return as_download(Response(file.data, content_type=file.content_type), file.name)


def _jobs() -> FileJobs:
    return cast("FileJobs", current_app.extensions["visavis.file_jobs"])
