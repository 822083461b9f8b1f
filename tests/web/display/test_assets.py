"""Sheets and scripts: small on their way, and fetched once for each version of them."""

import gzip
import re

from flask.testing import FlaskClient


def addresses(client: FlaskClient) -> list[str]:
    return re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', client.get("/").text)


def test_a_page_names_them_by_what_they_are(client: FlaskClient) -> None:
    found = addresses(client)
    assert [address.rpartition("/")[2] for address in found] == ["app.css", "library.js"]
    [folder] = {address.rpartition("/")[0] for address in found}
    assert re.fullmatch(r"/static/[0-9a-f]{16}", folder)


def test_they_are_compressed_for_those_who_read_that_and_kept_for_a_year(
    client: FlaskClient,
) -> None:
    for address in addresses(client):
        plain = client.get(address)
        packed = client.get(address, headers={"Accept-Encoding": "br, gzip"})
        assert gzip.decompress(packed.data) == plain.data
        assert len(packed.data) < 0.7 * len(plain.data)
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain.headers
        for answer in (plain, packed):
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert answer.headers["Vary"] == "Accept-Encoding"
            assert answer.headers["Content-Type"] in (
                "text/css; charset=utf-8",
                "text/javascript; charset=utf-8",
            )


def test_scripts_import_each_other_in_the_same_folder(client: FlaskClient) -> None:
    script = next(address for address in addresses(client) if address.endswith(".js"))
    folder = script.rpartition("/")[0]
    for name in re.findall(r'(?:from|import) "\./([^"]+)"', client.get(script).text):
        assert client.get(f"{folder}/{name}").status_code == 200


def test_another_version_or_name_is_not_there(client: FlaskClient) -> None:
    folder = addresses(client)[0].rpartition("/")[0]
    for path in (f"{folder}/none.js", f"{folder}/icon.svg", "/static/0123456789abcdef/app.css"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "immutable" not in answer.headers["Cache-Control"]


def test_pages_are_compressed_and_what_is_no_page_is_not(client: FlaskClient) -> None:
    html = {"Accept": "text/html"}
    for path, packs in (("/", True), ("/documents/9", True), ("/health", False)):
        plain = client.get(path, headers=html)
        packed = client.get(path, headers=html | {"Accept-Encoding": "gzip"})
        assert ("Content-Encoding" in packed.headers) is packs, path
        if packs:
            assert gzip.decompress(packed.data) == plain.data
            assert "Accept-Encoding" in plain.headers["Vary"]
            assert len(packed.data) < 0.6 * len(plain.data)
            refused = client.get(path, headers=html | {"Accept-Encoding": "gzip;q=0, br"})
            assert refused.data == plain.data
