"""Clients that nobody here wrote get from this server what they expect of theirs."""

import asyncio
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError

import pytest
import requests

from tests.contract.conftest import client_module, lone, missing

TEXT = "Il pleut depuis ce matin. Je reste à la maison."
OTHER = "Le train est parti."
LANGUAGES = ["fr", "en"]


@pytest.fixture(scope="module")
def expected(server: str) -> str:
    found = lone(server, TEXT)
    assert isinstance(found, str)
    assert found != TEXT
    return found


@pytest.mark.parametrize("module", ["libretranslatepy", "argostranslate.apis"])
def test_libretranslatepy_and_argos_own_client(server: str, expected: str, module: str) -> None:
    client = client_module(module).LibreTranslateAPI(server)
    assert client.translate(TEXT, "fr", "en") == expected
    assert client.detect(TEXT)[0]["language"] == "fr"
    assert [each["code"] for each in client.languages()] == LANGUAGES
    with pytest.raises(HTTPError, match="400"):
        client.translate(TEXT, "fr", "zz")


def test_a_libretranslatepy_key(guarded: tuple[str, str]) -> None:
    address, key = guarded
    api = client_module("libretranslatepy").LibreTranslateAPI
    assert api(address, key).translate(OTHER, "fr", "en")
    with pytest.raises(HTTPError, match="403"):
        api(address, "wrong").translate(OTHER, "fr", "en")
    with pytest.raises(HTTPError, match="400"):
        api(address).translate(OTHER, "fr", "en")


def test_deep_translator(server: str, expected: str, guarded: tuple[str, str]) -> None:
    deep_translator = client_module("deep_translator")
    languages = {"source": "fr", "target": "en"}

    def client(address: str, key: str) -> object:
        return deep_translator.LibreTranslator(**languages, api_key=key, custom_url=f"{address}/")

    assert client(server, "any").translate(TEXT) == expected  # type: ignore[attr-defined]
    assert client(server, "any").translate_batch([TEXT]) == [expected]  # type: ignore[attr-defined]
    address, key = guarded
    assert client(address, key).translate(OTHER)  # type: ignore[attr-defined]
    with pytest.raises(deep_translator.exceptions.AuthorizationException):
        client(address, "wrong").translate(OTHER)  # type: ignore[attr-defined]


def test_libretranslate_aio(server: str, expected: str, tmp_path: Path) -> None:
    module = client_module("libretranslate_aio")
    file = tmp_path / "été.txt"
    file.write_text(TEXT, "utf-8")
    with module.LibreTranslate(server, timeout=None) as client:
        assert client.translate(TEXT, "fr", "en").translated_text == expected
        several = client.translate([TEXT, OTHER], "auto", "en", alternatives=1)
        assert several.translated_text == [expected, lone(server, OTHER)]
        assert [each.language for each in several.detected_language] == ["fr", "fr"]
        assert len(several.alternatives) == 2
        html = client.translate(f"<p>{OTHER}</p>", "fr", "en", format="html").translated_text
        assert html == f"<p>{lone(server, OTHER)}</p>"
        assert client.detect(TEXT)[0].language == "fr"
        assert [each.code for each in client.languages()] == LANGUAGES
        assert client.health()
        settings = client.frontend_settings()
        assert (settings.char_limit, settings.language.source.code) == (200_000, "auto")
        url = client.translate_file(file, "fr", "en").translated_file_url
        assert requests.get(url).text == expected
        with pytest.raises(module.BadRequestError, match="zz is not supported"):
            client.translate(TEXT, "zz", "en")


def test_libretranslate_aio_asynchronously(server: str) -> None:
    module = client_module("libretranslate_aio")
    texts = [f"Il y a {number} chats." for number in range(20)]

    async def together() -> list[str]:
        async with module.AsyncLibreTranslate(server, timeout=None) as client:
            found = await asyncio.gather(*(client.translate(t, "fr", "en") for t in texts))
            assert await client.suggest("Bof, bof.", "Meh.", "fr", "en")
            return [each.translated_text for each in found]

    # In a thread of its own: the browser tests' driver may hold an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        found = thread.submit(lambda: asyncio.run(together())).result()
    assert found == [lone(server, text) for text in texts]
    assert lone(server, "Bof, bof.") == "Meh."


