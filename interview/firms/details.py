"""What an office knows of a client beside the answers, corrected: its own name for it, the e-mail, the language."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction

from interview.drafts.models import Draft
from interview.drafts.store import fingerprint
from interview.firms import search
from interview.firms.activity import DETAILS, Change, record
from interview.firms.beginning import stop_invitations
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.rows import name_key
from interview.firms.workflow import swap_staff
from interview.identity_numbers import refuse_identity_numbers


@dataclass(frozen=True, slots=True)
class Details:
    """The name in the office's list, where the family is reached, and in which language."""

    name: str
    email: str
    language: str


def details_of(file: ClientFile) -> Details:
    """What a file says now."""
    return Details(file.name, file.email, file.language)


def mark_of(details: Details) -> str:
    """What a form carries, so that nobody writes over what somebody else has corrected since."""
    return fingerprint([details.name, details.email, details.language])


def correct(file: ClientFile, new: Details, *, seat: OfficeMember) -> None:
    """Write what has changed, with an entry. Raises ChangedMeanwhile, and ValidationError for identity numbers.

    A family that has taken its draft over has chosen its language itself. A link that went to another address than the
    one that is right stops working: whoever opens it first gets the draft.
    """
    for text in (new.name, new.email):
        refuse_identity_numbers(text)
    old = details_of(file)
    if not file.begun_by_office:
        new = Details(new.name, new.email, old.language)
    if new == old:
        return
    values = {"name": new.name, "name_key": name_key(new.name), "email": new.email, "language": new.language}
    with transaction.atomic():
        if new.language != old.language:
            # Drafts are locked before their files, by all.
            list(Draft.objects.select_for_update(no_key=True).filter(pk=file.draft_id).values_list("pk"))
        swap_staff(file, asdict(old), values)
        if new.language != old.language:
            Draft.objects.filter(pk=file.draft_id).update(language=new.language)
        if new.email != old.email and file.begun_by_office:
            stop_invitations(file)
        search.index(file)
        changed = {name: value for name, value in asdict(new).items() if value != getattr(old, name)}
        before = {name: getattr(old, name) for name in changed}
        record(DETAILS, file, actor=seat.user, change=Change(old=before, new=changed))
