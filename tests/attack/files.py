"""Mangled files of every format: each gives a document or one sentence, and nothing else."""

import io
import random
import re
import zipfile

from tests.attack import Tally
from tests.documents import SAMPLES
from webapp.errors import VisavisError
from webapp.formats.readers.catalogue import read_document

#: How many mangled archives are mangled as a whole.
_WHOLE = 0.3
#: The names of elements and attributes, values, and words of XML.
_PIECES = re.compile(rb'(?<=[<:])[\w.-]+|"[^"<>]*"|(?<=>)[^<>]+')


def attack(tries: int, seed: int = 1) -> Tally:
    """Mangle each sample ``tries`` times and read it; a slow PDF a tenth as often."""
    tally = Tally("mangled files")
    chance = random.Random(seed)
    for extension, sample in SAMPLES.items():
        for _ in range(max(1, tries // 10) if extension == "pdf" else tries):
            data = mangled_inside(sample, chance)
            try:
                read_document(data, f"a.{extension}")
            except VisavisError as error:
                tally.expect(str(error).endswith("."), f"{extension}: no sentence: {error}")
            except Exception as error:  # noqa: BLE001 - that is what is looked for
                tally.expect(False, f"{extension}: {type(error).__name__} of {data[:60]!r}")
            else:
                tally.expect(True, "")
    return tally


def mangled_inside(sample: bytes, chance: random.Random) -> bytes:
    """A mangled sample; of an archive mostly one part, so that its reader meets what is wrong."""
    if not sample.startswith(b"PK") or chance.random() < _WHOLE:
        return mangled(sample, chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample)) as given, zipfile.ZipFile(buffer, "w") as copy:
        names = given.namelist()
        worse = chance.choice([name for name in names if given.getinfo(name).file_size])
        for name in names:
            part = given.read(name)
            copy.writestr(name, reworded(part, chance) if name == worse else part)
    return buffer.getvalue()


def reworded(part: bytes, chance: random.Random) -> bytes:
    """A part mangled, or still well formed with tags, values or words exchanged."""
    pieces = _PIECES.findall(part)
    if len(pieces) < 2 or chance.random() < _WHOLE:
        return mangled(part, chance)
    for _ in range(chance.randint(1, 8)):
        old, new = chance.sample(pieces, 2)
        part = part.replace(old, new, chance.randint(1, 3))
    return part


def mangled(sample: bytes, chance: random.Random) -> bytes:
    """A sample cut, with bytes changed, with a stretch doubled, or with zeros in it."""
    data = bytearray(sample)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        way = chance.randrange(4)
        if way == 0:
            data = data[:at] or bytearray(b"a")
        elif way == 1:
            data[at : at + 1] = chance.randbytes(1)
        elif way == 2:
            data[at:at] = data[at : at + chance.randint(1, 200)]
        else:
            data[at : at + chance.randint(1, 40)] = bytes(chance.randint(0, 40))
    return bytes(data)
