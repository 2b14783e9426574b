"""Nobody does by another way what their rights do not let them do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import URLPattern, reverse

from interview.impact.jobs import start_preview
from interview.impact.models import FigureJob
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.publishing import (
    SamePerson,
    copy_to_draft,
    give_up,
    had_a_hand_in,
    publish,
    submit,
    withdraw,
)
from tests.advising.people import family
from tests.years.addresses import page
from tests.years.people import edit_cap, in_review, person, signed_in
from tests.years.second_revision import publish_refund_cap
from tests.years.sent_forms import all_ticked

pytestmark = pytest.mark.django_db

METHODS = ("GET", "PUT", "DELETE")
REFUSED = HistoryEntry.What.REFUSED
NOTICE = {"en": "Congress raised the cap."}
TYPED = "typed by somebody"
FORM = {"reason": TYPED, "confirm_all": "1", "which": "all", "kept": TYPED, "rows": TYPED, "notice_en": TYPED}


def advisor() -> Client:
    client = Client()
    client.force_login(User.objects.create_user("advisor"))
    return client


def superuser_without_second_factor() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("eve"))
    return client


def everything_stored() -> list[Any]:
    """All that could be changed on these pages, but for refused attempts."""
    return [
        list(ParameterRevision.objects.order_by("pk").values()),
        list(FigureJob.objects.order_by("pk").values()),
        list(HistoryEntry.objects.exclude(what=REFUSED).order_by("pk").values()),
    ]


def patterns() -> list[URLPattern]:
    found = [pattern for pattern in admin.site._registry[ParameterRevision].get_urls() if pattern.name]
    assert len(found) > 20
    return found


def every_address(revision: ParameterRevision, job: FigureJob) -> list[str]:
    """All pages of a revision, its year and its job."""
    given = {"pk": revision.pk, "object_id": revision.pk, "tax_year": 2026, "section": "phaseout", "ending": "csv"}
    given |= {"job_id": job.public_id, "action": "cancel"}
    return [
        reverse(f"admin:{pattern.name}", kwargs={name: given[name] for name in pattern.pattern.converters})
        for pattern in patterns()
    ]


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        (Client, {302}),
        (lambda: family()[0], {302}),
        (advisor, {302}),
        (superuser_without_second_factor, {302}),
        (lambda: signed_in("nobody"), {302, 403, 405}),
        (lambda: signed_in("vera", "viewer"), {200, 302, 403, 404, 405}),
    ],
    ids=["nobody", "family", "advisor", "no second factor", "no rights", "viewer"],
)
def test_whoever_may_not_changes_nothing_at_any_address_by_any_method(
    draft: ParameterRevision, settings: Any, who: Callable[[], Client], statuses: set[int]
) -> None:
    client = who()
    settings.REQUIRE_STAFF_MFA = who is superuser_without_second_factor
    reviewed = in_review(copy_to_draft(draft, by=None), by=person("ada", "editor"))
    older = reviewed.based_on.based_on if reviewed.based_on else None
    assert older is not None
    publish_refund_cap(1_500)
    job = start_preview(draft, sample=None, by=None)
    before = everything_stored()
    for revision in (reviewed, older):
        for address in every_address(revision, job):
            for method in METHODS:
                answer = client.generic(method, address, "reason=x", "application/x-www-form-urlencoded")
                assert answer.status_code in statuses, (method, address)
            client.post(address, FORM)
    assert everything_stored() == before
    kept = HistoryEntry.objects.filter(what=REFUSED)
    assert kept.exists() == (settings.SESSION_COOKIE_NAME in client.cookies)
    assert not any(TYPED in f"{entry.old}{entry.new}{entry.reason}{entry.path}{entry.label}" for entry in kept)


def test_editing_a_value_back_does_not_wash_off_who_edited(draft: ParameterRevision) -> None:
    ada = person("ada", "editor", "publisher")
    edit_cap(draft, 1_900, by=ada)
    edit_cap(draft, 1_700, by=ada)
    assert had_a_hand_in(draft, ada)


def test_figures_that_were_withdrawn_are_still_their_editors_work(
    draft: ParameterRevision, current: ParameterRevision
) -> None:
    """Their publisher's approval is gone: a copy that somebody else submits is no way to publish one's own work."""
    ada, bob, carol = person("ada", "editor", "publisher"), person("bob", "publisher"), person("carol", "editor")
    publish(in_review(draft, by=ada), by=bob, reason="New law", notice=NOTICE, in_force=current)
    back = withdraw(draft, by=bob, reason="Wrong", notice=NOTICE, back_to=current)
    copied = copy_to_draft(ParameterRevision.objects.get(pk=draft.pk), by=carol)
    submit(copied, by=carol)
    with pytest.raises(SamePerson):
        publish(copied, by=ada, reason="Again", notice=NOTICE, in_force=back)


def test_a_draft_that_was_given_up_is_still_its_editors_work(draft: ParameterRevision) -> None:
    ada, carol = person("ada", "editor", "publisher"), person("carol", "editor")
    edit_cap(draft, 1_900, by=ada)
    give_up(draft, by=ada, reason="Try another way")
    assert had_a_hand_in(copy_to_draft(copy_to_draft(draft, by=carol), by=carol), ada)


def test_fields_of_no_form_say_for_nobody_who_publishes_or_in_what_state_figures_are(draft: ParameterRevision) -> None:
    ada, bob = person("ada", "editor", "publisher"), person("bob", "publisher")
    reviewed = in_review(draft, by=ada)
    client = signed_in("ada")
    sent = all_ticked(signed_in("bob").get(page("publish", reviewed)))
    sent |= {"reason": "New law", "notice_en": "New law", "in_spite": "-", "year": "2025"}
    sent |= {"by": str(bob.pk), "published_by": str(bob.pk), "state": "published", "_save": "1", "user": str(bob.pk)}
    for name in ("publish", "change"):
        client.post(page(name, reviewed), sent)
        assert ParameterRevision.objects.get(pk=reviewed.pk).state == ParameterRevision.State.IN_REVIEW
    assert HistoryEntry.objects.get(what=REFUSED).by == ada


def test_sending_the_same_decision_twice_publishes_once(draft: ParameterRevision) -> None:
    reviewed = in_review(draft, by=person("ada", "editor"))
    bob = signed_in("bob", "publisher")
    sent = all_ticked(bob.get(page("publish", reviewed)))
    sent |= {"reason": "New law", "notice_en": "New law", "in_spite": "-", "year": "2025"}
    answers = [bob.post(page("publish", reviewed), sent).status_code for _ in range(2)]
    assert answers[0] == 302
    assert HistoryEntry.objects.filter(what=HistoryEntry.What.PUBLISHED, revision=reviewed).count() == 1
    assert ParameterRevision.objects.filter(tax_year=2025, state="published").count() == 1


@pytest.mark.parametrize("how", ["deactivated", "without rights", "no staff"])
def test_whoever_lost_the_right_meanwhile_publishes_nothing_from_an_open_page(
    draft: ParameterRevision, how: str
) -> None:
    reviewed = in_review(draft, by=person("ada", "editor"))
    bob = signed_in("bob", "publisher")
    sent = all_ticked(bob.get(page("publish", reviewed)))
    sent |= {"reason": "New law", "notice_en": "New law", "in_spite": "-", "year": "2025"}
    account = User.objects.get(username="bob")
    if how == "without rights":
        account.groups.clear()
    else:
        User.objects.filter(pk=account.pk).update(**{"is_active" if how == "deactivated" else "is_staff": False})
    assert bob.post(page("publish", reviewed), sent).status_code in (302, 403)
    assert ParameterRevision.objects.get(pk=reviewed.pk).state == ParameterRevision.State.IN_REVIEW


def test_nobody_deletes_an_account_out_of_the_history(draft: ParameterRevision, admin_client: Client) -> None:
    ada = person("ada", "editor")
    edit_cap(draft, 1_900, by=ada)
    admin_client.post(reverse("admin:auth_user_delete", args=[ada.pk]), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [str(ada.pk)], "post": "yes"}
    admin_client.post(reverse("admin:auth_user_changelist"), chosen)
    assert User.objects.filter(pk=ada.pk).exists()
    assert draft.history.filter(by=ada).exists()


def test_djangos_own_right_to_delete_deletes_no_figures(draft: ParameterRevision) -> None:
    ada = signed_in("ada", "editor")
    own = Permission.objects.filter(codename__in=["delete_parameterrevision", "delete_historyentry"])
    User.objects.get(username="ada").user_permissions.set(own)
    assert ada.post(page("delete", draft), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [str(draft.pk)], "post": "yes"}
    ada.post(reverse("admin:interview_parameterrevision_changelist"), chosen)
    assert ParameterRevision.objects.filter(pk=draft.pk).exists()
