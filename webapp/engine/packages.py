"""Argos packages on this machine: where they are and what their metadata says.

An Argos package is a folder with ``metadata.json``, a CTranslate2 model in ``model/`` and a
tokenizer, ``sentencepiece.model`` or ``bpe.model`` (argostranslate.package describes them). The
metadata is read here rather than by ``argostranslate.package.Package``, whose import makes
folders in the user's home and fails where that cannot be written.
"""

import hashlib
import json
import logging
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webapp.errors import PackageError
from webapp.resources import resource

_log = logging.getLogger(__name__)

#: The first number of the newest Argos Translate whose packages are known to be as described here.
NEWEST_ARGOS = 1
WORDS = "words.txt.gz"
TOKENIZERS = ("sentencepiece.model", "bpe.model")
# Tokens of the longest source that a package is trusted with, unless its metadata says otherwise
# (``longest_source``, ours; Argos reads past it). The bundled one says 80: on the news and
# encyclopaedia sentences of three public test sets, cutting at 80 rather than at 100 gives 22.2 for
# 19.9 BLEU in those of 81 to 100 tokens; cutting at 64 gives 23.4 for 23.3 in those of 65 to 80.
LONGEST_SOURCE = 128
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class InstalledPackage:
    """A package folder that can be used, and what its metadata says.

    ``alphabet`` (ours; Argos reads past it) has the characters beyond ASCII that the model was
    shown often enough to write them; it is empty where the package does not say.
    """

    path: Path
    source_language: str
    target_language: str
    source_name: str
    target_name: str
    version: str
    target_prefix: str
    longest_source: int
    alphabet: str

    @property
    def pair(self) -> tuple[str, str]:
        """Source and target language codes."""
        return self.source_language, self.target_language

    @property
    def name(self) -> str:
        """What people type: ``fr_en``."""
        return f"{self.source_language}_{self.target_language}"

    @property
    def label(self) -> str:
        """What people know it by: ``fr_en 1.9``."""
        return f"{self.name} {self.version}"

    @property
    def bundled(self) -> bool:
        """Whether it came with the product, and so cannot be removed."""
        return self.path.parent == bundled_folder()

    def fingerprint(self) -> str:
        """Twelve hexadecimal digits of the SHA-256 of all that decides its targets.

        A model of 70 MB takes some 0.1 s. Raises PackageError when a file cannot be read.
        """
        digest = hashlib.sha256()
        try:
            words = [self.words_path] if self.words_path else []
            for path in sorted([*(self.path / "model").iterdir(), self.tokenizer_path, *words]):
                with path.open("rb") as file:
                    digest.update(path.name.encode() + hashlib.file_digest(file, "sha256").digest())
        except (OSError, StopIteration) as error:
            raise PackageError(f"The package {self.name} cannot be read: is it damaged?") from error
        return digest.hexdigest()[:12]

    def target_vocabulary(self) -> frozenset[str]:
        """All pieces that a target can be made of; none where they cannot be read."""
        for name in ("target_vocabulary.json", "shared_vocabulary.json"):
            with suppress(OSError, ValueError, TypeError):
                return frozenset(json.loads((self.path / "model" / name).read_text("utf-8")))
        return frozenset()

    @property
    def words_path(self) -> Path | None:
        """The list of the target language's words, if any (ours; see sources/post_editing.py)."""
        path = self.path / WORDS
        return path if path.is_file() else None

    @property
    def tokenizer_path(self) -> Path:
        """The tokenizer in use: Argos prefers SentencePiece when a package has both."""
        return next(path for name in TOKENIZERS if (path := self.path / name).is_file())