def test_deepl_documents(server: str, expected: str, tmp_path: Path) -> None:
    deepl = client_module("deepl")
    file, out, again = (tmp_path / name for name in ("texte.txt", "text.txt", "again"))
    file.write_text(TEXT, "utf-8")
    client = deepl.Translator("any", server_url=server)
    done = client.translate_document_from_filepath(file, out, source_lang="FR", target_lang="EN-GB")
    assert (done.done, done.billed_characters) == (True, len(TEXT))
    assert out.read_text("utf-8") == expected
    with pytest.raises(deepl.DeepLException, match="ZZ is not supported"):
        client.translate_document_from_filepath(file, out, target_lang="ZZ")
    again.mkdir()
    command = [sys.executable, "-m", "deepl", "--server-url", server, "--auth-key", "any"]
    asked = ["document", "--from", "FR", "--to", "EN-GB", str(file), str(again)]
    subprocess.run([*command, *asked], check=True, capture_output=True)
    [written] = again.iterdir()
    assert written.read_text("utf-8") == expected


def test_deepl(guarded: tuple[str, str], server: str, expected: str) -> None:
    deepl = client_module("deepl")
    address, key = guarded
    client = deepl.Translator(key, server_url=address)
    found = client.translate_text(TEXT, target_lang="EN-GB")
    assert (found.text, found.detected_source_lang) == (expected, "FR")
    assert found.billed_characters == len(TEXT)
    pair = client.translate_text([TEXT, OTHER], source_lang="FR", target_lang="EN-US")
    assert [each.text for each in pair] == [expected, lone(server, OTHER)]
    tagged = f"<p>{OTHER}</p><code>Non.</code>"
    found = client.translate_text(tagged, target_lang="EN-US", tag_handling="html")
    assert found.text == f"<p>{lone(server, OTHER)}</p><code>Non.</code>"
    assert [each.code for each in client.get_source_languages()] == ["FR"]
    assert [each.code for each in client.get_target_languages()] == ["EN-GB", "EN-US"]
    usage = client.get_usage().character
    assert (usage.valid, usage.limit, usage.count > 0) == (True, 1_000, True)
    with pytest.raises(deepl.DeepLException, match="ZZ is not supported"):
        client.translate_text(TEXT, target_lang="ZZ")
    with pytest.raises(deepl.QuotaExceededException):
        client.translate_text("a" * 1_000, target_lang="EN-US")
    with pytest.raises(deepl.AuthorizationException):
        deepl.Translator("wrong", server_url=address).translate_text(TEXT, target_lang="EN-US")


def test_deepl_glossaries(guarded: tuple[str, str]) -> None:
    deepl = client_module("deepl")
    address, key = guarded
    client = deepl.DeepLClient(key, server_url=address)
    glossary = client.create_glossary("Cats", "FR", "EN", {"chat": "tomcat", "chien": "hound"})
    assert (glossary.ready, glossary.entry_count, glossary.source_lang) == (True, 2, "FR")
    assert [each.glossary_id for each in client.list_glossaries()] == [glossary.glossary_id]
    assert client.get_glossary_entries(glossary) == {"chat": "tomcat", "chien": "hound"}
    assert [pair.source_lang for pair in client.get_glossary_languages()] == ["fr"]
    asked = {"source_lang": "FR", "target_lang": "EN-GB", "glossary": glossary.glossary_id}
    assert "tomcats" in client.translate_text("Les chats dorment.", **asked).text.lower()
    client.delete_glossary(glossary)
    with pytest.raises(deepl.GlossaryNotFoundException):
        client.get_glossary(glossary.glossary_id)
    with pytest.raises(deepl.DeepLException):
        client.translate_text("Les chats dorment.", **asked)
    csv = client.create_glossary_from_csv("Csv", "FR", "EN", "chat,puss,fr,en")
    assert client.get_glossary_entries(csv) == {"chat": "puss"}
    client.delete_glossary(csv)


def test_deepl_multilingual_glossaries(guarded: tuple[str, str]) -> None:
    deepl = client_module("deepl")
    address, key = guarded
    client = deepl.DeepLClient(key, server_url=address)
    entries = client_module("deepl.api_data").MultilingualGlossaryDictionaryEntries
    glossary = client.create_multilingual_glossary(
        "Cats", [entries("fr", "en", {"chat": "tomcat"})]
    )
    assert [each.entry_count for each in glossary.dictionaries] == [1]
    client.update_multilingual_glossary_name(glossary, "Pets")
    client.update_multilingual_glossary_dictionary(
        glossary, entries("fr", "en", {"chien": "hound"})
    )
    [found] = client.list_multilingual_glossaries()
    assert (found.name, found.dictionaries[0].entry_count) == ("Pets", 2)
    text = client.translate_text(
        "Un chien.", source_lang="FR", target_lang="EN-US", glossary=glossary
    )
    assert "hound" in text.text
    client.replace_multilingual_glossary_dictionary(glossary, entries("fr", "en", {"chat": "puss"}))
    contents = client.get_multilingual_glossary_entries(glossary, "fr", "en")
    assert contents.dictionaries[0].entries == "chat\tpuss"
    client.delete_multilingual_glossary_dictionary(glossary, source_lang="fr", target_lang="en")
    assert client.get_multilingual_glossary(glossary.glossary_id).dictionaries == []
    client.delete_multilingual_glossary(glossary)
    assert client.list_multilingual_glossaries() == []


