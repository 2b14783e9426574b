"""The page of a tax year: what is in force, what is being worked on, and the start of the next year."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from interview.impact.jobs import start_reevaluation
from interview.years.models import ParameterRevision
from interview.years.publishing import copy_to_draft, give_up, new_year, published_revision
from tests.years.addresses import page
from tests.years.people import signed_in

pytestmark = pytest.mark.django_db


def year(tax_year: int) -> str:
    return reverse("admin:interview_parameterrevision_year", args=[tax_year])


def start(tax_year: int) -> str:
    return reverse("admin:interview_parameterrevision_start", args=[tax_year])


def text_of(client: Client, address: str) -> str:
    return " ".join(BeautifulSoup(client.get(address).content, "html.parser").get_text(" ").split())


def test_the_list_leads_to_the_year(admin_client: Client) -> None:
    html = admin_client.get(reverse("admin:interview_parameterrevision_changelist")).content
    assert BeautifulSoup(html, "html.parser").select_one(f'#result_list a[href="{year(2025)}"]') is not None


def test_a_year_says_what_is_in_force_and_what_is_worked_on(
    admin_client: Client, draft: ParameterRevision, admin_user: User
) -> None:
    given_up = copy_to_draft(draft, by=admin_user)
    give_up(given_up, by=admin_user, reason="Started twice")
    text = text_of(admin_client, year(2025))
    assert "Families see revision 1 , in force since November 21, 2026." in text
    assert "2025, revision 2 Every figure is filled in. Made by admin on" in text
    assert "2025, revision 2 Draft. Families do not see it." in text
    assert "2025, revision 1 In force. Every result uses it. November 21, 2026 Came with the program" in text
    assert "2025, revision 3 Withdrawn. Nobody uses it. Started twice" in text


def test_the_list_starts_the_year_after_the_newest(admin_client: Client) -> None:
    the_list = reverse("admin:interview_parameterrevision_changelist")
    assert "Start 2027" in text_of(admin_client, the_list)
    assert "Start 2027" not in text_of(signed_in("vera", "viewer"), the_list)
    admin_client.post(start(2027))
    assert "Start 2027" not in text_of(admin_client, the_list)


def test_a_revision_leads_to_the_job_that_works_out_new_results(admin_client: Client, admin_user: User) -> None:
    revision = published_revision(2025)
    assert revision is not None
    assert "New results" not in text_of(admin_client, page("change", revision))
    job = start_reevaluation(revision, by=admin_user)
    soup = BeautifulSoup(admin_client.get(page("change", revision)).content, "html.parser")
    assert soup.select_one(f'#content-main a[href$="/previews/{job.public_id}/"]') is not None


def test_only_the_newest_year_starts_the_next(admin_client: Client) -> None:
    assert "Start 2027" in text_of(admin_client, year(2026))
    assert "Start 2026" not in text_of(admin_client, year(2025))


def test_starting_a_year_opens_its_first_draft(admin_client: Client) -> None:
    answer = admin_client.post(start(2027))
    draft = ParameterRevision.objects.get(tax_year=2027)
    assert answer.headers["Location"] == page("change", draft)
    text = text_of(admin_client, year(2027))
    assert "No figures of 2027 are in force yet. Families cannot work out this year." in text
    assert "0 of 142 confirmed." in text
    assert "Start 2027" not in text_of(admin_client, year(2026))


def test_a_year_is_not_started_twice(admin_client: Client, admin_user: User) -> None:
    new_year(2027, by=admin_user)
    answer = admin_client.post(start(2027), follow=True)
    assert "Somebody has started 2027 already." in answer.content.decode()
    assert ParameterRevision.objects.filter(tax_year=2027).count() == 1


def test_no_year_starts_from_one_without_figures(admin_client: Client) -> None:
    answer = admin_client.post(start(2040), follow=True)
    assert "There are no figures in force of 2039." in answer.content.decode()


def test_starting_a_year_by_a_link_is_refused(admin_client: Client) -> None:
    assert admin_client.get(start(2027)).status_code == 405


def test_a_viewer_can_look_at_a_year_and_start_nothing(client: Client) -> None:
    viewer = User.objects.create_user("viewer", is_staff=True)
    client.force_login(viewer)
    assert client.get(year(2026)).status_code == 403
    viewer.user_permissions.set(Permission.objects.filter(codename="view_parameterrevision"))
    text = text_of(client, year(2026))
    assert "Start 2027" not in text
    assert "New draft" not in text
    assert client.post(start(2027)).status_code == 403


def test_an_unknown_year_is_not_found(admin_client: Client) -> None:
    assert admin_client.get(year(2099)).status_code == 404


def test_the_pages_ask_few_questions_of_the_database(
    admin_client: Client, draft: ParameterRevision, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for address in (year(2025), page("change", draft), page("section", draft, "income_tax")):
        admin_client.get(address)
        with django_assert_max_num_queries(9):
            admin_client.get(address)
