"""Where people have libraries of their own, nobody is shown anything of another one's."""

import io
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from tests import databases
from tests.fakes import FakeTranslators
from webapp import people
from webapp.app import create_app
from webapp.cli.main import main
from webapp.errors import BadInput
from webapp.people import People, folder_of, folders
from webapp.pretranslation.desk import Desk
from webapp.settings import Settings

Make = Callable[..., FlaskClient]
PROXY = "10.0.0.2"
ANA, BEA = {"Remote-User": "ana"}, {"Remote-User": "bea"}

pytestmark = pytest.mark.skipif(bool(databases.SERVER), reason="people's libraries are files")


@pytest.fixture
def make(settings: Settings, translators: FakeTranslators) -> Iterator[Make]:
    apps: list[Flask] = []
    base = replace(settings, user_header="Remote-User", trusted_proxies=PROXY, own_libraries=True)

    def make_client(**changed: Any) -> FlaskClient:
        app = create_app(replace(base, **changed), translators)
        apps.append(app)
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = PROXY
        return client

    yield make_client
    for app in apps:
        people_of(app).close()


def people_of(app: Flask) -> People:
    found = app.extensions["visavis.people"]
    assert isinstance(found, People)
    return found


def desk_of(client: FlaskClient, name: str) -> Desk:
    return people_of(client.application).desk_of(name)


def bring(client: FlaskClient, text: str, who: dict[str, str], root: str = "") -> str:
    answer = client.post(f"{root}/documents", data={"text": text}, headers=who)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_nothing_of_one_person_is_shown_to_another(make: Make) -> None:
    client = make()
    place = bring(client, "Le secret dort.", ANA)
    desk_of(client, "ana").pretranslate(1)
    client.post(f"{place}/annotations", data={"position": "1"}, headers=ANA)
    desk_of(client, "ana").library.units.learn(
        ("fr", "en"), [{"Le secret dort.": "Secret!"}], "old.tmx"
    )
    paths = sorted(
        rule.rule.replace("<int:document_id>", "1").replace("<int:position>", "1")
        for rule in client.application.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.endpoint.startswith(("api.", "static"))
    )
    paths = [path for path in paths if "<" not in path] + ["/?search=secret", "/opds?search=secret"]
    shown = {path: client.get(path, headers=ANA) for path in paths}
    assert sum("secret" in answer.text.lower() for answer in shown.values()) >= 5
    for path in paths:
        for root in ("", "/shared"):
            page = client.get(f"{root}{path}", headers=BEA).text.replace("search=secret", "")
            assert "secret dort" not in page.lower(), path
    for path in ("/documents/1", "/documents/1/download?format=txt", "/shared/documents/1"):
        assert client.get(path, headers=BEA).status_code == 404
    assert client.post("/documents/1/deletion", headers=BEA).status_code == 404
    assert client.get("/documents/1", headers=ANA).status_code == 200


def test_a_text_is_shared_by_choice_and_taken_home_with_its_corrections(make: Make) -> None:
    client = make()
    place = bring(client, "Il pleut. Je reste.", ANA)
    desk_of(client, "ana").pretranslate(1)
    data = {"target": "It pours.", "version": "0"}
    assert client.post("/segments/1/target", data=data, headers=ANA).status_code < 400
    shared = client.post(f"{place}/copy", headers=ANA).headers["Location"]
    assert shared == "/shared/documents/1"
    page = client.get(shared, headers=BEA)
    assert ("It pours." in page.text, 'data-root="/shared/"' in page.text) == (True, True)
    home = client.post(f"{shared}/copy", headers=BEA).headers["Location"]
    assert home == "/documents/1"
    assert "It pours." in client.get(home, headers=BEA).text
    client.post(f"{home}/deletion", headers=BEA)
    assert client.get(shared, headers=ANA).status_code == 200
    assert client.post("/documents/9/copy", headers=ANA).status_code == 404


