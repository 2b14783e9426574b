"""The three groups, what each may do, and that every refused attempt is kept."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission, User

from interview.figures.roles import GROUPS, Right, make_groups, may, may_preview, may_view, publishers

pytestmark = pytest.mark.django_db


def member(name: str, *groups: str, is_staff: bool = True, is_active: bool = True) -> User:
    person = User.objects.create_user(name, is_staff=is_staff, is_active=is_active)
    person.groups.set(Group.objects.filter(name__in=groups))
    return User.objects.get(pk=person.pk)


@pytest.mark.parametrize(
    ("group", "rights"),
    [
        ("Figures: viewer", {Right.VIEW}),
        ("Figures: editor", {Right.VIEW, Right.MAKE_DRAFTS, Right.EDIT}),
        ("Figures: publisher", {Right.VIEW, Right.PUBLISH}),
    ],
)
def test_each_group_has_its_rights_and_no_other(group: str, rights: set[Right]) -> None:
    person = member("ada", group)
    assert {right for right in Right if may(person, right)} == rights
    assert may_view(person)
    assert may_preview(person) == (group != "Figures: viewer")


def test_a_person_may_be_in_several_groups() -> None:
    person = member("ada", *GROUPS)
    assert all(may(person, right) for right in Right)


def test_making_the_groups_again_changes_nothing_and_takes_nothing_away() -> None:
    extra = Permission.objects.get(codename="view_office")
    viewers = Group.objects.get(name="Figures: viewer")
    viewers.permissions.add(extra)
    make_groups()
    assert Group.objects.filter(name__startswith="Figures: ").count() == 3
    assert extra in viewers.permissions.all()
    assert viewers.permissions.count() == 2


def test_a_group_that_was_emptied_has_its_rights_again() -> None:
    Group.objects.get(name="Figures: editor").permissions.clear()
    make_groups()
    assert may(member("ada", "Figures: editor"), Right.EDIT)


def test_publishers_are_those_who_can_sign_in_and_publish() -> None:
    bob = member("bob", "Figures: publisher")
    member("carol", "Figures: publisher", is_staff=False)
    member("dan", "Figures: publisher", is_active=False)
    member("eve", "Figures: editor")
    ada = member("ada", "Figures: publisher")
    assert publishers(except_for=set()) == [ada, bob]
    assert publishers(except_for={ada.pk}) == [bob]
