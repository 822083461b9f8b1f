"""Settings come from the environment and from options, and wrong ones are told."""

from pathlib import Path

import pytest

from webapp.errors import BadInput
from webapp.settings import Settings


def test_defaults_are_for_one_person_on_one_machine() -> None:
    settings = Settings.from_environment({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.library_url.endswith("library.sqlite3")


def test_options_win_over_the_environment() -> None:
    environ = {"VISAVIS_PORT": "8001", "VISAVIS_HOST": "::1", "VISAVIS_DATA_DIR": "~/x"}
    settings = Settings.from_environment(environ, port=8002, host=None)
    assert (settings.port, settings.host) == (8002, "::1")
    assert settings.data_dir == Path.home() / "x"


@pytest.mark.parametrize(("word", "value"), [("no", False), ("0", False), ("YES", True)])
def test_switches_are_yes_or_no(word: str, value: bool) -> None:
    assert Settings.from_environment({"VISAVIS_SEEDS": word}).seeds is value


@pytest.mark.parametrize("environ", [{"VISAVIS_PORT": "eighty"}, {"VISAVIS_SEEDS": "perhaps"}])
def test_a_wrong_value_names_its_variable(environ: dict[str, str]) -> None:
    [(name, value)] = environ.items()
    with pytest.raises(BadInput, match=f"{name}.*{value}"):
        Settings.from_environment(environ)


@pytest.mark.parametrize(
    ("name", "value", "bound"),
    [
        ("beam_size", 0, "least 1"),
        ("threads", -1, "least 0"),
        ("port", -1, "least 0"),
        ("port", 65_536, "most 65535"),
        ("http_threads", 10**6, "most 1000"),
    ],
)
def test_a_number_that_is_out_of_bounds_names_its_variable(
    name: str, value: int, bound: str
) -> None:
    with pytest.raises(BadInput, match=f"VISAVIS_{name.upper()} must be at {bound}"):
        Settings.from_environment({}, **{name: value})


def test_a_folder_of_nobody_names_its_variable() -> None:
    with pytest.raises(BadInput, match="VISAVIS_DATA_DIR names"):
        Settings.from_environment({"VISAVIS_DATA_DIR": "~nobody-has-this-name/x"})


def test_on_the_loopback_only_this_machines_names_are_trusted() -> None:
    for host in ("127.0.0.1", "127.0.0.2", "localhost", "::1"):
        settings = Settings(host=host)
        assert settings.answers_to("LOCALHOST")
        assert settings.answers_to("::1")
        assert not settings.answers_to("rebound.example")
    assert Settings(host="0.0.0.0").answers_to("any.example")  # noqa: S104
    chosen = Settings(trusted_hosts="a.example, b.example")
    assert chosen.answers_to("B.example")
    assert not chosen.answers_to("localhost")


def test_a_port_that_there_is_not_is_named() -> None:
    with pytest.raises(BadInput, match="VISAVIS_PORT must be at most 65535"):
        Settings.from_environment({"VISAVIS_PORT": "70000"})
