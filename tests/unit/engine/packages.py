"""Makes package folders and archives that look right from outside."""

import json
import zipfile
from pathlib import Path
from typing import Any

METADATA = {
    "package_version": "1.0",
    "from_code": "fr",
    "from_name": "French",
    "to_code": "en",
    "to_name": "English",
}


def package_files(**metadata: Any) -> dict[str, bytes]:
    """The files of a package by name, its metadata changed by ``metadata``."""
    return {
        "metadata.json": json.dumps(METADATA | metadata).encode(),
        "model/model.bin": b"weights " + json.dumps(metadata).encode(),
        "model/config.json": b"{}",
        "sentencepiece.model": b"pieces",
    }


def make_package(folder: Path, name: str = "translate-fr_en", **metadata: Any) -> Path:
    """A package's folder inside ``folder``."""
    for file, content in package_files(**metadata).items():
        path = folder / name / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder / name


def make_archive(place: Path, files: dict[str, bytes], top: str = "translate-fr_en") -> Path:
    """A ``.argosmodel`` archive of ``files`` under the folder ``top``."""
    with zipfile.ZipFile(place, "w") as zipped:
        for file, content in files.items():
            zipped.writestr(f"{top}/{file}" if top else file, content)
    return place
