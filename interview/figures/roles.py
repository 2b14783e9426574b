"""Who may do what with the yearly figures: three groups, and the questions that every page asks before it acts."""

from __future__ import annotations

from enum import StrEnum

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, Permission, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

PASSWORDS = "django.contrib.auth.backends.ModelBackend"
"""The backend that knows permissions; the site has another one that only signs people in."""


class Right(StrEnum):
    """What a person may do, by the permission that Django keeps for it."""

    VIEW = "interview.view_parameterrevision"
    MAKE_DRAFTS = "interview.add_parameterrevision"
    EDIT = "interview.change_parameterrevision"
    PUBLISH = "interview.publish_parameterrevision"


GROUPS: dict[str, tuple[Right, ...]] = {
    "Figures: viewer": (Right.VIEW,),
    "Figures: editor": (Right.VIEW, Right.MAKE_DRAFTS, Right.EDIT),
    "Figures: publisher": (Right.VIEW, Right.PUBLISH),
}


def make_groups(**_signal: object) -> None:
    """Make the three groups with their rights. Safe to run again: what somebody added to a group stays."""
    for name, rights in GROUPS.items():
        group, _made = Group.objects.get_or_create(name=name)
        codes = [right.removeprefix("interview.") for right in rights]
        group.permissions.add(*Permission.objects.filter(content_type__app_label="interview", codename__in=codes))


def may(person: AbstractBaseUser | AnonymousUser, *rights: Right) -> bool:
    """Whether a person has one of these rights."""
    return any(person.has_perm(right) for right in rights)  # type: ignore[union-attr]  # every account here has rights


def may_view(person: AbstractBaseUser | AnonymousUser) -> bool:
    """See the figures, their history and the previews."""
    return may(person, Right.VIEW, Right.EDIT)


def may_preview(person: AbstractBaseUser | AnonymousUser) -> bool:
    """Start a preview over stored drafts, or stop one. It changes nothing, so that who decides may ask for it too."""
    return may(person, Right.EDIT, Right.PUBLISH)


def require(request: HttpRequest, *rights: Right) -> User:
    """The person, if they have one of these rights. Raises PermissionDenied, which the site records."""
    person = request.user
    if not isinstance(person, User) or not may(person, *rights):
        raise PermissionDenied
    return person


def publishers(*, except_for: set[int]) -> list[User]:
    """The people who can sign in to the admin and publish, without those whose primary keys are given; by name."""
    people = User.objects.with_perm(Right.PUBLISH, backend=PASSWORDS).filter(is_staff=True)
    return list(people.exclude(pk__in=except_for).order_by("username"))
