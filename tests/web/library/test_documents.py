"""Texts are posted, read and downloaded without a script."""

import io
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from tests.documents import book
from tests.fakes import FakeTranslator, FakeTranslators
from webapp.app import create_app
from webapp.fetching import Fetched
from webapp.formats.readers import imported
from webapp.formats.writers.catalogue import FORMATS
from webapp.pretranslation.desk import Desk
from webapp.settings import Settings
from webapp.text import Mark, marks_within

TEXT = "Un titre\n\nBonjour. Il pleut. Bonjour.\n\nIl neige."


def post(client: FlaskClient, text: str = TEXT, title: str = "") -> TestResponse:
    return client.post("/documents", data={"text": text, "title": title})


def read(client: FlaskClient, desk: Desk, text: str = TEXT) -> str:
    address = post(client, text).location
    desk.pretranslate(int(address.rsplit("/", 1)[1]))
    return client.get(address).text


def test_a_posted_text_redirects_to_its_reader_before_the_engine_is_asked(
    client: FlaskClient, translator: FakeTranslator
) -> None:
    answer = post(client)
    assert (answer.status_code, answer.location) == (303, "/documents/1")
    page = client.get("/documents/1")
    assert page.status_code == 200
    assert "Il neige." in page.text
    assert translator.calls == []


def test_the_reader_shows_every_source_with_its_target(client: FlaskClient, desk: Desk) -> None:
    page = read(client, desk)
    for source in ("Un titre", "Bonjour.", "Il pleut.", "Il neige."):
        assert f"EN[{source}]" in page
    assert 'id="source-5"' in page
    assert 'id="target-5"' in page
    assert page.count('data-segment="3"') == 2


def test_an_unfinished_reader_polls_and_a_finished_one_does_not(
    client: FlaskClient, desk: Desk
) -> None:
    post(client)
    assert "/documents/1/progress" in client.get("/documents/1").text
    desk.pretranslate(1)
    assert "/documents/1/progress" not in client.get("/documents/1").text


def test_progress_gives_new_targets_and_stops_polling_at_the_end(
    client: FlaskClient, desk: Desk
) -> None:
    post(client)
    waiting = client.get("/documents/1/progress?after=1&first=1&last=99").text
    assert "hx-get" in waiting
    assert "target-" not in waiting
    desk.pretranslate(1)
    done = client.get("/documents/1/progress?after=1&first=2&last=3").text
    assert "hx-get" not in done
    assert [f"target-{n}" in done for n in range(1, 6)] == [False, True, True, False, False]


def test_an_arriving_target_has_its_marks(client: FlaskClient, desk: Desk) -> None:
    page = io.BytesIO(b"<p>La <b>mer</b> est bleue.</p>")
    client.post("/documents", data={"file": (page, "a.html")})
    desk.pretranslate(1)
    news = client.get("/documents/1/progress?after=1&first=1&last=9").text
    assert "EN[La <b>mer</b> est bleue.]" in news


