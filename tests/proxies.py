"""Real proxies in front of a server, set up by the lines of the README."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"
#: What nginx writes while it runs, all in one folder.
NGINX = """daemon off; pid {folder}/pid; error_log stderr; {user}
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {lines}
}}
"""


def lines_of(name: str, place: int = 0) -> str:
    """What the README says to write for a proxy; at ``place`` 1 what signs people in."""
    found = re.findall(rf"```{name}\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert len(found) > place, f"the README has no lines for {name}"
    return str(found[place])


def missing(program: str) -> None:
    """Skip, or fail where all programs must be there."""
    if os.environ.get("REQUIRE_PROGRAMS"):
        pytest.fail(f"{program} is missing, and REQUIRE_PROGRAMS is set.")
    pytest.skip(f"{program} is not installed.")


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for the loopback that it signs itself, and its key."""
    pem, key = folder / "lire.pem", folder / "lire.key"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=127.0.0.1",
        "-days",
        "2",
    ]
    names = ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*command, *names, "-keyout", key, "-out", pem], check=True, capture_output=True)
    return pem, key


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def in_front(
    proxy: str, folder: Path, upstream: str, prefix: str, readers: str = ""
) -> Iterator[tuple[str, Path]]:
    """A proxy before the server at ``upstream`` (host and port), below ``prefix``.

    nginx signs in those whom ``readers`` has, names and passwords as in its file of users. Gives
    the https address of the site, without a last slash, and the certificate to believe.
    """
    if shutil.which(proxy) is None:
        missing(proxy)
    pem, _ = certificate(folder)
    port = free_port()
    lines = lines_of(proxy).replace("127.0.0.1:8000", upstream).replace("/fr/", f"{prefix}/")
    if readers:
        (folder / "readers").write_text(readers, encoding="utf-8")
        lines = lines.replace("    }\n}", f"{lines_of(proxy, 1)}    }}\n}}")
        lines = lines.replace("/etc/nginx", str(folder))
    process = _nginx(folder, lines, port) if proxy == "nginx" else _caddy(folder, lines, port)
    try:
        _wait_for(port, process)
        yield f"https://127.0.0.1:{port}{prefix}", pem
    finally:
        process.terminate()
        process.wait()


def _nginx(folder: Path, lines: str, port: int) -> subprocess.Popen[bytes]:
    lines = lines.replace("/etc/ssl", str(folder)).replace("listen 443", f"listen 127.0.0.1:{port}")
    user = "user root;" if os.geteuid() == 0 else ""
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, lines=lines, user=user), encoding="utf-8")
    return subprocess.Popen(["nginx", "-p", folder, "-c", config, "-e", "stderr"])


def _caddy(folder: Path, lines: str, port: int) -> subprocess.Popen[bytes]:
    tls = f"{{\n    tls {folder}/lire.pem {folder}/lire.key\n"
    lines = lines.replace("lire.example.org", f"https://127.0.0.1:{port}").replace("{\n", tls, 1)
    config = folder / "Caddyfile"
    config.write_text(f"{{\n    admin off\n    auto_https disable_redirects\n}}\n{lines}")
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(config)]
    environ = os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    log = (folder / "caddy.log").open("wb")
    with log:
        return subprocess.Popen(command, env=environ, stderr=log)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    while True:
        assert process.poll() is None, "the proxy did not start"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
