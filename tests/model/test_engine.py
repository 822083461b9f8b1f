"""The bundled package, really run."""

import json
import os
import shutil
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import ctranslate2
import pytest

from webapp.engine import ArgosTranslators, Priority, Translation, Translator
from webapp.engine.batches.decoding import Decoding, Model
from webapp.engine.installing.installation import install_archive
from webapp.engine.packages import InstalledPackage, bundled_folder, find_packages
from webapp.errors import PackageError, Unavailable
from webapp.settings import Settings

SOURCES = [
    "12 février 2026",
    "Le ministre a refusé de répondre aux questions des journalistes.",
    "Bonjour !",
    "« Nous avons frappé très fort », a-t-il ajouté.",
    "Il pleut depuis trois jours sur la vallée, et la rivière monte.",
    "Les deux hommes se sont engagés à maintenir une coordination étroite.",
    "J’en informerai le Premier ministre, mais je n’attends rien de lui.",
    "Où est la gare ?",
]
LONG = (
    "Le conseil municipal a étudié le projet de la nouvelle école, les habitants ont posé des "
    "questions sur le prix des travaux ; le maire a répondu que la région paierait la moitié — "
)


@pytest.fixture(scope="module")
def translators() -> Iterator[ArgosTranslators]:
    translators = ArgosTranslators(Settings(), [bundled_folder()])
    yield translators
    translators.close()


@pytest.fixture(scope="module")
def translator(translators: ArgosTranslators) -> Translator:
    return translators.get("fr", "en")


@pytest.fixture(scope="module")
def package() -> InstalledPackage:
    return find_packages([bundled_folder()])[0]


def test_targets_are_those_of_argos(translator: Translator) -> None:
    """``argostranslate`` itself, its sentence splitter (a download) replaced by our segments.

    The product writes dates and quotation marks, and the marks at the end, in its own way.
    """
    sources = [source for source in SOURCES if not set(source) & set("«12")]
    code = """if True:
        import json, sys
        from argostranslate import translate
        class Whole:
            def __init__(self, package): pass
            def split_sentences(self, text): return [text]
        translate.MiniSBDSentencizer = Whole
        print(json.dumps([translate.translate(s, "fr", "en") for s in json.load(sys.stdin)]))
    """
    environment = os.environ | {"ARGOS_PACKAGES_DIR": str(bundled_folder())}
    argos = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(sources),
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    ours = [translator.submit([source]).result()[0].target for source in sources]
    theirs = json.loads(argos.stdout)
    assert [target.rstrip(".!?") for target in ours] == [target.rstrip(".!?") for target in theirs]


def test_the_bundled_package_states_its_longest_source_and_its_alphabet(
    package: InstalledPackage,
) -> None:
    assert '"longest_source"' in (package.path / "metadata.json").read_text()
    assert set("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ") <= set(package.alphabet)


def test_a_score_is_the_mean_log_probability_per_token(
    translator: Translator, package: InstalledPackage
) -> None:
    model = Model(package, Decoding(), workers=1)
    for source in SOURCES:
        translation = translator.submit([source]).result()[0]
        tokens = model.encode(source)
        opened = model.load()
        best = opened.translate_batch([tokens], beam_size=4, length_penalty=0.2)[0].hypotheses[0]
        log_probabilities = opened.score_batch([tokens], [best])[0].log_probs
        mean = sum(log_probabilities) / len(log_probabilities)
        assert translation.score == pytest.approx(mean, abs=0.02)


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("La ville de Москва est très grande.", "Москва"),
        ("Antonín Dvořák a parlé à Łódź.", "Dvořák"),
        ("Cliquez sur Fichier → Ouvrir.", " → "),
        ("Les émissions de CO₂ ont augmenté.", "CO₂"),
        ("La surface est de 25 m² au total.", "25 m²"),
        ("Le rayonnement γ est dangereux.", "γ"),
    ],
)
def test_what_the_vocabulary_lacks_comes_through(
    translator: Translator, source: str, kept: str
) -> None:
    target = translator.submit([source]).result()[0].target
    assert target.count(kept) == 1
    others = {c for c in target if not c.isascii()} - set(source)
    assert not others


def test_alternatives_begin_with_the_target(translator: Translator) -> None:
    (plain,) = translator.submit([SOURCES[1]]).result()
    (translation,) = translator.submit([SOURCES[1]], alternatives=3).result()
    assert translation.target == plain.target
    assert len({translation.target, *translation.alternatives}) == 4


def test_continuations_keep_the_beginning_and_differ_in_the_next_word(
    translator: Translator,
) -> None:
    (plain,) = translator.submit([SOURCES[1]]).result()
    begun = " ".join(plain.target.split()[:2])
    found = translator.continuations(SOURCES[1], begun, 10).result()
    assert len(found) > 1
    assert all(target.startswith(f"{begun} ") for target in found)
    assert len({target.split()[2] for target in found}) == len(found)
    assert translator.continuations(LONG * 30, "", 3).result() == []


def test_a_long_segment_is_translated_to_its_end(translator: Translator) -> None:
    source = LONG * 12 + "et le boulanger a vendu douze chats noirs."
    assert len(source.split()) > 400
    target = translator.submit([source]).result()[0].target
    assert len(target.split()) > 300
    assert "12" in target or "twelve" in target.lower()
    assert target.lower().count("school") >= 11


