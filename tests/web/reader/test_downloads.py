"""Downloads of a text: every format, its name and its type."""

import io

import pytest
from flask.testing import FlaskClient

from tests.web.texts import MARKED, post, read
from webapp.formats.writers.catalogue import FORMATS
from webapp.pretranslation.desk import Desk


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("txt", "EN[Un titre]\n\nEN[Bonjour.] EN[Il pleut.] EN[Bonjour.]\n\nEN[Il neige.]\n"),
        (
            "bilingual-txt",
            (
                "Un titre\nEN[Un titre]\n\nBonjour.\nEN[Bonjour.]\n\nIl pleut.\nEN[Il pleut.]\n\n"
                "Bonjour.\nEN[Bonjour.]\n\nIl neige.\nEN[Il neige.]\n"
            ),
        ),
    ],
)
def test_a_download_has_every_target_and_a_file_name(
    client: FlaskClient, desk: Desk, name: str, expected: str
) -> None:
    read(client, desk)
    answer = client.get(f"/documents/1/download?format={name}")
    assert answer.text == expected
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=Un-titre.")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_download_marks_untranslated_sentences(client: FlaskClient) -> None:
    post(client)
    answer = client.get("/documents/1/download")
    assert "[not translated: Il neige.]" in answer.text


def test_the_file_name_of_a_download_is_its_title_in_unicode_and_in_ascii(
    client: FlaskClient, desk: Desk
) -> None:
    post(client, "Autre chose.", title="L’été")
    desk.pretranslate(1)
    post(client, "Encore une chose.", title="小說")
    french, chinese = (
        client.get(f"/documents/{number}/download").headers["Content-Disposition"]
        for number in (1, 2)
    )
    assert french == "attachment; filename=L-ete.en.txt; filename*=UTF-8''L-%C3%A9t%C3%A9.en.txt"
    assert chinese == (
        "attachment; filename=document.unfinished.en.txt; "
        "filename*=UTF-8''%E5%B0%8F%E8%AA%AA.unfinished.en.txt"
    )


def test_the_refusal_of_an_unknown_format_lists_the_formats(client: FlaskClient) -> None:
    post(client)
    answer = client.get("/documents/1/download?format=doc")
    assert answer.status_code == 400
    assert "bilingual-txt" in answer.text


@pytest.mark.parametrize("name", [n for n in FORMATS if FORMATS[n].suits("html")])
def test_every_format_is_offered_and_downloads_with_its_type(
    client: FlaskClient, desk: Desk, name: str
) -> None:
    client.post("/documents", data={"file": (io.BytesIO(MARKED), "page.html")})
    desk.pretranslate(1)
    assert f"/documents/1/download?format={name}" in client.get("/documents/1").text
    answer = client.get(f"/documents/1/download?format={name}")
    assert answer.status_code == 200
    assert answer.mimetype == FORMATS[name].media_type
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert len(answer.data) > 40