def test_deepls_own_command_and_what_it_cannot_have_here(guarded: tuple[str, str]) -> None:
    deepl = client_module("deepl")
    address, key = guarded

    def printed(*words: str) -> str:
        command = [sys.executable, "-m", "deepl", "--server-url", address, "--auth-key", key]
        return subprocess.run([*command, *words], capture_output=True, text=True, check=True).stdout

    assert printed("text", "--from", "FR", "--to", "EN-GB", "Bof.").strip()
    assert "EN-GB: English (British)" in printed("languages")
    assert "of 1000" in printed("usage")
    client = deepl.DeepLClient(key, server_url=address)
    for refused in (
        lambda: client.rephrase_text("Oui.", target_lang="EN-GB"),
        client.get_all_style_rules,
        client.list_translation_memories,
    ):
        with pytest.raises(deepl.DeepLException, match="not offered here"):
            refused()
    with pytest.raises(deepl.DeepLException, match="'formality' not supported"):
        client.translate_text("Bof.", target_lang="EN-GB", formality="more")


def node(folder: Path, script: str) -> str:
    """What a module of ours prints that uses npm's clients."""
    file = folder / "call.mjs"
    file.write_text(script, "utf-8")
    try:
        done = subprocess.run(["node", str(file)], capture_output=True, text=True, cwd=folder)
    except OSError:
        missing("Node")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_npm_translate(server: str, expected: str, npm_folder: Path) -> None:
    script = f"""
        import translate from "translate";
        translate.engine = "libre"; translate.url = "{server}/translate";
        console.log(await translate({TEXT!r}, {{from: "fr", to: "en"}}));
        try {{ await translate({TEXT!r}, {{from: "fr", to: "de"}}) }}
        catch (error) {{ console.log(error.message) }}
    """
    assert node(npm_folder, script).splitlines() == [expected, "de is not supported"]


def test_npm_deepl_node(guarded: tuple[str, str], npm_folder: Path) -> None:
    address, key = guarded
    script = f"""
        import * as deepl from "deepl-node";
        const client = new deepl.DeepLClient({key!r}, {{serverUrl: "{address}"}});
        const entries = new deepl.GlossaryEntries({{entries: {{chat: "tomcat"}}}});
        const glossary = await client.createGlossary("Cats", "fr", "en", entries);
        const found = await client.translateText("Un chat.", "fr", "en-GB", {{glossary}});
        console.log(found.text.includes("tomcat"), (await client.listGlossaries()).length);
        console.log((await client.getGlossaryEntries(glossary)).toTsv());
        await client.deleteGlossary(glossary);
        const made = await client.createMultilingualGlossary("Cats", [
            {{sourceLangCode: "fr", targetLangCode: "en", entries}},
        ]);
        console.log(made.dictionaries[0].entryCount);
        await client.deleteMultilingualGlossary(made);
        console.log((await client.listMultilingualGlossaries()).length);
    """
    assert node(npm_folder, script).splitlines() == ["true 1", "chat\ttomcat", "1", "0"]


def test_npm_libretranslate(server: str, expected: str, npm_folder: Path) -> None:
    script = f"""
        import client from "libretranslate";
        const asked = {{query: {TEXT!r}, source: "fr", target: "en", apiurl: "{server}"}};
        console.log(await client.translate(asked));
    """
    assert node(npm_folder, script) == expected


def test_npms_deepl_node(npm_folder: Path, server: str, expected: str, tmp_path: Path) -> None:
    file, out = tmp_path / "texte.txt", tmp_path / "text.txt"
    file.write_text(TEXT, "utf-8")
    script = f"""
        import * as deepl from "deepl-node";
        const client = new deepl.Translator("any", {{ serverUrl: "{server}" }});
        const [one, two] = await client.translateText([{TEXT!r}, {OTHER!r}], "fr", "en-GB");
        await client.translateDocument("{file}", "{out}", "fr", "en-GB");
        const languages = await client.getTargetLanguages();
        const usage = await client.getUsage();
        console.log(one.text, two.text, languages.length, usage.character.limit > 0);
    """
    assert node(npm_folder, script) == f"{expected} {lone(server, OTHER)} 2 true"
    assert out.read_text("utf-8") == expected
