"""Who is believed about a request, and below which path the site stands."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from tests.fakes import FakeTranslators
from webapp.app import create_app
from webapp.errors import BadInput
from webapp.settings import Settings
from webapp.views.requests.proxies import checked_prefix, networks

Make = Callable[..., FlaskClient]
PROXY = {"REMOTE_ADDR": "10.0.0.2"}


@pytest.fixture
def make(settings: Settings, translators: FakeTranslators) -> Iterator[Make]:
    apps: list[Flask] = []

    def make_client(**changed: Any) -> FlaskClient:
        app = create_app(replace(settings, host="0.0.0.0", **changed), translators)  # noqa: S104
        app.add_url_rule("/who", view_func=lambda: f"{request.remote_addr} {request.url_root}")
        apps.append(app)
        return app.test_client()

    yield make_client
    for app in apps:
        app.extensions["visavis.desk"].close()


FORWARDED = {
    "X-Forwarded-For": "198.51.100.1, 203.0.113.7, 10.0.0.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "lire.example.org",
    "X-Forwarded-Prefix": "/fr",
}


def test_a_trusted_proxy_is_believed_and_the_last_foreign_address_is_the_callers(
    make: Make,
) -> None:
    client = make(trusted_proxies="10.0.0.0/8, ::1")
    seen = client.get("/who", headers=FORWARDED, environ_base=PROXY).text
    assert seen == "203.0.113.7 https://lire.example.org/fr/"
    with_ports = FORWARDED | {"X-Forwarded-For": "203.0.113.7, 10.0.0.8:443, [::1]:80, 10.0.0.9"}
    assert client.get("/who", headers=with_ports, environ_base=PROXY).text.startswith(
        "203.0.113.7 "
    )
    for prefix in ("/fr/", "/elsewhere, /fr"):
        written = FORWARDED | {"X-Forwarded-Prefix": prefix}
        seen = client.get("/who", headers=written, environ_base=PROXY).text
        assert seen.endswith(" https://lire.example.org/fr/")
    one = FORWARDED | {"X-Forwarded-For": "10.0.0.9"}
    assert client.get("/who", headers=one, environ_base=PROXY).text.startswith("10.0.0.9 ")


@pytest.mark.parametrize("trusted", ["", "10.0.0.3", "::1"])
def test_nobody_else_is_believed(make: Make, trusted: str) -> None:
    client = make(trusted_proxies=trusted)
    seen = client.get("/who", headers=FORWARDED, environ_base=PROXY).text
    assert seen == "10.0.0.2 http://localhost/"


@pytest.mark.parametrize(
    "prefix",
    [
        "//evil.example",
        "https://evil.example",
        "/a b",
        "/a//b",
        "fr",
        "/..",
        "/a/../b",
        "/.",
        "/a\\b",
    ],
)
def test_a_prefix_that_is_no_path_is_not_believed(make: Make, prefix: str) -> None:
    client = make(trusted_proxies="10.0.0.2")
    headers = {"X-Forwarded-Prefix": prefix}
    assert client.get("/who", headers=headers, environ_base=PROXY).text.endswith(
        "http://localhost/"
    )


def test_the_path_of_the_site_holds_whether_the_proxy_takes_it_off_or_not(make: Make) -> None:
    client = make(url_prefix="/fr/", trusted_proxies="10.0.0.2")
    for path in ("/who", "/fr/who"):
        seen = client.get(path, headers={"X-Forwarded-Prefix": "/other"}, environ_base=PROXY).text
        assert seen == "10.0.0.2 http://localhost/fr/"
    assert client.get("/fr").status_code == 200
    assert client.get("/french").status_code == 404


def test_what_leads_back_and_what_is_kept_stays_below_the_path(make: Make) -> None:
    client = make(url_prefix="/fr")
    page = client.get("/fr/?order=title").text
    assert 'name="back" value="/fr/?order=title"' in page
    assert 'data-root="/fr/"' in page
    answer = client.post("/fr/comfort", data={"theme": "dark", "back": "//evil.example"})
    assert answer.headers["Location"] == "/fr/"
    assert "Path=/fr/" in answer.headers["Set-Cookie"]
    assert "Secure" not in answer.headers["Set-Cookie"]


def test_only_a_trusted_proxy_says_who_signed_in(make: Make) -> None:
    client = make(user_header="Remote-User", trusted_proxies="10.0.0.2")
    named = {"Remote-User": "ana"}
    assert client.get("/", headers=named, environ_base=PROXY).status_code == 200
    assert client.get("/", headers=named).status_code == 403


@pytest.mark.parametrize("scheme", ["javascript", "https://evil.example/?", "ftp", "https, x"])
def test_a_scheme_that_is_not_the_web_s_is_not_believed(make: Make, scheme: str) -> None:
    client = make(trusted_proxies="10.0.0.2")
    headers = {"X-Forwarded-Proto": scheme}
    seen = client.get("/who", headers=headers, environ_base=PROXY).text
    assert seen.endswith(" http://localhost/")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("url_prefix", "fr"),
        ("url_prefix", "//fr"),
        ("url_prefix", "/../fr"),
        ("url_prefix", "/documents"),
        ("url_prefix", "/translate/x"),
        ("trusted_proxies", "proxy.example.org"),
        ("trusted_proxies", "10.0.0.0/40"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    settings: Settings, translators: FakeTranslators, setting: str, value: str
) -> None:
    changed: dict[str, Any] = {setting: value}
    with pytest.raises(BadInput, match=f"VISAVIS_{setting.upper()} must"):
        create_app(replace(settings, **changed), translators)


def test_settings_are_read_as_they_are_meant() -> None:
    assert [str(network) for network in networks(" 10.1.2.3/8, ::1 ,")] == ["10.0.0.0/8", "::1/128"]
    assert (checked_prefix("/fr/lire/"), checked_prefix("/"), checked_prefix("")) == (
        "/fr/lire",
        "",
        "",
    )
