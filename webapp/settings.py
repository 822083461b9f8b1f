"""All settings in one frozen object; the only module that reads environment variables.

A field is a setting. It is ``VISAVIS_<NAME>`` in the environment and ``--<name>`` on the command
line (see ``webapp.cli.options``). It has a row in the README's table, which a test compares with
this file.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import platformdirs

from webapp.errors import BadInput
from webapp.hosts import is_loopback, matches

PREFIX = "VISAVIS_"


def _setting(default: Any, explanation: str, least: int = 0, most: int | None = None) -> Any:
    """A field of Settings; ``least`` and ``most`` bound its value, if it is a number."""
    facts = {"explanation": explanation, "least": least, "most": most}
    return field(default=default, metadata=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a server or a command; a name says whether it counts characters or bytes.

    Characters are code points.
    """

    host: str = _setting("127.0.0.1", "Address to listen on.")
    port: int = _setting(8000, "Port to listen on; 0 takes any free one.", most=65_535)
    data_dir: Path = _setting(
        Path(platformdirs.user_data_dir("visavis", appauthor=False)),
        "Folder of the library and the job queue; made at the first start.",
    )
    database_url: str = _setting(
        "",
        "Database of the library: sqlite:///FILE, or postgresql://USER:PASSWORD@HOST/DATABASE "
        "(docs/scale.md); empty means library.sqlite3 in the data folder.",
    )
    queue_url: str = _setting(
        "",
        "Redis for the queue of jobs, the limits of callers and recent answers, where several "
        "machines share a library: redis://HOST:6379/0; empty means a file in the data folder.",
    )
    seeds: bool = _setting(True, "Put the seed texts into a library that is new.")
    max_text_chars: int = _setting(5_000_000, "Longest text of one document, in characters.")
    max_request_chars: int = _setting(
        200_000, "Longest text of one translate request, in characters."
    )
    max_request_texts: int = _setting(1_000, "Most texts of one translate request.")
    recent_chars: int = _setting(
        2_000_000,
        "Recent answers to translate requests kept in memory (never on disk), in characters, and "
        "as many in the Redis of VISAVIS_QUEUE_URL for all servers; 0 keeps none.",
    )
    api_keys: bool = _setting(
        False, "Ask callers of the API for a key; `visavis keys create` makes one."
    )
    user_header: str = _setting(
        "",
        "Header in which your proxy names the person who signed in (Remote-User); the library's "
        "pages are then closed without it; empty asks nobody.",
    )
    own_libraries: bool = _setting(
        False,
        "Give each person whom VISAVIS_USER_HEADER names a library of their own; the one of all "
        "stands at /shared/.",
    )
    library_chars: int = _setting(
        0,
        "Characters of all texts that one library may have, each person's where they have their "
        "own; 0 is no limit.",
    )
    rate_limit: str = _setting(
        "",
        "Calls to the API allowed to one key or address, such as 60 per minute; 1000 per day; "
        "empty is no limit.",
    )
    monthly_chars: int = _setting(
        0, "Characters translated in 30 days for one key or address; 0 is no limit."
    )
    suggestions: bool = _setting(
        False, "Let callers of the API put corrections into the translation memory."
    )
    metrics: bool = _setting(False, "Serve counts and times for Prometheus at /metrics.")
    metrics_token: str = _setting(
        "",
        "Token without which /metrics is closed (Authorization: Bearer …); empty leaves it open, "
        "but closed where keys are asked for.",
    )
    log_format: str = _setting(
        "text",
        "How the log is written: text, or json with a line for each request (its view, status and "
        "time, never its address).",
    )
    max_upload_bytes: int = _setting(20_000_000, "Largest request body, in bytes.")
    threads: int = _setting(
        0,
        "Engine workers, each translating a batch on one core; 0 chooses for the machine.",
        most=1_000,
    )
    batch_tokens: int = _setting(
        0, "Tokens translated together by one engine worker; 0 chooses for the machine."
    )
    beam_size: int = _setting(
        4,
        "Hypotheses pursued while a sentence is translated: 4 as Argos Translate does; 1 is the "
        "fast mode (greedy), some words worse.",
        least=1,
        most=100,
    )
    english_figures: bool = _setting(
        True,
        "Write numbers, amounts and times as English does in translations of French (1 250,50 € as "
        "€1,250.50); no leaves them as they are.",
    )
    kept_terms: str = _setting(
        "", "Words that are never translated, such as names of products, separated by commas."
    )
    device: str = _setting("cpu", "Where the engine runs: cpu, cuda or auto.")
    compute_type: str = _setting(
        "default", "CTranslate2 arithmetic: default keeps the package's own (int8 if bundled)."
    )
    http_threads: int = _setting(
        80,
        "Requests to translate answered at the same time; pages have threads beside them.",
        least=1,
        most=1_000,
    )
    trusted_hosts: str = _setting(
        "",
        "Host names the server answers to, separated by commas; empty means this machine's own "
        "names when it listens on the loopback, and any name otherwise.",
    )
    trusted_proxies: str = _setting(
        "",
        "Addresses or networks of proxies in front, separated by commas: their X-Forwarded-For, "
        "-Proto, -Host and -Prefix are believed; empty believes nobody.",
    )
    url_prefix: str = _setting(
        "", "Path that the site stands below, such as /fr; empty is the top of its host."
    )
    active_content: bool = _setting(
        False,
        "Leave in downloads what other programs may run: formulas in CSV and TSV, scripts in pages "
        "and Word files of their own layout.",
    )
    url_import: bool = _setting(
        False, "Let readers import a web page by its address, which the server then fetches."
    )
    consumer: bool = _setting(True, "Run the translation jobs inside the server process.")
    official_package: bool = _setting(
        False,
        "Fetch the official French → English package behind the running server, at most once a "
        "day, where no other than the bundled one is installed; `make run` does unless this is no.",
    )
    package_index: str = _setting(
        "",
        "File or address of the index that `visavis models` finds packages in; empty means Argos' "
        "own.",
    )

    @property
    def library_url(self) -> str:
        """The database URL in use: ``database_url``, or a file in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / 'library.sqlite3'}"

    @property
    def dictionaries_folder(self) -> Path:
        """The folder of the dictionaries that were installed."""
        return self.data_dir / "dictionaries"

    @property
    def people_folder(self) -> Path:
        """The folder of the libraries of people who have their own."""
        return self.data_dir / "people"

    @property
    def downloads(self) -> Path:
        """The folder of what has arrived of translation packages that are being fetched."""
        return self.data_dir / "downloads"

    def answers_to(self, host: str) -> bool:
        """Whether a request for this host is answered.

        On the loopback the names are always bounded. Otherwise a page of another site could reach
        the library by pointing the name of that site at this machine (DNS rebinding).
        """
        if self.trusted_hosts:
            return any(matches(host, name) for name in self.trusted_hosts.split(","))
        return is_loopback(host) or not is_loopback(self.host)

    @property
    def terms(self) -> list[str]:
        """The words that are never translated."""
        return [term for term in map(str.strip, self.kept_terms.split(",")) if term]

    @classmethod
    def from_environment(
        cls, environ: Mapping[str, str] = os.environ, **overrides: Any
    ) -> "Settings":
        """The settings of ``VISAVIS_*`` variables; an override that is not None replaces them.

        Raises BadInput, which names the variable, for a value that cannot be read or is too small
        or too large.
        """
        values = {
            setting.name: _parsed(
                setting.name, setting.type, environ[PREFIX + setting.name.upper()]
            )
            for setting in fields(cls)
            if environ.get(PREFIX + setting.name.upper())
        }
        given = {name: value for name, value in overrides.items() if value is not None}
        settings = cls(**(values | given))
        settings._check_bounds()
        return settings

    def _check_bounds(self) -> None:
        for setting in fields(self):
            value, name = getattr(self, setting.name), f"{PREFIX}{setting.name.upper()}"
            least, most = setting.metadata["least"], setting.metadata["most"]
            if isinstance(value, int) and value < least:
                raise BadInput(f"{name} must be at least {least}.")
            if most is not None and value > most:
                raise BadInput(f"{name} must be at most {most}.")


def _parsed(name: str, kind: Any, text: str) -> Any:
    if kind is bool:
        return _parsed_bool(name, text)
    try:
        return kind(text).expanduser() if kind is Path else kind(text)
    except ValueError as error:
        raise BadInput(
            f"{PREFIX}{name.upper()} must be a whole number, not “{text[:40]}”."
        ) from error
    except RuntimeError as error:  # ~somebody who is not there
        raise BadInput(f"{PREFIX}{name.upper()} names the folder of nobody: “{text}”.") from error


def _parsed_bool(name: str, text: str) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True}
    words |= {"0": False, "false": False, "no": False, "off": False}
    try:
        return words[text.strip().lower()]
    except KeyError as error:
        raise BadInput(f"{PREFIX}{name.upper()} must be yes or no, not “{text}”.") from error


def checked_rate(text: str, name: str) -> str:
    """``text`` if it is empty or has rates (“60 per minute; 1000/day”).

    Raises BadInput for any other text; ``name`` says what is wrong in its sentence.
    """
    import limits

    try:
        if text:
            limits.parse_many(text)
    except ValueError as error:
        raise BadInput(f"{name} must be like “60 per minute”, not “{text}”.") from error
    return text