def test_equal_sources_are_translated_once_and_known_ones_not_at_all(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    read(client, desk)
    assert sorted(translator.sources) == ["Bonjour.", "Il neige.", "Il pleut.", "Un titre"]
    post(client)
    assert "EN[Il neige.]" in client.get("/documents/2").text
    assert len(translator.sources) == 4


def test_only_the_changed_paragraph_of_a_known_text_is_translated(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    read(client, desk)
    read(client, desk, TEXT.replace("Il neige.", "Il vente."))
    assert translator.sources[4:] == ["Il vente."]


NOTED = b"Un[^1]. Deux.\n\nTrois[^2].\n\nQuatre[^1].\n\n[^1]: La note.\n[^2]: Une autre.\n"


def test_a_mark_leads_to_its_note_on_the_page_or_in_another_part(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post("/documents", data={"file": (io.BytesIO(NOTED), "a.md")})
    assert client.get("/documents/1").text.count('href="#s5" role="doc-noteref">1</a>') == 2
    monkeypatch.setattr("webapp.views.reader.reader.PART_SEGMENTS", 3)
    address = "/documents/1/notes/2?mark=3"
    assert f'href="{address}" role="doc-noteref">2</a>' in client.get("/documents/1").text
    answer = client.get(address)
    assert (answer.status_code, answer.location) == (303, "/documents/1?first=6#s6")
    assert "Une autre." in client.get(answer.location).text


def test_notes_that_are_counted_anew_in_each_chapter_keep_to_their_marks(
    client: FlaskClient,
) -> None:
    chapter = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>{0}</h1><p>Mot {0}<sup>1</sup>.</p>'
        '<section role="doc-endnotes"><ol><li>Note {0}.</li></ol></section></body></html>'
    )
    second = {"OPS/text/deux.xhtml": chapter.format("deux")}
    data = book(chapter=chapter.format("un"), **second)
    client.post("/documents", data={"file": (io.BytesIO(data), "a.epub")})
    page = html.fromstring(client.get("/documents/1").text)
    assert page.xpath("//p[contains(@class, 'source')]//sup/a/@href") == ["#s3", "#s6"]
    assert page.xpath("string(//*[@id='source-3'])").startswith("Note un.")
    assert page.xpath("string(//*[@id='source-6'])").startswith("Note deux.")
    for mark, note in ((2, 3), (5, 6)):
        location = client.get(f"/documents/1/notes/1?mark={mark}").location
        assert location == f"/documents/1?first={note}#s{note}"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [("7", "This document has no note 7."), (30 * "9", "There is nothing at this address.")],
)
def test_the_address_of_a_missing_note_is_404(
    client: FlaskClient, number: str, sentence: str
) -> None:
    post(client)
    answer = client.get(f"/documents/1/notes/{number}")
    assert answer.status_code == 404
    assert sentence in answer.text


def test_html_in_a_plain_text_is_shown_escaped(client: FlaskClient, desk: Desk) -> None:
    page = read(client, desk, "<script>alert('x')</script> & <b>gras</b>.")
    assert "<script>alert" not in page
    assert "&lt;b&gt;gras&lt;/b&gt;" in page


def test_a_file_is_read_in_its_encoding(client: FlaskClient) -> None:
    data = {"file": (io.BytesIO("Élève à Noël.".encode("cp1252")), "conte.txt")}
    address = client.post("/documents", data=data).location
    assert "Élève à Noël." in client.get(address).text


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        ({"text": ""}, 400, "no text"),
        ({"text": " \n\u00a0\t"}, 400, "no text"),
        ({}, 400, "no text"),
        ({"file": (io.BytesIO(b""), "vide.txt")}, 400, "no text"),
        ({"file": (io.BytesIO(b"\x89PNG\r\n\x1a\n\x00\x00"), "image.txt")}, 415, "a picture"),
        ({"file": (io.BytesIO(b"Il pleut."), "image.png")}, 415, "named as a picture"),
        ({"text": "a " * 15_000}, 413, "20,000"),
        ({"text": "a" * 150_000}, 413, "more than the server accepts"),
    ],
)
def test_a_refused_text_gets_a_sentence_and_is_not_kept(
    client: FlaskClient, desk: Desk, data: dict[str, object], status: int, words: str
) -> None:
    answer = client.post("/documents", data=data)
    assert answer.status_code == status
    assert words in answer.text
    assert desk.library.documents.all() == []


def test_a_refused_form_comes_back_with_its_text_and_a_sentence(client: FlaskClient) -> None:
    answer = client.post("/documents", data={"text": "a" * 20_001, "title": "Mon titre"})
    assert answer.status_code == 413
    assert "a" * 20_001 in answer.text
    assert "Mon titre" in answer.text
    assert "VISAVIS" not in answer.text


def test_a_file_beyond_the_limit_leaves_what_was_typed(client: FlaskClient, desk: Desk) -> None:
    big = (io.BytesIO(b"Il pleut. " * 15_000), "conte.txt")
    data = {"text": "Il neige.", "title": "Mon titre", "file": big}
    answer = client.post("/documents", data=data)
    assert answer.status_code == 413
    assert "more than the server accepts at once" in answer.text
    assert "VISAVIS" not in answer.text
    assert "Il neige.</textarea>" in answer.text
    assert 'value="Mon titre"' in answer.text
    assert desk.library.documents.all() == []


def test_a_text_beside_files_is_read_too(client: FlaskClient, desk: Desk) -> None:
    files = [(io.BytesIO(f"La phrase {n}.".encode()), f"{n}.txt") for n in (1, 2)]
    answer = client.post("/documents", data={"text": "Il neige.", "file": files})
    assert (answer.status_code, answer.location) == (303, "/")
    texts = [document.title for document in desk.library.documents.all()]
    assert sorted(texts) == ["Il neige.", "La phrase 1.", "La phrase 2."]


def test_nul_and_lone_surrogates_are_kept_as_replacement_characters(
    client: FlaskClient,
) -> None:
    page = client.get(post(client, "Bon\x00jour. Il pleut.").location)
    assert "Bon\ufffdjour." in page.text


