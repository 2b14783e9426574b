"""Who did what to the yearly figures, when, from what to what, and why: every step writes it down."""

from __future__ import annotations

import copy
import logging

import pytest
from django.contrib.auth.models import User

from interview.years import history
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.publishing import (
    change_draft,
    confirm,
    copy_to_draft,
    give_up,
    new_year,
    publish,
    send_back,
    submit,
    withdraw,
)

pytestmark = pytest.mark.django_db

CAP = "figures.child_tax_credit.refund_cap_per_child"
FOR_EACH_STATUS = (
    "Single: $200,000; Married, one return together: $400,000; Married, separate returns: $200,000; "
    "Head of household: $200,000; Surviving spouse: $200,000"
)
NOTICE = {"en": "The cap is higher."}


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


@pytest.fixture
def publisher() -> User:
    return User.objects.create_user("publisher")


def change(draft: ParameterRevision, by: User) -> None:
    document = copy.deepcopy(draft.document)
    document["figures"]["child_tax_credit"]["refund_cap_per_child"] = {"value": 1900, "source": "P.L. 120-1"}
    document["figures"]["deductions"]["standard"]["value"]["single"] = 15_800
    document["exchange_rates"]["EUR"]["per_dollar"] = "0.9"
    change_draft(draft, document, by=by, reason="The new law.")


def lines(revision: ParameterRevision) -> list[tuple[str, str, str]]:
    """What happened to a revision, oldest first: what, by whom, why."""
    found = reversed(history.entries(revision=revision))
    return [(entry.what, entry.by_name, entry.reason) for entry in found]


def test_every_changed_cell_is_kept_with_what_it_was(draft: ParameterRevision, editor: User) -> None:
    change(draft, editor)
    found = {entry.path: entry for entry in history.entries(revision=draft).filter(what="changed")}
    assert set(found) == {
        f"{CAP}.value",
        f"{CAP}.source",
        "figures.deductions.standard.value.single",
        "exchange_rates.EUR.per_dollar",
    }
    entry = found["figures.deductions.standard.value.single"]
    assert (entry.label, entry.old, entry.new) == ("Standard deduction, Single", "$15,750", "$15,800")
    assert (entry.by, entry.by_name, entry.reason) == (editor, "editor", "The new law.")
    assert found[f"{CAP}.source"].new == "P.L. 120-1"


def test_saving_without_a_change_writes_nothing(draft: ParameterRevision, editor: User) -> None:
    before = history.entries().count()
    change_draft(draft, copy.deepcopy(draft.document), by=editor)
    assert history.entries().count() == before


def test_an_import_is_told_apart_from_typing(draft: ParameterRevision, editor: User) -> None:
    document = copy.deepcopy(draft.document)
    document["figures"]["deductions"]["age"]["value"] = 66
    change_draft(draft, document, by=editor, what=HistoryEntry.What.IMPORTED)
    assert lines(draft)[-1] == ("imported", "editor", "")


def test_the_whole_way_of_a_revision_is_in_its_history(
    current: ParameterRevision, editor: User, publisher: User
) -> None:
    draft = copy_to_draft(current, by=editor)
    document = copy.deepcopy(draft.document)
    document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"] = 1900
    change_draft(draft, document, by=editor)
    submit(draft, by=editor)
    send_back(draft, by=publisher, reason="Where is the source?")
    submit(draft, by=editor)
    publish(draft, by=publisher, reason="A new law.", notice=NOTICE, in_force=current)
    new = withdraw(draft, by=publisher, reason="It was vetoed.", notice=NOTICE, back_to=current)
    assert lines(draft) == [
        ("created", "editor", ""),
        ("changed", "editor", ""),
        ("submitted", "editor", ""),
        ("sent_back", "publisher", "Where is the source?"),
        ("submitted", "editor", ""),
        ("published", "publisher", "A new law."),
        ("withdrawn", "publisher", "It was vetoed."),
    ]
    assert lines(current)[-1] == ("replaced", "publisher", "A new law.")
    assert lines(new) == [("created", "publisher", ""), ("published", "publisher", "It was vetoed.")]
    assert history.entries(tax_year=2025).count() == 11


def test_a_draft_that_is_given_up_keeps_its_history(draft: ParameterRevision, editor: User) -> None:
    give_up(draft, by=editor, reason="Nobody needs it.")
    assert lines(draft)[-1] == ("withdrawn", "editor", "Nobody needs it.")


def test_each_confirmed_figure_is_kept_with_its_value(editor: User) -> None:
    draft = new_year(2027, by=editor)
    confirm(draft, ["figures.phaseout.step", "figures.phaseout.threshold"], by=editor, reason="IRC 24(b) is as it was.")
    found = history.entries(revision=draft).filter(what="confirmed")
    assert {entry.path: (entry.label, entry.new, entry.reason) for entry in found} == {
        "figures.phaseout.step": ("Step of the phaseout", "$1,000", "IRC 24(b) is as it was."),
        "figures.phaseout.threshold": (
            "Modified AGI above which the credit falls",
            FOR_EACH_STATUS,
            "IRC 24(b) is as it was.",
        ),
    }


def test_nothing_is_written_for_what_did_not_happen(draft: ParameterRevision, editor: User) -> None:
    before = history.entries().count()
    with pytest.raises(Exception, match="Send the draft to review first"):
        publish(draft, by=editor, reason="Now.", notice=NOTICE, in_force=draft.based_on)
    assert history.entries().count() == before


def test_a_name_stays_as_it_was_when_the_account_is_called_otherwise(draft: ParameterRevision, editor: User) -> None:
    give_up(draft, by=editor, reason="No.")
    User.objects.filter(pk=editor.pk).update(username="another")
    assert history.entries(revision=draft)[0].by_name == "editor"


def test_a_refused_attempt_is_kept_and_logged_without_a_name(
    draft: ParameterRevision, editor: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="interview.years.history"):
        history.record_refused(editor, draft, 2025, "Publish a revision.")
        history.record_refused(None, None, 2027, "Start a year")
    entry = history.entries(revision=draft)[0]
    assert (entry.what, entry.by, entry.new, entry.tax_year) == ("refused", editor, "Publish a revision.", 2025)
    assert caplog.messages == [
        f"Refused: Publish a revision. Tax year 2025, revision 2, account {editor.pk}.",
        "Refused: Start a year. Tax year 2027, revision none, account none.",
    ]


def test_the_history_is_exported_row_by_row(draft: ParameterRevision, editor: User) -> None:
    change(draft, editor)
    titles, newest, *_rest = history.rows(history.entries(tax_year=2025))
    assert titles == ["When (UTC)", "Who", "What", "Tax year", "Revision", "Figure", "Path", "From", "To", "Why"]
    assert newest[1:5] == ["editor", "Figure changed", "2025", "2"]
    assert newest[7:] == ["0.886", "0.9", "The new law."]


def test_what_the_program_did_is_said_to_be_its_own(current: ParameterRevision) -> None:
    [_titles, row] = history.rows(history.entries(revision=current))
    assert row[1:3] == ["The program", "Published"]


def test_a_label_that_is_too_long_is_cut_and_not_refused(draft: ParameterRevision) -> None:
    entry = history.record(HistoryEntry.What.CONFIRMED, draft, by=None, label="x" * 400)
    assert len(entry.label) == history.LONGEST_LABEL
