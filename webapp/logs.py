"""What the process logs: lines for people, or JSON for programs; no text of a user in either."""

import json
import logging
from collections.abc import Mapping
from contextvars import ContextVar
from types import MappingProxyType

from webapp.errors import BadInput, without_message

#: The id of the request that a thread answers now; empty elsewhere.
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, request, and the ``facts`` of a record.

    Of an exception only its name and the places in the code are written, as in lines for people.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request": REQUEST_ID.get() or None,
            "exception": self.formatException(record.exc_info) if record.exc_info else None,
        }
        known = {name: value for name, value in line.items() if value is not None}
        return json.dumps(known | getattr(record, "facts", {}), ensure_ascii=False)


class WithoutTexts(logging.Filter):
    """Takes out of a record, of whichever library, what could quote a text.

    That is the message of an error, and the path that waitress names, in which words may stand.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass."""
        if record.exc_info and isinstance(record.exc_info[1], Exception):
            error = without_message(record.exc_info[1])
            record.exc_info = type(error), error, error.__traceback__
            record.exc_text = None
        if record.name == "waitress":
            record.msg, record.args = record.getMessage().partition(" while serving ")[0], ()
        return True


FORMATS: Mapping[str, logging.Formatter] = MappingProxyType(
    {"text": logging.Formatter("%(asctime)s %(name)s: %(message)s"), "json": JsonLines()}
)


def log_to_stderr(format_name: str) -> None:
    """Send the log to standard error in one of FORMATS; raises BadInput for another name.

    Libraries that log each step are heard from warnings on.
    """
    if format_name not in FORMATS:
        raise BadInput(f"VISAVIS_LOG_FORMAT must be {' or '.join(FORMATS)}.")
    handler = logging.StreamHandler()
    handler.setFormatter(FORMATS[format_name])
    handler.addFilter(WithoutTexts())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for chatty in ("huey", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    # It warns of each request that finds no idle thread, which fills a disk when many come.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
