"""The main job in a real server with the bundled package: the seed, a kill, a restart."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import requests

from tests.server import SEED_TITLE, running, state_of, wait_until_done
from webapp.library import Library, State


def test_the_seed_article_is_translated_and_a_second_server_on_the_port_gets_a_sentence(
    tmp_path: Path,
) -> None:
    with running(tmp_path / "one") as server:
        assert SEED_TITLE in requests.get(server.address).text
        port = server.address.rsplit(":", 1)[1]
        second = subprocess.run(
            [sys.executable, "-m", "visavis", "serve", "--port", port],
            env={**os.environ, "VISAVIS_DATA_DIR": str(tmp_path / "two")},
            capture_output=True,
            text=True,
            check=False,
        )
        wait_until_done(tmp_path / "one", server, 15)
        page = requests.get(f"{server.address}/documents/1").text
        english = requests.get(f"{server.address}/documents/1/download").text
    assert "12 February 2026" in page
    assert "Jerusalem and Washington" in english
    assert "not translated" not in english
    assert second.returncode == 1
    assert f"Port {port} is already in use" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_killed_server_loses_nothing_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    text = "\n\n".join(
        f"Le train numéro {n} est parti de la gare à {n % 24} heures avec {n + 2} voyageurs."
        for n in range(150)
    )
    with running(tmp_path, VISAVIS_SEEDS="no") as server:
        answer = requests.post(
            f"{server.address}/documents",
            data={"text": text},
            allow_redirects=False,
        )
        assert answer.status_code == 303
        wait_until_done(tmp_path, server, 1)
        server.kill()
    document, before = state_of(tmp_path)
    finished = {n: s for n, s in before.items() if s.state is State.TRANSLATED}
    assert 0 < len(finished) < 150
    assert document.done_count == len(finished)
    with running(tmp_path, VISAVIS_SEEDS="no") as server:
        wait_until_done(tmp_path, server, 150)
    library = Library(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    assert library.documents.text(document.id) == text
    library.close()
    _, after = state_of(tmp_path)
    assert all(s.state is State.TRANSLATED for s in after.values())
    assert {n: after[n].revision for n in finished} == {n: s.revision for n, s in finished.items()}


def contained() -> tuple[str, ...]:
    """Words that make a command the first process of a namespace, as a container does.

    There are none where the system does not let us make namespaces.
    """
    words = ("unshare", "--pid", "--fork", "--kill-child")
    try:
        is_allowed = subprocess.run([*words, "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return ()
    return words if is_allowed else ()


def test_a_first_process_opens_packages_again_and_ends_well_as_it_is_told(tmp_path: Path) -> None:
    text = "\n\n".join(f"Le train numéro {n} est parti de la gare." for n in range(2000))
    command = (*contained(), sys.executable, "-m", "visavis")
    with running(tmp_path, command, VISAVIS_SEEDS="no", VISAVIS_METRICS="yes") as server:
        pid = server.process.pid
        if contained():
            pid = int(Path(f"/proc/{pid}/task/{pid}/children").read_text())
        requests.post(f"{server.address}/documents", data={"text": text})
        wait_until_done(tmp_path, server, 1)
        os.kill(pid, signal.SIGHUP)
        order = {"q": "Il pleut.", "source": "fr", "target": "en"}
        assert "rain" in requests.post(f"{server.address}/translate", json=order).text
        metrics = requests.get(f"{server.address}/metrics").text
        assert re.search(r'decoded_pieces_total{package="fr_en .*} [1-9]', metrics)
        os.kill(pid, signal.SIGTERM)
        assert server.process.wait() == 0
    document, segments = state_of(tmp_path)
    done = [segment for segment in segments.values() if segment.state is State.TRANSLATED]
    assert 0 < len(done) == document.done_count < 2000