def test_a_word_of_3000_letters_is_not_lost(translator: Translator) -> None:
    word = "anticonstitutionnellement" * 120
    target = translator.submit([f"Bonjour {word} et merci."]).result()[0].target
    assert f" {word} " in target


@pytest.mark.parametrize("source", ["a\x00b", "\ud800 oui", "é" * 600, "1", "oui\u2028non", "𝒳"])
def test_odd_characters_do_not_break_the_engine(translator: Translator, source: str) -> None:
    assert isinstance(translator.submit([source]).result()[0], Translation)


def test_requests_of_many_threads_get_their_own_answers(translator: Translator) -> None:
    alone = [translator.submit([source]).result()[0].target for source in SOURCES]
    with ThreadPoolExecutor(16) as pool:
        calls = [
            pool.submit(translator.submit, [source], priority=Priority.INTERACTIVE)
            for source in SOURCES * 8
        ]
        together = [call.result().result()[0].target for call in calls]
    assert together == alone * 8


def test_no_socket_is_opened(package: InstalledPackage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    translators = ArgosTranslators(Settings(), [bundled_folder()])
    translators.warm()
    assert translators.get("fr", "en").submit(SOURCES).result()[2].target
    translators.close()


def test_an_engine_that_closes_while_it_warms_up_raises_nothing() -> None:
    translators = ArgosTranslators(Settings(), [bundled_folder()])
    translators.get("fr", "en")
    translators.close()
    translators._warm()


def test_a_gpu_that_is_not_there(package: InstalledPackage) -> None:
    if ctranslate2.get_cuda_device_count():
        pytest.skip("this machine has one")
    translators = ArgosTranslators(Settings(device="cuda"), [bundled_folder()])
    with pytest.raises(Unavailable, match="cuda"):
        translators.get("fr", "en").submit(["Bonjour."]).result()


def test_a_model_that_cannot_be_opened(package: InstalledPackage, tmp_path: Path) -> None:
    copy = shutil.copytree(package.path, tmp_path / "broken")
    (copy / "model/model.bin").write_bytes(b"nothing")
    translators = ArgosTranslators(Settings(), [tmp_path])
    with pytest.raises(Unavailable, match="fr_en cannot be opened"):
        translators.get("fr", "en").submit(["Bonjour."]).result()


def run(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Traceback" not in done.stderr
    return done.stdout


def test_importing_the_engine_opens_nothing() -> None:
    code = "import sys, webapp.engine; print({'ctranslate2', 'argostranslate'} & {*sys.modules})"
    assert run(code) == "set()\n"


def test_a_process_ends_in_the_middle_of_a_long_job() -> None:
    code = """if True:
        from webapp.engine import ArgosTranslators
        from webapp.engine.packages import bundled_folder
        from webapp.settings import Settings
        translator = ArgosTranslators(Settings(), [bundled_folder()]).get("fr", "en")
        future = translator.submit([f"Il a vendu {n} chats noirs hier." for n in range(5000)])
        print(translator.submit(["Bonjour."], priority=0).result()[0].target != "", future.done())
    """
    assert run(code) == "True False\n"


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    """Argos' folders are then absent, and the bundled package serves."""
    home = tmp_path / "home"
    home.write_text("a file where a folder is needed")
    code = """if True:
        from webapp.engine import ArgosTranslators
        from webapp.settings import Settings
        translators = ArgosTranslators(Settings())
        print(translators.pairs(), len(translators.get("fr", "en").submit(["Oui."]).result()))
    """
    names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    assert run(code, **dict.fromkeys(names, str(home))) == "[('fr', 'en')] 1\n"


def test_the_user_s_package_is_preferred(package: InstalledPackage, tmp_path: Path) -> None:
    shutil.copytree(package.path, tmp_path / "packages/mine")
    code = """if True:
        from webapp.engine.packages import argos_folders, bundled_folder, find_packages
        print([p.path.name for p in find_packages([*argos_folders(), bundled_folder()])])
    """
    environment = {"ARGOS_PACKAGES_DIR": str(tmp_path / "packages"), "HOME": str(tmp_path)}
    assert run(code, **environment) == "['mine']\n"


def test_only_a_package_that_works_is_installed(package: InstalledPackage, tmp_path: Path) -> None:
    files = {f"translate-fr_en/{f.relative_to(package.path)}": f for f in package.path.rglob("*")}

    def archive_with(damaged: str) -> Path:
        with zipfile.ZipFile(tmp_path / "archive", "w") as zipped:
            for name, file in files.items():
                if name.endswith(damaged):
                    zipped.writestr(name, b"garbage" * 1000)
                elif file.is_file():
                    zipped.write(file, name)
        return tmp_path / "archive"

    assert install_archive(archive_with("nothing"), tmp_path / "mine").pair == ("fr", "en")
    for damaged in ("model/model.bin", "sentencepiece.model"):
        with pytest.raises(PackageError, match="its model is damaged"):
            install_archive(archive_with(damaged), tmp_path / "other")
    assert list((tmp_path / "other").iterdir()) == []
