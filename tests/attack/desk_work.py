"""What a translator does while the server is killed: cuts and joins sentences, and agrees on terms.

Each kind of work keeps what the server confirmed; a check compares that with the library.
"""

import re
import threading
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import urlsplit

import requests

from tests.attack import Client, Tally
from webapp.library import Library

#: The paragraphs of a text, each of one sentence, which has a place to be cut.
PARAGRAPHS = 40
#: The terms of one file.
TERMS = 400


@dataclass
class Cutting:
    """Cuts each sentence of a text and joins every second one again.

    ``place`` is in each, so that no text has the paragraphs of another, which would come cut.
    """

    place: str
    #: How many sentences each paragraph has by the server's word, by the number of days in it.
    confirmed: dict[int, int] = field(default_factory=dict)
    #: The paragraph whose cut was not confirmed yet.
    begun: int | None = None

    def work(self, client: Client, kept: threading.Event) -> None:
        """Import the text and change it, until all is done or the server is killed."""
        story = "\n\n".join(self._whole(number) for number in range(PARAGRAPHS))
        page = client.post("/documents", data={"text": story})
        ids = [int(found) for found in re.findall(r"/segments/(\d+)/target", page.text)]
        if page.ok:
            kept.set()
        for number, segment_id in enumerate(dict.fromkeys(ids)):
            self.begun = number
            broken = self._whole(number).replace(", ", ",\n")
            self._post(client, f"{segment_id}/cut", {"broken": broken}, 2)
            if number % 2:
                self._post(client, f"{segment_id}/joining", {}, 1)

    def _whole(self, number: int) -> str:
        return f"À {self.place} il neige depuis {number} jours, et le vent souffle."

    def _post(self, client: Client, path: str, data: dict[str, str], count: int) -> None:
        if self.begun is not None and client.post(f"/segments/{path}", data=data).ok:
            self.confirmed[self.begun] = count

    def check(self, library: Library, tally: Tally) -> None:
        """Every paragraph is whole, and has as many sentences as was confirmed."""
        documents = [each for each in library.documents.all() if f"À {self.place} " in each.title]
        for document in documents[:1]:
            positions = []
            for number, block in enumerate(library.documents.blocks(document.id)):
                positions += [segment.position for segment in block.segments]
                words = " ".join(segment.source for segment in block.segments)
                tally.expect(words == self._whole(number), f"a cut paragraph reads: {words}")
                confirmed = self.confirmed.get(number, 1)
                is_so = len(block.segments) == confirmed or number == self.begun
                tally.expect(is_so, f"{len(block.segments)} sentences, {confirmed} were confirmed")
            in_order = positions == list(range(1, document.segment_count + 1))
            tally.expect(in_order, "the sentences of a cut text are not counted from 1 on")


@dataclass
class Agreeing:
    """Keeps terms one by one and a file of them, changes some and forgets some."""

    #: The name of this kill in its terms.
    name: str
    #: The target of each confirmed term, None for one that was forgotten.
    confirmed: dict[str, str | None] = field(default_factory=dict)
    #: The term whose change was not confirmed yet.
    begun: str = ""

    def work(self, client: Client, kept: threading.Event) -> None:
        """Keep, change and forget terms, until all is done or the server is killed."""
        kept.set()
        rows = "".join(f"liste{self.name} {n},list {n}\n" for n in range(TERMS))
        for number in range(40):
            source = self.begun = f"mot{self.name} {number}"
            term = {"source": source, "target": f"word {number}", "languages": "fr-en"}
            answer = client.post("/terms", data=term)
            self._note(answer, source, f"word {number}")
            path = urlsplit(answer.url).path
            if number % 3 == 1:
                term["target"] = f"term {number}"
                self._note(client.post(path, data=term), source, term["target"])
            elif number % 3 == 2:
                self._note(client.post(f"{path}/oblivion"), source, None)
            if number == 1:
                files = {"file": ("a.csv", BytesIO(f"source,target\n{rows}".encode()))}
                client.post("/terms/imports", files=files)

    def _note(self, answer: requests.Response, source: str, target: str | None) -> None:
        if answer.ok:
            self.confirmed[source] = target

    def check(self, library: Library, tally: Tally) -> None:
        """Each confirmed term is as it was confirmed, and a file's terms are all there or none."""
        entries = {each.source: each.target for each in library.termbase.search(self.name)}
        for source, target in self.confirmed.items():
            is_so = entries.get(source) == target or source == self.begun
            tally.expect(is_so, f"the term {source} is {entries.get(source)}, not {target}")
        listed = sum(source.startswith("liste") for source in entries)
        tally.expect(listed in {0, TERMS}, f"{listed} of {TERMS} terms of a file were kept")
