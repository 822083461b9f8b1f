"""Our XLIFF and TMX before the schemas of OASIS and LISA, in OmegaT and in Translate Toolkit.

Debian's php-symfony-translation has the schemas of XLIFF, OmegaT's jar has the DTD of TMX 1.4.
Each test skips, saying so, where these are not installed; where REQUIRE_PROGRAMS is set it fails.
"""

import io
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

from lxml import etree

from tests.editions import MadeBlock, edition_of, written
from tests.foreign.programs import needed, program
from webapp.formats.corrections import read_corrections
from webapp.text.highlights import Colour, Highlight

SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
TEXT = """# Un *titre*

Le **chat *noir***[^1] voit [un lien](https://example.org/?a=1&b=2). Il **pleut** & *vente*.

- **Tout en gras.**

```
x = "1"
y < 2
```

[^1]: La **note**.
"""
PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir>
<target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>fr</source_lang><target_lang>en</target_lang>
<sentence_seg>false</sentence_seg></project></omegat>"""
MEMORY = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US"
datatype="plaintext" creationtoolversion="3" segtype="paragraph" srclang="fr"/><body>
<tu><tuv lang="fr"><seg>IL &lt;g0&gt;PLEUT&lt;/g0&gt; &amp; &lt;g1&gt;VENTE&lt;/g1&gt;.</seg></tuv>
<tuv lang="en"><seg>The &lt;g1&gt;wind&lt;/g1&gt; &lt;g0&gt;blows&lt;/g0&gt;.</seg></tuv></tu>
</body></tmx>"""
NOTES = [Highlight(0, 1, Colour.BLUE, note, 1, ends=True) for note in ("À <voir>", "Oui")]
#: Reads XLIFF 1.2, gives the second unit the target that Translate Toolkit makes of it, writes it.
TOOLKIT = """
import sys
from translate.storage.placeables import StringElem, xliff
from translate.storage.xliff import xlifffile
store = xlifffile.parsefile(sys.argv[1])
unit = store.units[2]
pleut, vente = (part for part in unit.rich_target[0].depth_first() if isinstance(part, xliff.G))
unit.rich_target = [StringElem(["The ", xliff.G(["wind"], id=vente.id), " ",
                                      xliff.G(["blows"], id=pleut.id), "."])]
store.savefile(sys.argv[1])
"""


class _Local(etree.Resolver):  # type: ignore[misc]  # lxml ships no types
    """Gives the schema of the attributes of XML itself from the same folder."""

    def resolve(self, url: str, _public: str, context: object) -> object:
        name = SCHEMAS / "xml.xsd"
        return self.resolve_filename(str(name), context) if url.endswith(name.name) else None


def judges() -> dict[str, etree.XMLSchema | etree.DTD]:
    parser = etree.XMLParser()
    parser.resolvers.add(_Local())
    names = {"xliff-1.2": "xliff-core-1.2-strict.xsd", "xliff": "xliff-core-2.0.xsd"}
    schemas = {
        key: etree.XMLSchema(etree.parse(needed(SCHEMAS / name, "php-symfony-translation"), parser))
        for key, name in names.items()
    }
    dtd = zipfile.ZipFile(needed(OMEGAT, "omegat")).read("schemas/tmx14.dtd")
    return {**schemas, "tmx": etree.DTD(io.BytesIO(dtd))}


def test_our_files_are_valid_by_the_schemas_of_their_makers() -> None:
    for name, judge in judges().items():
        for translate in (str.upper, lambda _: None):
            edition = edition_of(TEXT.encode(), "a.md", translate)
            blocks = [
                replace(block, highlights={block.segments[0].start: NOTES})
                for block in edition.blocks
                if isinstance(block, MadeBlock)
            ]
            data = written(name, replace(edition, blocks=blocks))
            assert judge.validate(etree.fromstring(data)), judge.error_log


def moved(data: bytes) -> None:
    """Expect the codes of the third sentence where a translator put them."""
    correction = next(c for c in read_corrections(data, "en") if c.source.startswith("Il pleut"))
    assert (correction.target, correction.fault) == ("The wind blows.", None)
    words = [correction.target[code.start : code.end] for code in correction.target_codes]
    keys = [code.key for code in correction.source_codes]
    assert (words, [code.key for code in correction.target_codes]) == (
        ["wind", "blows"],
        keys[::-1],
    )


def test_codes_that_omegat_moved_come_back(tmp_path: Path) -> None:
    omegat = program("omegat")
    for folder in ("source", "target", "glossary", "dictionary", "tm", "omegat"):
        (tmp_path / folder).mkdir()
    (tmp_path / "omegat.project").write_text(PROJECT)
    (tmp_path / "omegat" / "project_save.tmx").write_text(MEMORY)
    given = written("xliff-1.2", edition_of(TEXT.encode(), "a.md"))
    (tmp_path / "source" / "a.xlf").write_bytes(given)
    settings = f"--config-dir={tmp_path / 'settings'}"
    command = [omegat, str(tmp_path), "--mode=console-translate", settings]
    subprocess.run(command, check=True, capture_output=True)
    data = (tmp_path / "target" / "a.xlf").read_bytes()
    moved(data)
    before, after = read_corrections(given, "en"), read_corrections(data, "en")
    assert [c for c in after if "wind" not in c.target] == [
        c for c in before if "&" not in c.target
    ]


def test_codes_that_translate_toolkit_moved_come_back(tmp_path: Path) -> None:
    program("xliff2po")
    file = tmp_path / "a.xlf"
    file.write_bytes(written("xliff-1.2", edition_of(TEXT.encode(), "a.md")))
    subprocess.run(["/usr/bin/python3", "-c", TOOLKIT, str(file)], check=True, capture_output=True)
    moved(file.read_bytes())
