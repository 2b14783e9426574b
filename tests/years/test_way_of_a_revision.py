"""From draft to review to publication and back: who may do what, and what has to be said."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from interview.years import in_force
from interview.years.models import ParameterRevision
from interview.years.publishing import (
    ChangedMeanwhile,
    DraftChanged,
    NotPublished,
    NotReady,
    SamePerson,
    change_draft,
    confirm,
    copy_to_draft,
    give_up,
    had_a_hand_in,
    new_year,
    publish,
    revert,
    send_back,
    submit,
    withdraw,
)

pytestmark = pytest.mark.django_db

NOTICE = {"en": "Congress raised the cap.", "es": "El Congreso subió el límite."}
NUMBER = "It was 123-45-6789."


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


@pytest.fixture
def publisher() -> User:
    return User.objects.create_user("publisher")


def change(draft: ParameterRevision, cap: int, *, by: User, note: str = "") -> None:
    document = copy.deepcopy(draft.document)
    entry = {"value": cap, "source": "P.L. 120-1"} | ({"note": note} if note else {})
    document["figures"]["child_tax_credit"]["refund_cap_per_child"] = entry
    change_draft(draft, document, by=by)


@pytest.fixture
def reviewed(current: ParameterRevision, editor: User) -> ParameterRevision:
    """A draft that the editor changed and sent to review."""
    draft = copy_to_draft(current, by=editor)
    change(draft, 1900, by=editor)
    submit(draft, by=editor)
    return draft


def put_in_force(draft: ParameterRevision, current: ParameterRevision, by: User) -> None:
    publish(draft, by=by, reason="A new law.", notice=NOTICE, in_force=current)
    current.refresh_from_db()


def cap() -> int:
    return in_force(2025).parameters.child_tax_credit.refund_cap_per_child


def test_sending_to_review_says_who_and_when(reviewed: ParameterRevision, editor: User) -> None:
    assert (reviewed.state, reviewed.submitted_by) == ("in_review", editor)
    assert reviewed.submitted_at is not None
    assert cap() == 1700


def test_a_draft_with_a_problem_is_not_sent_to_review(current: ParameterRevision, editor: User) -> None:
    draft = copy_to_draft(current, by=editor)
    change(draft, 9_900, by=editor)
    with pytest.raises(NotReady) as refused:
        submit(draft, by=editor)
    assert refused.value.problems[0].path == ("figures.child_tax_credit.refund_cap_per_child.value")
    assert ParameterRevision.objects.get(pk=draft.pk).state == "draft"


def test_a_second_person_publishes_what_was_reviewed(
    reviewed: ParameterRevision, current: ParameterRevision, publisher: User
) -> None:
    put_in_force(reviewed, current, publisher)
    assert (reviewed.state, reviewed.published_by, reviewed.notice) == ("published", publisher, NOTICE)
    assert current.state == "replaced"
    assert cap() == 1900


def test_a_person_publishes_nothing_that_is_not_in_review(
    draft: ParameterRevision, current: ParameterRevision, publisher: User
) -> None:
    with pytest.raises(NotPublished, match="Send the draft to review first"):
        put_in_force(draft, current, publisher)
    assert cap() == 1700


def test_a_draft_that_was_given_up_is_never_published(
    reviewed: ParameterRevision, current: ParameterRevision, publisher: User
) -> None:
    give_up(reviewed, by=publisher, reason="Not needed.")
    with pytest.raises(ChangedMeanwhile):
        put_in_force(reviewed, current, publisher)


def test_whoever_changed_a_value_cannot_publish_it(
    reviewed: ParameterRevision, current: ParameterRevision, editor: User
) -> None:
    with pytest.raises(SamePerson, match="Another person has to publish them"):
        put_in_force(reviewed, current, editor)
    assert cap() == 1700


def test_one_of_two_editors_cannot_publish_either(current: ParameterRevision, editor: User, publisher: User) -> None:
    draft = copy_to_draft(current, by=editor)
    change(draft, 1900, by=publisher)
    change(draft, 1800, by=editor)
    submit(draft, by=editor)
    with pytest.raises(SamePerson):
        put_in_force(draft, current, publisher)


def test_whoever_only_sent_it_to_review_cannot_publish_it(
    current: ParameterRevision, editor: User, publisher: User
) -> None:
    draft = copy_to_draft(current, by=editor)
    change(draft, 1900, by=editor)
    submit(draft, by=publisher)
    with pytest.raises(SamePerson):
        put_in_force(draft, current, publisher)


def test_whoever_confirmed_a_figure_of_a_new_year_had_a_hand_in_it(editor: User, publisher: User) -> None:
    draft = new_year(2027, by=editor)
    assert not had_a_hand_in(draft, publisher)
    confirm(draft, ["figures.phaseout.step"], by=publisher)
    assert had_a_hand_in(draft, publisher)
    assert "figures.phaseout.step" not in draft.to_confirm


def test_a_copy_of_a_draft_does_not_wash_off_who_worked_on_it(
    current: ParameterRevision, editor: User, publisher: User
) -> None:
    first = copy_to_draft(current, by=editor)
    change(first, 1900, by=publisher)
    second = copy_to_draft(first, by=editor)
    submit(second, by=editor)
    with pytest.raises(SamePerson):
        put_in_force(second, current, publisher)


def test_work_on_figures_that_were_in_force_since_does_not_count(
    reviewed: ParameterRevision, current: ParameterRevision, editor: User, publisher: User
) -> None:
    put_in_force(reviewed, current, publisher)
    draft = copy_to_draft(reviewed, by=publisher)
    assert not had_a_hand_in(draft, editor)


def test_an_installation_of_one_person_may_say_so(
    reviewed: ParameterRevision, current: ParameterRevision, editor: User, settings: Any
) -> None:
    settings.ONE_PERSON_PUBLISHES = True
    put_in_force(reviewed, current, editor)
    assert cap() == 1900


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"reason": " "}, "Say why"),
        ({"reason": NUMBER}, "Do not enter a Social Security number"),
        ({"notice": {}}, "Write in English what families read"),
        ({"notice": {"es": "Solo en español"}}, "Write in English what families read"),
        ({"notice": {"en": NUMBER}}, "Do not enter a Social Security number"),
        ({"notice": {"en": "Fine", "es": NUMBER}}, "Do not enter a Social Security number"),
        ({"reason": "x" * 2001}, "at most 2000 characters"),
    ],
)
def test_publishing_needs_a_reason_and_a_notice_without_identity_numbers(
    reviewed: ParameterRevision, current: ParameterRevision, publisher: User, words: dict[str, Any], message: str
) -> None:
    said: dict[str, Any] = {"reason": "A law.", "notice": NOTICE} | words
    with pytest.raises(NotPublished, match=message):
        publish(reviewed, by=publisher, in_force=current, **said)
    assert cap() == 1700


def test_the_program_itself_needs_no_notice_and_no_review(draft: ParameterRevision, current: ParameterRevision) -> None:
    publish(draft, by=None, reason="An update of the program.", in_force=current)
    assert (draft.state, draft.notice) == ("published", {})


def test_what_is_sent_back_is_a_draft_again_with_a_reason(reviewed: ParameterRevision, publisher: User) -> None:
    with pytest.raises(NotPublished, match="Say what has to be corrected"):
        send_back(reviewed, by=publisher, reason="")
    send_back(reviewed, by=publisher, reason="The cap is another.")
    assert (reviewed.state, reviewed.submitted_by) == ("draft", None)
    change(reviewed, 1800, by=publisher)
    assert had_a_hand_in(reviewed, publisher)
    with pytest.raises(ChangedMeanwhile):
        send_back(reviewed, by=publisher, reason="Again.")


def test_figures_in_review_are_not_edited_or_confirmed(reviewed: ParameterRevision, editor: User) -> None:
    with pytest.raises(DraftChanged):
        change(reviewed, 1800, by=editor)
    with pytest.raises(DraftChanged):
        confirm(reviewed, [], by=editor)


def test_reverting_publishes_the_older_figures_as_a_new_revision(
    reviewed: ParameterRevision, current: ParameterRevision, publisher: User
) -> None:
    put_in_force(reviewed, current, publisher)
    new = revert(current, by=publisher, reason="Too early.", notice=NOTICE, in_force=reviewed)
    assert (new.number, new.state, new.based_on, new.published_by) == (3, "published", current, publisher)
    assert new.document == current.document
    assert (reviewed.state, current.state) == ("replaced", "replaced")
    assert cap() == 1700
    assert in_force(2025).revision == new


def test_withdrawing_marks_the_wrong_revision_and_the_same_person_may_do_it(
    reviewed: ParameterRevision, current: ParameterRevision, publisher: User
) -> None:
    put_in_force(reviewed, current, publisher)
    new = withdraw(reviewed, by=publisher, reason="A typing error.", notice=NOTICE, back_to=current)
    assert (reviewed.state, new.state, new.number) == ("withdrawn", "published", 3)
    assert cap() == 1700


def test_nobody_goes_back_to_withdrawn_figures_or_to_a_draft(
    reviewed: ParameterRevision, current: ParameterRevision, publisher: User, editor: User
) -> None:
    put_in_force(reviewed, current, publisher)
    new = withdraw(reviewed, by=publisher, reason="A typing error.", notice=NOTICE, back_to=current)
    for older in (reviewed, copy_to_draft(current, by=editor), new):
        with pytest.raises(NotPublished, match="Only figures that were in force"):
            revert(older, by=publisher, reason="Back.", notice=NOTICE, in_force=new)


def test_going_back_needs_what_publishing_needs(
    reviewed: ParameterRevision, current: ParameterRevision, publisher: User
) -> None:
    put_in_force(reviewed, current, publisher)
    back: list[Callable[..., object]] = [
        lambda **words: revert(current, by=publisher, in_force=reviewed, **words),
        lambda **words: withdraw(reviewed, by=publisher, back_to=current, **words),
    ]
    for go in back:
        for words in ({"reason": "", "notice": NOTICE}, {"reason": "Back.", "notice": {}}):
            with pytest.raises(NotPublished):
                go(**words)
    assert cap() == 1900


def test_going_back_from_figures_no_longer_in_force_is_refused(
    reviewed: ParameterRevision, current: ParameterRevision, publisher: User
) -> None:
    put_in_force(reviewed, current, publisher)
    new = revert(current, by=publisher, reason="Too early.", notice=NOTICE, in_force=reviewed)
    with pytest.raises(ChangedMeanwhile):
        revert(reviewed, by=publisher, reason="Forth.", notice=NOTICE, in_force=reviewed)
    assert in_force(2025).revision == new


def test_a_draft_is_given_up_with_a_reason(draft: ParameterRevision, editor: User) -> None:
    with pytest.raises(NotPublished, match="Say why"):
        give_up(draft, by=editor, reason="")
    give_up(draft, by=editor, reason="Nobody needs it.")
    assert (draft.state, draft.reason) == ("withdrawn", "Nobody needs it.")
    with pytest.raises(DraftChanged):
        give_up(draft, by=editor, reason="Again.")


def test_what_was_in_force_is_never_given_up(current: ParameterRevision, editor: User) -> None:
    with pytest.raises(DraftChanged):
        give_up(current, by=editor, reason="No.")


@pytest.mark.parametrize("where", ["source", "note"])
def test_a_source_or_a_note_with_an_identity_number_is_not_stored(
    draft: ParameterRevision, editor: User, where: str
) -> None:
    document = copy.deepcopy(draft.document)
    document["figures"]["phaseout"]["step"][where] = NUMBER
    with pytest.raises(NotPublished, match="Do not enter a Social Security number"):
        change_draft(draft, document, by=editor)
    assert ParameterRevision.objects.get(pk=draft.pk).digest == draft.digest