def test_a_failed_segment_shows_its_failure_and_offers_a_retry(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    translator.fails_on = lambda source: source == "Il pleut."
    page = read(client, desk)
    assert "The fake was told to fail." in page
    assert "EN[Il neige.]" in page
    [segment] = [
        s for b in desk.library.documents.blocks(1) for s in b.segments if s.source == "Il pleut."
    ]
    translator.fails_on = lambda _: False
    answer = client.post(f"/segments/{segment.id}/retry")
    assert (answer.status_code, answer.location) == (303, "/documents/1?first=3#s3")
    desk.pretranslate(1)
    assert "EN[Il pleut.]" in client.get("/documents/1").text


def test_a_retry_by_htmx_gives_a_fragment_that_polls_again(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    translator.fails_on = lambda source: source == "Il pleut."
    read(client, desk)
    segment = next(s for s in desk.library.documents.part(1, 3, 1).blocks[0].segments)
    answer = client.post(f"/segments/{segment.id}/retry", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "/documents/1/progress" in answer.text


@pytest.mark.parametrize(
    ("query", "hidden"),
    [
        ("", []),
        ("?toggle=2", [2]),
        ("?default=shown&except=2&toggle=3", [2, 3]),
        ("?default=shown&except=2,3&toggle=2", [3]),
        ("?toggle=all", [1, 2, 3, 4, 5]),
        ("?default=hidden&except=&toggle=4", [1, 2, 3, 5]),
        ("?default=hidden&except=4&toggle=all", []),
        ("?default=nonsense&except=x,y&toggle=-1", []),
    ],
)
def test_toggles_work_by_the_address_alone(
    client: FlaskClient, desk: Desk, query: str, hidden: list[int]
) -> None:
    read(client, desk)
    page = client.get(f"/documents/1{query}").text
    hidden_targets = [
        n for n in range(1, 6) if " hidden" in page.split(f'id="target-{n}"', 1)[1].split(">", 1)[0]
    ]
    assert hidden_targets == hidden


def test_links_to_other_parts_keep_the_state_of_the_toggles(
    client: FlaskClient, desk: Desk
) -> None:
    read(client, desk, "\n\n".join(f"Phrase numéro {n}." for n in range(1, 401)))
    page = client.get("/documents/1?first=151&default=hidden&except=152").text
    ways = html.document_fromstring(page).xpath("//p[contains(@class, 'more')]/a/@href")
    assert ways == [
        "/documents/1?first=1&default=hidden&except=152",
        "/documents/1?first=301&default=hidden&except=152",
    ]


def test_a_long_text_is_read_in_parts(client: FlaskClient, desk: Desk) -> None:
    text = "\n\n".join(f"Phrase numéro {n}." for n in range(1, 401))
    page = read(client, desk, text)
    assert page.count('class="pair') == 150
    assert "first=151" in page
    part = client.get("/documents/1?first=151", headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert part.count('class="pair') == 150
    last = client.get("/documents/1?first=301").text
    assert last.count('class="pair') == 100
    assert 'class="more later" hidden' in last


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


def test_the_library_lists_titles_languages_and_progress(client: FlaskClient, desk: Desk) -> None:
    read(client, desk)
    post(client, "Autre chose.", title="Mon livre")
    page = client.get("/").text
    assert page.index("Mon livre") < page.index("Un titre")
    assert 'href="/documents/2"' in page


def test_several_files_of_several_formats_become_one_document_each(
    client: FlaskClient, desk: Desk
) -> None:
    page = b"<html><title>La page</title><h2>Un</h2><p>Il <b>pleut</b>.</p></html>"
    cues = b"1\n00:00:01,000 --> 00:00:02,000\nBonjour.\n"
    files = [(io.BytesIO(page), "page.html"), (io.BytesIO(cues), "film.srt")]
    answer = client.post("/documents", data={"file": files})
    assert (answer.status_code, answer.location) == (303, "/")
    newest, oldest = desk.library.documents.all()
    assert oldest.title == "La page"
    [heading, text] = desk.library.documents.blocks(oldest.id)
    assert (heading.kind, heading.detail) == ("heading", {"level": 2})
    assert marks_within(text.detail, 0, 99) == [Mark(3, 8, "bold")]
    [cue] = desk.library.documents.blocks(newest.id)
    assert (cue.kind, cue.detail) == ("cue", {"begin": 1.0, "end": 2.0})


def test_several_files_with_a_bad_one_are_not_kept(client: FlaskClient, desk: Desk) -> None:
    files = [(io.BytesIO(b"Bonjour."), "bon.txt"), (io.BytesIO(b"{\\rtf1}"), "mal.rtf")]
    answer = client.post("/documents", data={"file": files})
    assert answer.status_code == 422
    assert "Rich text" in answer.text
    assert desk.library.documents.all() == []


GERMAN = "Es war einmal ein König, der hatte eine Tochter, und die war sehr schön. " * 5


@pytest.mark.parametrize("text", [GERMAN, "Es war einmal ein König."])
def test_a_text_in_another_language_is_translated_only_on_request(
    client: FlaskClient, desk: Desk, translator: FakeTranslator, text: str
) -> None:
    page = read(client, desk, text)
    assert "This looks like German, not French" in page
    assert "Translate it as French all the same" in page
    assert 'action="/documents/1/deletion"' in page
    assert "/documents/1/progress" not in page
    assert translator.calls == []
    assert desk.library.worklist.unfinished() == []
    client.post("/documents/1/pretranslation")
    desk.pretranslate(1)
    page = client.get("/documents/1").text
    assert "looks like German" not in page
    assert "EN[Es war einmal" in page


def test_nothing_of_a_held_text_is_recalled_or_remembered(
    client: FlaskClient, desk: Desk, translator: FakeTranslator
) -> None:
    german = "Das Wetter ist heute sehr schön."
    desk.library.memory.correct(("fr", "en"), {german: "The weather is very fine today."})
    page = read(client, desk, f"{german} Wir gehen in den Garten.")
    assert "The weather is very fine today." not in page
    asked = ["Wir gehen in den Garten."]
    assert desk.library.memory.recall(translator.identity, ("fr", "en"), asked) == {}


def test_a_short_french_text_is_not_asked_about(client: FlaskClient, desk: Desk) -> None:
    for text in ("Oui.", "Bonjour", "Menu", "Jean Dupont", "OK", "12 + 3", "Un week-end à Londres"):
        assert "looks like" not in read(client, desk, text)


def test_import_by_address_is_off_by_default(client: FlaskClient, desk: Desk) -> None:
    assert 'name="url"' not in client.get("/").text
    answer = client.post("/documents", data={"url": "https://example.org/"})
    assert answer.status_code == 403
    assert "VISAVIS_URL_IMPORT" in answer.text


def test_a_page_is_imported_by_its_address(
    settings: Settings, translators: FakeTranslators, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Fetched(b"<html><title>Loin</title><p>Il pleut.</p></html>", "page")
    monkeypatch.setattr("webapp.views.library.documents.Fetcher.fetch", lambda _self, _url: page)
    app = create_app(replace(settings, url_import=True), translators)
    client = app.test_client()
    assert 'name="url"' in client.get("/").text
    address = client.post("/documents", data={"url": "https://example.org/page"}).location
    assert "Il pleut." in client.get(address).text
    app.extensions["visavis.desk"].close()


MARKED = b"""<html><meta name=author content=Ana><h2>Un</h2><p>Il <b>pleut</b> &lt;i&gt; <a
href="https://example.org/?a=1&amp;b=%22">ici</a>.</p><p><i>Il neige.</i></p><img src=x></html>"""


def test_the_page_shows_marks_author_and_notices(client: FlaskClient, desk: Desk) -> None:
    client.post("/documents", data={"file": (io.BytesIO(MARKED), "page.html")})
    desk.pretranslate(1)
    page = client.get("/documents/1").text
    assert 'Il <b>pleut</b> &lt;i&gt; <a href="https://example.org/?a=1&amp;b=%22">ici</a>.' in page
    assert "<i>EN[Il neige.]</i>" in page
    assert "Ana</span>" in page
    assert "1 picture could not be kept" in page


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


LISTS = "<ol start=3><li>Trois. Encore.<ul><li>Point.</ul></ol><table><tr><td>a<td>b</table>"


def test_items_have_their_marks_on_both_sides_and_cells_stand_in_rows(client: FlaskClient) -> None:
    file = (io.BytesIO(LISTS.encode()), "a.html")
    address = client.post("/documents", data={"file": file}).location
    page = html.document_fromstring(client.get(address).text)
    marks = [
        (element.get("id"), element.get("data-mark")) for element in page.xpath("//*[@data-mark]")
    ]
    assert marks == [
        ("source-1", "3."),
        ("target-1", "3."),
        ("source-3", "–"),
        ("target-3", "–"),
    ]
    assert page.xpath("count(//section[contains(@class, 'level-2')])") == 1
    assert page.xpath("//*[@class='cells']/*//@id[starts-with(., 'source')]") == [
        "source-4",
        "source-5",
    ]


def test_a_text_of_too_many_paragraphs_is_refused(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imported, "MAX_BLOCKS", 3)
    assert post(client, "Un.\n\nDeux.\n\nTrois.").status_code == 303
    answer = post(client, "Un.\n\nDeux.\n\nTrois.\n\nQuatre.")
    assert answer.status_code == 413
    assert "more than 3 paragraphs" in answer.text
