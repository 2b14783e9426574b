"""Clients that an office begins itself, and the invitation by which the family takes its draft over.

Until then the draft belongs to no browser and no address: only the office opens it, by interview/firms/rights.py.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from interview.drafts.models import Draft
from interview.drafts.share_links import token_hash
from interview.drafts.store import YEAR, Family
from interview.firms import rows, search
from interview.firms.activity import BEGUN, FAMILY, INVITED, REFUSED, TAKEN_OVER, entry, record
from interview.firms.file_models import Activity, ClientFile
from interview.firms.mails import INVITED as INVITATION
from interview.firms.mails import NotSent, send, site_url, wants_mail
from interview.firms.office_models import OfficeMember
from interview.firms.request_models import ClientInvitation
from interview.identity_numbers import refuse_identity_numbers
from interview.local_formats import long_date
from interview.steps import FULL

AT_A_TIME = 500
OPEN_FOR = timedelta(days=14)
MOST_A_DAY = 3
"""Invitations to one client."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class TooMany(Exception):
    """The client was invited as often as it may be in a day."""


class SaidNo(Exception):
    """The family has said no: it gets no more mail from this office about this draft."""


@dataclass(frozen=True, slots=True)
class NewClient:
    """What an office knows of a family when it begins a draft for it."""

    name: str
    tax_year: int
    email: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that was just made, with the token that nobody can read again later."""

    invitation: ClientInvitation
    token: str
    mailed: bool


@dataclass(frozen=True, slots=True)
class Begun:
    """All rows of a client that an office begins, worked out and not yet stored, and the words it is found by."""

    draft: Draft
    file: ClientFile
    happened: Activity
    words: list[str]


def begin(seat: OfficeMember, client: NewClient, *, mark: str = "") -> ClientFile:
    """A draft of one family and one year in the office's hands, with its file.

    `mark` is what the button was drawn with: a second press of it gives the same draft. Raises ValidationError for a
    name that holds an identity number.
    """
    (begun,) = prepare(seat, [client], public_id=_of_press(seat, mark) if mark else None)
    if not mark:
        store([begun])
        return begun.file
    of_draft = ClientFile.objects.filter(draft__public_id=begun.draft.public_id, office=seat.office_id)
    same = of_draft.select_related("draft")
    there = same.first()
    if there is not None:
        return there
    try:
        store([begun])
    except IntegrityError:  # the other press of the same moment was quicker
        return same.get()
    return begun.file


def _of_press(seat: OfficeMember, mark: str) -> UUID:
    pressed = salted_hmac("interview.begin_client", f"{seat.pk} {mark}", algorithm="sha256")
    return UUID(hex=pressed.hexdigest()[:32])


def prepare(seat: OfficeMember, clients: Iterable[NewClient], *, public_id: UUID | None = None) -> Iterator[Begun]:
    """Work out all that is stored of clients that an office begins, so that no lock is held for it. No query.

    Raises ValidationError for a name that holds an identity number.
    """
    of_answers = cache(lambda tax_year: rows.of_answers(_first_answers(tax_year)))
    for client in clients:
        refuse_identity_numbers(client.name)
        draft = Draft(
            public_id=public_id or uuid4(),
            language=client.language,
            tax_year=client.tax_year,
            answers=_first_answers(client.tax_year),
            updated_at=timezone.now(),
            office_id=seat.office_id,
            shared_name=client.name,
        )
        known = of_answers(client.tax_year)
        file = rows.begun_file(draft, seat.office, name=client.name, email=client.email, of_answers=known)
        words = search.document(seat.office_id, *search.texts(client.name, draft.public_id, client.email))
        yield Begun(draft, file, entry(BEGUN, file, actor=seat.user), words)


def _first_answers(tax_year: int) -> dict[str, dict[str, object]]:
    return {"start": {"depth": FULL}, YEAR: {"tax_year": tax_year}}


def store(begun: Sequence[Begun]) -> None:
    """Write what `prepare` has worked out, all of it or nothing, in a few statements for hundreds of clients."""
    with transaction.atomic():
        Draft.objects.bulk_create([one.draft for one in begun], batch_size=AT_A_TIME)
        ClientFile.objects.bulk_create([one.file for one in begun], batch_size=AT_A_TIME)
        search.store((one.file.pk, one.words) for one in begun)
        Activity.objects.bulk_create([one.happened for one in begun], batch_size=AT_A_TIME)


# Invitations -----------------------------------------------------------------------------------------------------


def invite(file: ClientFile, seat: OfficeMember, *, mark: str, by_mail: bool) -> Invited:
    """A new link, and the mail with it if there is an address; older links of this client stop working.

    The token comes from the button's mark, so that a second press shows the same link. Raises TooMany, SaidNo.
    """
    now = timezone.now()
    secret = salted_hmac("interview.client_invitation", f"{file.pk} {mark}", algorithm="sha256")
    token = base64.urlsafe_b64encode(secret.digest()).decode().rstrip("=")
    with transaction.atomic():
        ClientFile.objects.select_for_update(of=("self",)).only("pk").get(pk=file.pk)
        of_client = ClientInvitation.objects.filter(file=file)
        made = of_client.filter(token_hash=token_hash(token)).first()
        if made is not None:
            return Invited(made, token, mailed=made.mailed_at is not None)
        if of_client.filter(created_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
            raise TooMany
        if by_mail and _has_said_no(file):
            raise SaidNo
        stop_invitations(file)
        made = ClientInvitation.objects.create(
            file=file,
            token_hash=token_hash(token),
            invited_by=seat.user,
            created_at=now,
            expires_at=now + OPEN_FOR,
        )
        record(INVITED, file, actor=seat.user)
    return Invited(made, token, mailed=by_mail and _mail(file, made, token))


def _has_said_no(file: ClientFile) -> bool:
    """Whether the family refused an invitation of this office: to this draft, or to another one under this address."""
    refused = ClientInvitation.objects.filter(file__office=file.office_id, refused_at__isnull=False)
    same = Q(file=file)
    return refused.filter(same | Q(file__email__iexact=file.email) if file.email else same).exists()


def _mail(file: ClientFile, invitation: ClientInvitation, token: str) -> bool:
    if not file.email or not wants_mail(file.email):
        return False
    language = file.draft.language
    with translation.override(language):
        until = long_date(timezone.localdate(invitation.expires_at))
    link = site_url("advising:invited", token, language=language)
    try:
        send(
            file.email,
            INVITATION,
            language=language,
            office=file.office.name,
            year=file.tax_year,
            link=link,
            until=until,
        )
    except NotSent:
        return False
    invitation.mailed_at = timezone.now()
    invitation.save(update_fields=["mailed_at"])
    return True


def open_invitations(file: ClientFile) -> QuerySet[ClientInvitation]:
    """The links that work now."""
    return ClientInvitation.objects.filter(file=file, accepted_at=None, refused_at=None, expires_at__gt=timezone.now())


def stop_invitations(file: ClientFile) -> None:
    """Take back what is open, at once."""
    open_invitations(file).update(expires_at=timezone.now())


def invitation_behind(token: str) -> ClientInvitation | None:
    """What a link leads to; None if it was stopped, used, has expired, or never was. One query."""
    if not _TOKEN.fullmatch(token):
        return None
    found = ClientInvitation.objects.select_related("file__draft", "file__office").filter(
        token_hash=token_hash(token), accepted_at=None, refused_at=None, expires_at__gt=timezone.now()
    )
    invitation = found.filter(file__begun_by_office=True, file__draft__deleted_at=None).first()
    if invitation is None or invitation.file.draft.office_id != invitation.file.office_id:
        return None
    return invitation


def take_over(invitation: ClientInvitation, family: Family) -> Draft | None:
    """The family has agreed: the draft is its own from now on, and shared with the office as if by its code.

    None if somebody else was quicker with the same link.
    """
    now = timezone.now()
    file, draft = invitation.file, invitation.file.draft
    with transaction.atomic():
        # Under the locks of the draft and its file, in the order in which all take them, and only what is still the
        # office's: it may be deleted in the same moment.
        list(Draft.objects.select_for_update(no_key=True).filter(pk=draft.pk).values_list("pk"))
        list(ClientFile.objects.select_for_update(of=("self",)).filter(pk=file.pk).values_list("pk"))
        if not _use(invitation, accepted_at=now):
            return None
        whose = {
            "browser_key_hash": "" if family.address else family.browser_key_hash,
            "address": family.address,
            "owner": None,
            "shared_at": now,
        }
        still_there = Draft.objects.filter(pk=draft.pk, office=file.office_id, deleted_at=None)
        if not still_there.update(**whose):
            return None
        values = {"begun_by_office": False, "last_family_at": now, "last_activity_at": now}
        ClientFile.objects.filter(pk=file.pk).update(**values)
        stop_invitations(file)
        search.index(file)
        record(TAKEN_OVER, file, by=FAMILY)
    draft.refresh_from_db()
    return draft


def refuse(invitation: ClientInvitation) -> None:
    """The family says no. The office hears so, and cannot write to it again."""
    with transaction.atomic():
        if _use(invitation, refused_at=timezone.now()):
            record(REFUSED, invitation.file, by=FAMILY)


def _use(invitation: ClientInvitation, **values: datetime) -> bool:
    """Whether the link was still unused."""
    return bool(open_invitations(invitation.file).filter(pk=invitation.pk).update(**values))
