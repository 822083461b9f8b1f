"""Texts come into the library with a title, within the limit, all or none."""

import pytest
from sqlalchemy.orm import Session

from tests.unit.pretranslation.texts import marked
from webapp.errors import EmptyText, LibraryUnavailable, TooLarge
from webapp.formats.readers.imported import ImportedDocument
from webapp.library import Document, NewDocument
from webapp.pretranslation.desk import Desk


def test_a_text_with_marks_is_queued_also_where_all_is_known(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = marked("bold", "La mer est bleue.", 3, 6)
    [document] = desk.add_imported([known])
    desk.pretranslate(document.id)
    queued: list[int] = []
    monkeypatch.setattr(desk.jobs, "enqueue", queued.append)
    desk.add_document("La mer est bleue.")
    [again] = desk.add_imported([known])
    assert (again.pending_count, queued) == (0, [again.id])


def test_a_text_over_the_limit_is_refused_with_both_figures(desk: Desk) -> None:
    with pytest.raises(TooLarge, match=r"1,000,001 characters; the limit is 1,000,000"):
        desk.add_document("a" * 1_000_001)


def test_a_text_without_text_is_refused(desk: Desk) -> None:
    with pytest.raises(EmptyText):
        desk.add_document(" \n ")


def test_a_given_title_is_one_line_of_bounded_length(desk: Desk) -> None:
    assert desk.add_document("Oui.", " Mon\x00 \n titre ").title == "Mon\ufffd titre"
    assert len(desk.add_document("Oui.", "x" * 10_000).title) == 280


def test_several_texts_are_kept_all_or_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:

    from webapp.library.documents.adding import keep

    kept: list[NewDocument] = []

    def second_fails(session: Session, new: NewDocument) -> Document:
        if kept:
            raise LibraryUnavailable("The disk is full.")
        kept.append(new)
        return keep(session, new)

    monkeypatch.setattr("webapp.library.documents.documents.keep", second_fails)
    with pytest.raises(LibraryUnavailable):
        desk.add_imported([ImportedDocument("Un."), ImportedDocument("Deux.")])
    assert desk.library.documents.all() == []
