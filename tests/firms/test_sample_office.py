"""The sample office of `manage.py demo_office`: believable, marked, and gone without a trace."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import CommandError, call_command

from interview.drafts.models import Draft
from interview.drafts.results import Unfinished, assess_answers
from interview.firms.activity import ANSWERED
from interview.firms.file_models import Activity, ClientFile, WhatIf
from interview.firms.office_models import Office
from interview.firms.request_models import ClientInvitation
from interview.firms.sample.families import FAMILIES
from interview.firms.sample.office_work import BEGUN
from interview.firms.sample.people import PEOPLE
from interview.firms.sample.stories import STORIES
from interview.firms.search import matching
from interview.steps import Route
from interview.years.year_in_force import shipped_year

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_day_in_november")]


def test_each_sample_family_that_answered_everything_has_a_result_and_only_screens_it_was_asked() -> None:
    for family in FAMILIES:
        route = Route(family.answers)
        assert set(family.answers) <= {"start", "children", *route.pages}, family.name
        if family.answered:
            assert route.open, family.name
            continue
        try:
            assess_answers(family.answers, shipped_year(family.year), with_outlook=False)
        except Unfinished as unfinished:
            pytest.fail(f"{family.name}: {unfinished.page}")


def test_each_story_is_about_a_sample_family() -> None:
    assert set(STORIES) <= {(family.name, family.year) for family in FAMILIES}


def test_the_office_is_marked_full_of_states_and_leaves_nothing_behind() -> None:
    call_command("demo_office", verbosity=0)
    office = Office.objects.get()
    assert office.is_sample
    files = ClientFile.objects.filter(office=office)
    assert files.count() == len(FAMILIES) + len(BEGUN)
    assert files.filter(begun_by_office=True).count() == len(BEGUN)
    assert ClientInvitation.objects.filter(file__office=office, accepted_at=None).count() == 1
    assert WhatIf.objects.filter(file__office=office, recommended=True).exclude(note="").exists()
    assert Activity.objects.filter(kind=ANSWERED, actor__username="sample-daniel").exclude(reason="").exists()
    assert office.views.filter(shared=True).exists()
    assert office.request_templates.exists()
    assert mail.outbox == []
    found = matching(ClientFile.objects.of_office(office.pk), "europe")
    assert {file.name for file in found} == {"Reyes"}, "notes are searched"
    assert len(set(files.values_list("status", flat=True))) >= 7
    assert {"form_2555", "child_number", "unfinished", ""} <= set(files.values_list("blocked", flat=True))
    with pytest.raises(CommandError, match="there already"):
        call_command("demo_office", verbosity=0)
    call_command("demo_office", "--remove", verbosity=0)
    assert not Office.objects.exists()
    assert not Draft.objects.exists()
    assert not User.objects.filter(username__in=[person.username for person in PEOPLE]).exists()


def test_a_production_site_takes_no_sample_clients(settings: Any) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        call_command("demo_office", verbosity=0)
    assert not Office.objects.exists()