def test_a_copy_that_is_not_translated_goes_on_where_it_is(make: Make) -> None:
    client = make()
    place = bring(client, "Il pleut. Je reste.", ANA)
    client.post(f"{place}/copy", headers=ANA)
    desk = people_of(client.application).shared
    assert desk.library.worklist.unfinished() == [1]
    desk.pretranslate(1)
    [block] = desk.library.documents.blocks(1)
    assert [segment.target for segment in block.segments] == ["EN[Il pleut.]", "EN[Je reste.]"]


def test_a_program_gets_the_library_of_whom_the_proxy_names_or_that_of_all(make: Make) -> None:
    client = make(suggestions=True)

    def translated(who: dict[str, str], root: str = "", **environ: Any) -> set[str]:
        libre = {"q": "Oui.", "source": "fr", "target": "en"}
        deepl = {"text": "Oui.", "source_lang": "FR", "target_lang": "EN"}
        file = {"source": "fr", "target": "en", "file": (io.BytesIO(b"Oui."), "oui.txt")}
        calls: dict[str, dict[str, Any]] = {
            "/translate": {"json": libre},
            "/v2/translate": {"json": deepl},
            "/translate_file": {"data": file},
        }
        answers = [
            client.post(root + path, headers=who, environ_overrides=environ, **sent)
            for path, sent in calls.items()
        ]
        one, two, three = (answer.get_json() for answer in answers)
        path = three["translatedFileUrl"].removeprefix("http://localhost")
        return {one["translatedText"], two["translations"][0]["text"], client.get(path).text}

    ours = {"q": "Oui.", "source": "fr", "target": "en", "s": "Ours."}
    assert client.post("/suggest", json=ours).status_code == 200
    assert client.post("/suggest", json=ours | {"s": "Mine."}, headers=ANA).status_code == 200
    assert translated(ANA) == {"Mine."}
    assert translated(BEA) == {"EN[Oui.]"}
    assert translated({}) == translated(ANA, "/shared") == {"Ours."}
    assert translated(ANA, REMOTE_ADDR="10.0.0.3") == {"Ours."}


def test_glossaries_and_keys_of_programs_where_people_have_libraries(make: Make) -> None:
    client = make(api_keys=True, metrics=True, metrics_token="token")  # noqa: S106
    _, key = people_of(client.application).shared.library.keys.create("phone")
    asked = {"name": "Cats", "source_lang": "fr", "target_lang": "en", "entries": "chat\ttomcat"}
    bearer = {"Authorization": f"Bearer {key}"}
    assert client.post("/v2/glossaries", json=asked, headers=ANA | bearer).status_code == 201

    def count(who: dict[str, str], root: str = "") -> int:
        answer = client.get(f"{root}/v2/glossaries", headers=who | bearer)
        return len(answer.get_json()["glossaries"])

    assert (count(ANA), count(BEA), count({}), count(ANA, "/shared")) == (1, 0, 0, 0)
    assert client.get("/v2/glossaries", headers=ANA).status_code == 403
    bring(client, "Le secret dort.", ANA)
    metrics = client.get("/metrics", headers=ANA | {"Authorization": "Bearer token"}).text
    pending = [each for each in metrics.splitlines() if each.startswith("visavis_pending_seg")]
    assert [each.split()[-1] for each in pending] == ["0.0"]
    assert client.get("/ready", headers=ANA).status_code == 200


def test_only_the_trusted_proxy_names_a_person(make: Make) -> None:
    client = make()
    bring(client, "Le secret dort.", ANA)
    for path in ("/", "/shared/", "/documents/1"):
        stranger = client.get(path, headers=ANA, environ_overrides={"REMOTE_ADDR": "10.0.0.3"})
        assert stranger.status_code == 403
        assert client.get(path).status_code == 403
    for name in ("Ana", "ana,bea", "../ana", "é" * 300, "."):
        assert client.get("/documents/1", headers={"Remote-User": name}).status_code == 404


