"""``visavis list``, ``show``, ``search``, ``delete``, ``tag``, ``status``: what a library has."""

from typing import TYPE_CHECKING, Any

import click

from webapp.cli.options import LIBRARY, json_option, settings_options
from webapp.cli.output import print_json
from webapp.errors import NotFound
from webapp.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from webapp.library import Block, Document, Hit, Library
    from webapp.library.reading.knownness import DocumentCounts

#: The order by the share of known words, and all orders of ``visavis list``; a test compares them
#: with those of the library.
MOST_KNOWN = "most known"
ORDERS = ("newest", "oldest", "title", "longest", MOST_KNOWN)


@click.command("list")
@click.argument("words", nargs=-1)
@click.option("--tag", default="", help="Only those that have this tag.")
@click.option("--order", type=click.Choice(ORDERS), default="newest", show_default=True)
@json_option
@settings_options(*LIBRARY)
def list_documents(
    words: tuple[str, ...], tag: str, order: str, as_json: bool, settings: Settings
) -> None:
    """List the documents, by WORDS of their titles.

    A line has the number, the title, how much is translated, and the tags; by the order “most
    known” it also says how many of the words are known.
    """
    from webapp.library.reading.knownness import most_known_first
    from webapp.opening import existing_library

    known = order == MOST_KNOWN
    with existing_library(settings) as library:
        documents = library.shelf.documents(" ".join(words), tag, "newest" if known else order)
        counts = _counts(library) if known or as_json else {}
    if known:
        documents = most_known_first(documents, counts)
    if as_json:
        print_json([facts_of(d) | _knownness(counts.get(d.id)) for d in documents])
        return
    for document in documents:
        tags = "".join(f"\t#{tag}" for tag in document.tags)
        share = _share(counts.get(document.id))
        click.echo(f"{document.id}\t{document.title}\t{progress_of(document)}{share}{tags}")


def _counts(library: "Library") -> "Mapping[int, DocumentCounts]":
    """How well the words of each document are known; of none where no word is kept."""
    from webapp.study.counting import Counting
    from webapp.words.lookup import bundled_dictionary

    if not library.vocabulary.count():
        return {}
    Counting(library, bundled_dictionary()).count()
    return library.knownness.counts()


def _knownness(counts: "DocumentCounts | None") -> dict[str, Any]:
    return {
        "known_share": counts.known_share if counts else None,
        "new_words": counts.new_count if counts else None,
    }


def _share(counts: "DocumentCounts | None") -> str:
    if counts is None or counts.known_share is None:
        return ""
    return f" · {int(100 * counts.known_share)} % known words, {counts.new_count:,} new"


@click.command("show")
@click.argument("number", type=int)
@json_option
@settings_options(*LIBRARY)
def show_document(number: int, as_json: bool, settings: Settings) -> None:
    """Print the document with that NUMBER.

    Each sentence stands above its translation.
    """
    from webapp.opening import existing_library

    with existing_library(settings) as library:
        document = library.documents.get(number)
        blocks = list(library.documents.blocks(number))
    if as_json:
        print_json(facts_of(document) | {"sentences": _sentences(blocks)})
        return
    languages = f"{document.source_language} → {document.target_language}"
    facts = [document.author, document.date, languages, progress_of(document)]
    click.echo(f"{document.title}\n{' · '.join(filter(None, facts))}")
    for block in blocks:
        click.echo()
        for segment in block.segments:
            click.echo(f"{segment.source}\n{segment.target or '[not translated]'}")


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--document", type=int, help="Only in the document with this number.")
@click.option("--most", type=click.IntRange(1), default=100, show_default=True)
@json_option
@settings_options(*LIBRARY)
def search_documents(
    words: tuple[str, ...], document: int | None, most: int, as_json: bool, settings: Settings
) -> None:
    """Print the sentences that have WORDS.

    WORDS may be in either language. A line has the number of the document and that of the sentence,
    then both texts. The exit status is 1 where no sentence has them.
    """
    from webapp.formats.plain_text import storable
    from webapp.opening import existing_library

    with existing_library(settings) as library:
        hits = library.shelf.hits(storable(" ".join(words)), document, most)
    if as_json:
        print_json([_hit(hit) for hit in hits])
    else:
        for hit in hits:
            place = f"{hit.document.id}:{hit.segment.position}"
            click.echo(f"{place}\t{hit.segment.source}\t{hit.segment.target or ''}")
    if not hits:
        raise NotFound("No sentence has these words.")


