"""The site behind real proxies, at the top of a host and below a path, over https."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter

from tests.fakes import FakeTranslators
from tests.proxies import in_front
from webapp.app import create_app
from webapp.server import _listening
from webapp.settings import Settings

PROXIES = [("nginx", ""), ("nginx", "/fr"), ("caddy", ""), ("caddy", "/fr")]
HOURLY = 100


@dataclass
class Front:
    """The address of the site, without a last slash, its path, and a caller that believes it."""

    address: str
    prefix: str
    caller: requests.Session


class From(HTTPAdapter):
    """Calls from an address of the loopback that is not the proxy's."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    def init_poolmanager(self, *args: object, **options: object) -> None:
        super().init_poolmanager(*args, **options, source_address=(self._address, 0))  # type: ignore[arg-type]


@pytest.fixture(scope="module", params=PROXIES, ids=lambda pair: f"{pair[0]} at {pair[1]}/")
def front(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Front]:
    proxy, prefix = request.param
    tmp_path = tmp_path_factory.mktemp("front")
    with site(tmp_path, proxy, url_prefix=prefix, rate_limit=f"{HOURLY} per hour") as front:
        yield front


@contextmanager
def site(folder: Path, proxy: str, readers: str = "", **changed: Any) -> Iterator[Front]:
    """A server behind a proxy that it trusts."""
    changed |= {"data_dir": folder / "data", "trusted_proxies": "127.0.0.1"}
    settings = Settings(seeds=False, port=0, **changed)
    app = create_app(settings, FakeTranslators())
    server = _listening(app, settings)
    threading.Thread(target=server.run, daemon=True).start()
    (folder / "proxy").mkdir()
    upstream, prefix = f"127.0.0.1:{server.effective_port}", settings.url_prefix
    try:
        with in_front(proxy, folder / "proxy", upstream, prefix, readers) as (address, pem):
            caller = requests.Session()
            caller.verify, caller.trust_env = str(pem), False
            yield Front(address, prefix, caller)
    finally:
        server.close()
        app.extensions["visavis.people"].close()


def test_pages_forms_cookies_and_the_api_stay_below_the_path(front: Front) -> None:
    caller, prefix, address = front.caller, front.prefix, front.address
    origin = {"Origin": address.removesuffix(prefix), "Sec-Fetch-Site": "same-origin"}
    for other in ("https://evil.example", "https://127.0.0.1"):
        refused = caller.post(f"{address}/documents", headers={"Origin": other})
        assert refused.status_code == 403
    answer = caller.post(
        f"{address}/documents",
        data={"text": "Bonjour."},
        files={"none": b""},
        headers=origin,
        allow_redirects=False,
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{prefix}/documents/1")
    for page in ("/", "/documents/1", "/docs"):
        text = caller.get(address + page).text
        links = re.findall(r'(?:href|src|action|hx-get|hx-post|data-root)="(/[^"]*)"', text)
        assert links
        assert [link for link in links if not link.startswith(f"{prefix}/")] == []
    assert caller.get(f"{address}/static/app.css").status_code == 200
    chosen = caller.post(
        f"{address}/comfort",
        data={"theme": "dark", "back": f"{prefix}/documents/1"},
        headers=origin,
        allow_redirects=False,
    )
    assert chosen.headers["Location"] == f"{prefix}/documents/1"
    assert {"Secure", f"Path={prefix}/"} <= set(chosen.headers["Set-Cookie"].split("; "))
    assert 'data-theme="dark"' in caller.get(f"{address}/documents/1").text

    [described] = caller.get(f"{address}/spec").json()["servers"]
    assert described["url"] == address
    translated = caller.post(
        f"{address}/translate_file",
        files={"file": ("a.txt", b"Oui.")},
        data={"source": "fr", "target": "en"},
    ).json()["translatedFileUrl"]
    assert translated.startswith(f"{address}/download_file/")
    assert caller.get(translated).text == "EN[Oui.]"


def test_callers_are_counted_apart_and_nobody_chooses_an_address_or_a_path(front: Front) -> None:
    asked = {"q": "Oui.", "source": "fr", "target": "en"}

    def left(**headers: str) -> int:
        answer = front.caller.post(f"{front.address}/translate", json=asked, headers=headers)
        return int(answer.headers["X-RateLimit-Remaining"])

    front.caller.mount("https://", From("127.0.0.8"))
    first = left()
    assert (left(), left(**{"X-Forwarded-For": "203.0.113.7"})) == (first - 1, first - 2)
    front.caller.mount("https://", From("127.0.0.9"))
    assert left() == HOURLY - 1
    made_up = {"X-Forwarded-Prefix": "/evil", "X-Forwarded-Host": "evil.example"}
    described = front.caller.get(f"{front.address}/spec", headers=made_up).json()["servers"]
    assert described == [{"url": front.address}]


def test_who_signs_in_at_nginx_has_a_library_that_nobody_else_reaches(tmp_path: Path) -> None:
    readers = "ana:{PLAIN}a\nbea:{PLAIN}b\n"
    chosen: dict[str, Any] = {"user_header": "Remote-User", "own_libraries": True}
    with site(tmp_path, "nginx", readers, url_prefix="/fr", **chosen) as front:

        def call(method: str, path: str, who: str, **options: Any) -> requests.Response:
            auth = (who, who[:1]) if who else None
            return front.caller.request(method, front.address + path, auth=auth, **options)

        sent: dict[str, Any] = {"data": {"text": "Le secret dort."}, "files": {"none": b""}}
        assert call("POST", "/documents", "ana", **sent).url.endswith("/fr/documents/1")
        assert call("GET", "/documents/1", "ana").status_code == 200
        assert call("GET", "/", "").status_code == 401
        for name in ("Remote-User", "remote_user", "X-Remote-User"):
            forged = call("GET", "/documents/1", "bea", headers={name: "ana"})
            assert forged.status_code == 404
        assert call("POST", "/documents/1/copy", "ana").url.endswith("/fr/shared/documents/1")
        assert "secret dort" in call("GET", "/shared/documents/1", "bea").text
        assert call("POST", "/shared/documents/1/copy", "bea").url.endswith("/fr/documents/1")
        assert "secret dort" in call("GET", "/documents/1", "bea").text
