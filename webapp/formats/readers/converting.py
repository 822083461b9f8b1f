"""Has LibreOffice convert a file of an old kind, in a process of its own within bounds.

``python -m webapp.formats.readers.converting MEMORY SECONDS PROGRAM ARGUMENT…`` bounds itself, in
bytes of memory and seconds of the processor, and becomes the program. Each run has a folder of its
own for the file and for LibreOffice's settings, which let it fetch nothing and run no macro.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from webapp.errors import UnreadableDocument
from webapp.formats.readers.conversions import Conversion, conversion_of, office_program
from webapp.formats.readers.facts import Bound, Bounds
from webapp.formats.readers.process import bound_itself
from webapp.formats.readers.starting import started

#: LibreOffice takes up to five seconds of the processor to make its settings, and maps much memory.
_BOUNDS = Bounds(
    memory=Bound(3_000_000_000, 0, 3_000_000_000),
    seconds=Bound(15, 10, 120),
    turns=BoundedSemaphore(1),
)
#: The command that becomes LibreOffice; it runs in the folder that has the package.
COMMAND: Sequence[str] = (sys.executable, "-m", "webapp.formats.readers.converting")
#: The most bytes of a converted file.
MAX_BYTES = 100_000_000
#: A proxy that nobody answers at, no links to files elsewhere, no macros.
_SETTINGS = (
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
)


def converted(data: bytes) -> bytes:
    """A file of an old kind as one that is read here; any other as it is.

    Raises UnreadableDocument, also where LibreOffice is missing, and Unavailable.
    """
    conversion = conversion_of(data)
    if conversion is None:
        return data
    conversion.check()
    with TemporaryDirectory() as folder:
        return _converted(data, conversion, Path(folder))


def _converted(data: bytes, conversion: Conversion, folder: Path) -> bytes:
    given = folder / f"given{conversion.extensions[0]}"
    given.write_bytes(data)
    _write_settings(folder / "settings" / "user")
    memory, seconds = _BOUNDS.memory.of(len(data)), _BOUNDS.seconds.of(len(data))
    options = [f"-env:UserInstallation={(folder / 'settings').as_uri()}", "--headless"]
    options += ["--norestore", "--convert-to", conversion.becomes[1:], "--outdir", str(folder)]
    command = [*COMMAND, str(memory), str(seconds), office_program() or "", *options, str(given)]
    with started(command, _BOUNDS) as process:
        process.communicate()
    result = given.with_suffix(conversion.becomes)
    if not result.is_file() or result.stat().st_size > MAX_BYTES:
        raise UnreadableDocument(
            "LibreOffice cannot read this file: it is damaged or protected by a password, or takes "
            f"more than {seconds} seconds of the processor or {memory // 10**9} GB of memory, or a "
            f"part of LibreOffice is missing ({conversion.package})."
        )
    return result.read_bytes()


def _write_settings(folder: Path) -> None:
    """Write LibreOffice's settings, as it keeps them itself."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor='
        '"http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>\n',
        encoding="utf-8",
    )


def main() -> None:
    """Bound this process, and become the program that the arguments name."""
    memory, seconds, program, *arguments = sys.argv[1:]
    bound_itself(int(memory), int(seconds))
    os.execv(program, [program, *arguments])  # noqa: S606, a program that is installed here


if __name__ == "__main__":
    main()