def read_package(path: Path) -> InstalledPackage | None:
    """The package in a folder; None when it is of another kind than a translator.

    Raises PackageError when it cannot be read or lacks something.
    """
    try:
        metadata = json.loads((path / "metadata.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise PackageError("It has no readable metadata.json.") from error
    if not isinstance(metadata, dict):
        raise PackageError("Its metadata.json is not a JSON object.")
    if metadata.get("type", "translate") != "translate":
        return None
    argos = text_of(metadata, "argos_version")
    if version_order(argos)[:1] > [NEWEST_ARGOS]:
        raise PackageError(f"It is made for Argos Translate {argos}, newer than is known here.")
    for needed in ("model/model.bin", "model/config.json"):
        if not (path / needed).is_file():
            raise PackageError(f"It has no {needed}.")
    if not any((path / name).is_file() for name in TOKENIZERS):
        raise PackageError("It has no tokenizer (sentencepiece.model or bpe.model).")
    return _described(path, metadata)


def _described(path: Path, metadata: dict[str, Any]) -> InstalledPackage:
    source, target = language_of(metadata, "from_code"), language_of(metadata, "to_code")
    return InstalledPackage(
        path=path,
        source_language=source,
        target_language=target,
        source_name=text_of(metadata, "from_name") or source,
        target_name=text_of(metadata, "to_name") or target,
        version=text_of(metadata, "package_version") or "0",
        target_prefix=text_of(metadata, "target_prefix"),
        longest_source=_longest_source(metadata),
        alphabet=text_of(metadata, "alphabet"),
    )


def text_of(metadata: dict[str, Any], key: str) -> str:
    """A text of at most 100 characters, empty where there is none; raises PackageError."""
    value = metadata.get(key, "")
    if not isinstance(value, str) or len(value) > 100:
        raise PackageError(f"Its metadata.json has an unusable “{key}”.")
    return value


def _longest_source(metadata: dict[str, Any]) -> int:
    tokens = metadata.get("longest_source", LONGEST_SOURCE)
    if not isinstance(tokens, int) or not 1 < tokens <= LONGEST_SOURCE:
        raise PackageError("Its metadata.json has an unusable “longest_source”.")
    return tokens


def language_of(metadata: dict[str, Any], key: str) -> str:
    """A BCP 47 code; raises PackageError where none can be read."""
    code = text_of(metadata, key)
    if not _LANGUAGE_CODE.fullmatch(code):
        raise PackageError(f"Its metadata.json has no plausible language code in “{key}”.")
    return code


def bundled_folder() -> Path:
    """The folder of the packages that travel with the product."""
    return resource("models")


def argos_folders() -> list[Path]:
    """Argos' own package folders, the one it installs into first; none when it has no home.

    ARGOS_PACKAGES_DIR and Argos' settings file are honoured, as Argos reads them itself.
    """
    try:
        from argostranslate import settings
    except OSError as error:
        _log.warning("Argos' package folders cannot be used: %s", error.strerror)
        return []
    return [Path(folder) for folder in settings.package_dirs]


def find_packages(folders: Iterable[Path]) -> list[InstalledPackage]:
    """The usable packages of ``folders``, one a pair: an earlier folder's, then a newer version.

    A folder that cannot be used is left out with a logged warning. French to English is first.
    """
    chosen: dict[tuple[str, str], InstalledPackage] = {}
    for folder in folders:
        packages = _packages_in(folder)
        for package in sorted(packages, key=lambda p: version_order(p.version), reverse=True):
            chosen.setdefault(package.pair, package)
    return sorted(chosen.values(), key=lambda package: (package.name != "fr_en", package.name))


def _packages_in(folder: Path) -> list[InstalledPackage]:
    packages = []
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []  # it need not exist
    for path in filter(Path.is_dir, paths):
        try:
            package = read_package(path)
        except (PackageError, OSError) as error:
            _log.warning("The package folder %s is left out: %s", path.name, error)
            continue
        if package:
            packages.append(package)
    return packages


def version_order(version: str) -> list[int]:
    """The numbers of a version (1.10 is newer than 1.9)."""
    return [int(number) for number in re.findall(r"[0-9]{1,9}", version)]