@click.command("delete")
@click.argument("numbers", nargs=-1, required=True, type=int)
@click.option("--undo", is_flag=True, help="Bring back what was deleted less than a day ago.")
@json_option
@settings_options(*LIBRARY)
def delete_documents(
    numbers: tuple[int, ...], undo: bool, as_json: bool, settings: Settings
) -> None:
    """Delete the documents with these NUMBERS.

    For a day --undo brings them back.
    """
    from webapp.opening import existing_library

    with existing_library(settings) as library:
        shelf = library.shelf
        if not undo:
            for number in numbers:  # nothing is deleted where one does not exist
                library.documents.get(number)
        changed = [shelf.restore(n) if undo else shelf.delete(n) for n in numbers]
    if as_json:
        print_json([facts_of(document) for document in changed])
    else:
        for document in changed:
            click.echo(f"{document.id}\t{document.title}")
    if not undo:
        again = " ".join(map(str, numbers))
        click.echo(f"For a day “visavis delete --undo {again}” brings this back.", err=True)


@click.command("tag")
@click.argument("number", type=int)
@click.argument("tags", nargs=-1)
@click.option("--remove", is_flag=True, help="Take these tags off.")
@json_option
@settings_options(*LIBRARY)
def tag_document(
    number: int, tags: tuple[str, ...], remove: bool, as_json: bool, settings: Settings
) -> None:
    """Give the document with that NUMBER these TAGS.

    Those that it has stay; all are printed.
    """
    from webapp.formats.plain_text import storable
    from webapp.opening import existing_library

    given = [storable(tag) for tag in tags]
    with existing_library(settings) as library:
        added, removed = ([], given) if remove else (given, [])
        kept = library.shelf.retag(number, added, removed)
    if as_json:
        print_json({"number": number, "tags": kept})
    else:
        click.echo("".join(f"{tag}\n" for tag in kept), nl=False)


@click.command("status")
@json_option
@settings_options(*LIBRARY)
def show_status(as_json: bool, settings: Settings) -> None:
    """Say how much is translated, and what is not.

    The place of the library comes first. Each unfinished document has a line that says why.
    """
    from webapp.opening import existing_library

    with existing_library(settings) as library:
        documents = library.documents.all()
    unfinished = [d for d in documents if d.pending_count or d.failed_count or d.failure]
    counts = {
        "documents": len(documents),
        "sentences": sum(document.segment_count for document in documents),
        "pending": sum(document.pending_count for document in documents),
        "failed": sum(document.failed_count for document in documents),
    }
    place = str(settings.data_dir)
    if as_json:
        rows = [facts_of(document) for document in unfinished]
        print_json({"data_dir": place, **counts, "unfinished": rows})
        return
    click.echo(place)
    click.echo(" · ".join(f"{count:,} {name}" for name, count in counts.items()))
    for document in unfinished:
        click.echo(f"{document.id}\t{document.title}\t{progress_of(document)}")


def facts_of(document: "Document") -> dict[str, Any]:
    """What every command's JSON says of a document."""
    return {
        "number": document.id,
        "title": document.title,
        "author": document.author,
        "date": document.date,
        "source_language": document.source_language,
        "target_language": document.target_language,
        "sentences": document.segment_count,
        "pending": document.pending_count,
        "failed": document.failed_count,
        "uncertain": document.uncertain_count,
        "tags": document.tags,
        "created_at": document.created_at.isoformat(),
        "halt": document.halt,
        "failure": document.failure,
        "notices": document.notices or [],
    }


def progress_of(document: "Document") -> str:
    """How much of a document is translated, and why no more is."""
    waits = [document.failure or "", f"{document.halt}" if document.halt else ""]
    share = f"{document.done_count:,} of {document.segment_count:,} sentences"
    return ": ".join(filter(None, [share, *waits]))


def _sentences(blocks: "list[Block]") -> list[dict[str, Any]]:
    return [
        {
            "number": segment.position,
            "kind": str(block.kind),
            "source": segment.source,
            "target": segment.target,
            "state": str(segment.state),
            "checks": None if segment.checks is None else list(segment.checks),
        }
        for block in blocks
        for segment in block.segments
    ]


def _hit(hit: "Hit") -> dict[str, Any]:
    return {
        "document": hit.document.id,
        "title": hit.document.title,
        "sentence": hit.segment.position,
        "source": hit.segment.source,
        "target": hit.segment.target,
    }