def test_links_and_cookies_of_the_library_of_all_stay_below_its_path(make: Make) -> None:
    client = make(url_prefix="/fr")
    page = client.get("/fr/shared/", headers=ANA).text
    assert 'data-root="/fr/shared/"' in page
    assert 'href="/fr/"' in page
    answer = client.post("/fr/shared/comfort", data={"theme": "dark"}, headers=ANA)
    assert "Path=/fr/shared/" in answer.headers["Set-Cookie"]
    assert bring(client, "Oui.", ANA, "/fr/shared") == "/fr/shared/documents/1"
    assert client.get("/fr/sharedx", headers=ANA).status_code == 404


def test_a_full_library_takes_no_text_more_and_what_was_deleted_gives_way(make: Make) -> None:
    client = make(library_chars=30)
    place = bring(client, "Il pleut encore ici.", ANA)
    answer = client.post("/documents", data={"text": "Je reste là."}, headers=ANA)
    assert answer.status_code == 413
    assert "There is no room for 12 characters: this library has 20 of the 30" in answer.text
    bring(client, "Je reste là.", BEA)
    client.post(f"{place}/deletion", headers=ANA)
    place = bring(client, "Je reste là.", ANA)
    bring(client, "Il neige sur la ville.", BEA, "/shared")
    full = client.post(f"{place}/copy", headers=ANA)
    assert (full.status_code, "has 22 of the 30" in full.text) == (413, True)


def test_who_watches_over_the_server_sees_sizes_and_no_text(make: Make) -> None:
    client = make()
    bring(client, "Le secret dort.", {"Remote-User": "Zoé".encode().decode("latin-1")})
    folder = people_of(client.application)._settings.data_dir
    run = CliRunner().invoke
    [row] = json.loads(run(main, ["people", "--json", "--data-dir", str(folder)]).stdout)
    assert (row["name"], row["texts"], row["characters"]) == ("Zoé", 1, 15)
    assert row["bytes"] > 15
    printed = run(main, ["people", "--data-dir", str(folder)]).stdout
    assert printed.startswith("Zoé\t1 texts\t15 characters\t")
    assert "secret" not in printed
    assert "secret" in run(main, ["list", "--data-dir", row["folder"]]).stdout
    saved = run(main, ["backup", "--data-dir", str(folder), str(folder / "copy.sqlite3")])
    assert "People's own libraries are not in it" in saved.stdout


def test_what_was_left_unfinished_goes_on_at_the_next_start_and_idle_desks_rest(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make()
    bring(first, "Il pleut.", ANA)
    people_of(first.application).close()
    client = make()
    all_desks = people_of(client.application)
    all_desks._go_on(folder_of(all_desks._settings, "ana"))
    desk = desk_of(client, "ana")

    def is_running() -> bool:
        return desk.jobs.running

    assert is_running()
    all_desks._running = True
    while desk.library.documents.get(1).pending_count:
        time.sleep(0.01)
    monkeypatch.setattr(people, "IDLE_SECONDS", 0)
    all_desks.let_rest()
    assert not is_running()
    assert "Il pleut." in client.get("/", headers=ANA).text
    assert is_running()


@pytest.mark.parametrize(
    "changed",
    [
        {"user_header": ""},
        {"trusted_proxies": ""},
        {"consumer": False},
        {"database_url": "sqlite:///other.sqlite3"},
        {"url_prefix": "/shared"},
    ],
)
def test_settings_that_do_not_go_together_are_refused(make: Make, changed: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=r"must|needs"):
        make(**changed)


def test_without_the_setting_all_share_one_library(client: FlaskClient, settings: Settings) -> None:
    client.post("/documents", data={"text": "Bonjour."})
    assert client.get("/shared/").status_code == 404
    assert client.post("/documents/1/copy").status_code == 404
    assert "The library of all" not in client.get("/").text
    assert list(folders(settings)) == []
    assert not Path(settings.people_folder).exists()
    done = CliRunner().invoke(main, ["people", "--data-dir", str(settings.data_dir)])
    assert (done.exit_code, "Nobody has a library of their own" in done.stderr) == (1, True)
