"""The files that run it as a service name what there is."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from webapp.cli.main import main
from webapp.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
FILES = (
    "Dockerfile",
    "compose.yaml",
    "compose.fleet.yaml",
    "deploy/visavis.service",
    "docs/deploy.md",
    "docs/libretranslate.md",
    "docs/scale.md",
)


@pytest.mark.parametrize("name", FILES)
def test_every_setting_that_a_file_names_exists(name: str) -> None:
    named = set(re.findall(rf"{PREFIX}([A-Z_]+)", (ROOT / name).read_text(encoding="utf-8")))
    assert named - {"NAME"} <= {setting.name.upper() for setting in fields(Settings)}


def test_the_image_gets_all_that_the_wheel_is_built_of() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {*wheel["packages"], *wheel["force-include"], *project["project"]["license-files"]}
    sent = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {f"!{name}" for name in needed | {"README.md", "constraints.txt"}} <= set(sent)


def test_the_container_has_no_rights_and_one_place_to_write() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    service = compose["services"]["visavis"]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["volumes"] == ["library:/data"]
    assert set(compose["volumes"]) == {"library"}
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert re.findall(r"^(?:USER|VOLUME) (.*)$", dockerfile, re.MULTILINE) == [
        "10001:10001",
        "/data",
    ]
    written = re.findall(r"(?:HOME|DATA_DIR)=(\S+)", dockerfile)
    assert [folder for folder in written if not folder.startswith("/data")] == []


def test_the_containers_of_a_fleet_share_a_library_and_have_no_rights_either() -> None:
    compose = yaml.safe_load((ROOT / "compose.fleet.yaml").read_text(encoding="utf-8"))
    services = compose["services"]
    assert set(services) == {"web", "worker", "postgres", "redis"}
    for name in ("web", "worker"):
        service = services[name]
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
        assert service["build"]["args"]["EXTRAS"] == "[fleet]"
        assert set(service["depends_on"]) == {"postgres", "redis"}
        addresses = service["environment"]
        for key, host in (("VISAVIS_DATABASE_URL", "postgres"), ("VISAVIS_QUEUE_URL", "redis")):
            assert urlsplit(addresses[key]).hostname == host
        assert addresses["PGPASSWORD"] == services["postgres"]["environment"]["POSTGRES_PASSWORD"]
        assert service["command"][0] in main.commands
    assert [name for name in ("postgres", "redis") if "ports" in services[name]] == []
    assert set(compose["volumes"]) == {"library"}
