"""What happens to drafts by itself: reminders, warnings, and wiping what nobody uses. Safe to run at any time.

A draft with an e-mail address is wiped only after two warnings that really went out. A draft without one is kept as
long as its browser could open it: there is nobody whom we could warn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone, translation

from interview.drafts.address_models import Device, FamilyAddress, Notice, ReturnCode, WipedDraft
from interview.drafts.codes import REMEMBERED_FOR
from interview.drafts.deleting import wipe
from interview.drafts.mails import NotSent, send_mail
from interview.drafts.models import Draft
from interview.drafts.share_links import forget_ended_links
from interview.local_formats import long_date
from interview.steps import Route
from interview.years import every_year_in_force

CHUNK = 200
FEW_SAVES = 2
"""A draft that was saved this often may still hold fewer than two answers."""
FEW_ANSWERS = 2
NOT_ANSWERS = ("start", "year")
FIRST_WARNING = timedelta(days=30)
LAST_WARNING = timedelta(days=7)
OLDEST_REMINDED = timedelta(days=30)
UNCONFIRMED_ADDRESSES = timedelta(days=7)


def tidy(now: datetime) -> Counter[str]:
    """Do all of it once; gives how much of each was done."""
    done: Counter[str] = Counter()
    done["deleted drafts wiped"] += _wipe(_deleted(now), WipedDraft.Reason.DELETED, now)
    done["unused drafts wiped"] += _wipe(_left_in_a_browser(now), WipedDraft.Reason.UNUSED, now, if_=_is_unused)
    _warn(now, done)
    unused = _unused_since(now - _days(settings.KEEP_CONFIRMED_DRAFTS)).prefetch_related("notices")
    done["unused drafts wiped after two warnings"] += _wipe(unused, WipedDraft.Reason.UNUSED, now, if_=_was_warned)
    _remind_of_open_answers(now, done)
    _remind_of_refund_dates(now, done)
    done["expired codes"] += ReturnCode.objects.filter(expires_at__lte=now).delete()[0]
    done["expired devices"] += Device.objects.filter(expires_at__lte=now).delete()[0]
    done["expired links"] += forget_ended_links(now)
    done["addresses forgotten"] += _forget_addresses(now)
    return done


def _days(count: int) -> timedelta:
    return timedelta(days=count)


# What goes -------------------------------------------------------------------------------------------------------


def _deleted(now: datetime) -> QuerySet[Draft]:
    return Draft.objects.filter(deleted_at__lte=now - _days(settings.KEEP_DELETED_DRAFTS))


def _left_in_a_browser(now: datetime) -> QuerySet[Draft]:
    old = Q(updated_at__lte=now - _days(settings.KEEP_BROWSER_DRAFTS))
    # An office that reads a draft knows of it, however little is in it.
    hardly_begun = Q(updated_at__lte=now - _days(settings.KEEP_EMPTY_DRAFTS), version__lte=FEW_SAVES, office=None)
    # What an office began is in no browser until its family takes it over: the office deletes it.
    begun_by_office = Q(office__isnull=False, browser_key_hash="", owner=None)
    # What-if copies of advisors are in no browser either: they go with the draft that they were made from.
    return Draft.objects.filter(~begun_by_office, old | hardly_begun, address=None, what_if_of=None)


def _is_unused(draft: Draft, now: datetime) -> bool:
    """A copy of another year was never saved either, but it is full of answers."""
    if draft.updated_at <= now - _days(settings.KEEP_BROWSER_DRAFTS):
        return True
    return len([page for page in draft.answers if page not in NOT_ANSWERS]) < FEW_ANSWERS and not draft.unsaved


def _was_warned(draft: Draft, now: datetime) -> bool:
    """The last warning went out after the last use, and a week has passed since."""
    last = _warned_at(draft).get(Notice.Kind.LAST_WARNING)
    return last is not None and last <= now - LAST_WARNING


def _unused_since(before: datetime) -> QuerySet[Draft]:
    """Drafts with an address that were not changed since then, and whose family has not come back since then."""
    drafts = Draft.objects.kept().filter(address__isnull=False, updated_at__lte=before)
    return drafts.filter(Q(address__last_seen_at=None) | Q(address__last_seen_at__lte=before)).select_related("address")


def _wipe(
    drafts: QuerySet[Draft],
    reason: WipedDraft.Reason,
    now: datetime,
    *,
    if_: Callable[[Draft, datetime], bool] = lambda _draft, _now: True,
) -> int:
    """Read once more under a lock what goes: meanwhile somebody may have brought it back, or gone on with it."""
    wiped = 0
    for chunk in _chunks(drafts):
        with transaction.atomic():
            still = drafts.filter(pk__in=[draft.pk for draft in chunk]).select_for_update(of=("self",))
            going = [draft for draft in still if if_(draft, now)]
            wipe(going, reason)
        wiped += len(going)
    return wiped


def _forgotten_addresses(now: datetime) -> QuerySet[FamilyAddress]:
    """Addresses without a draft that were never confirmed, or that no device is remembered for."""
    never = Q(confirmed_at=None, created_at__lte=now - UNCONFIRMED_ADDRESSES)
    long_ago = Q(last_seen_at__lte=now - REMEMBERED_FOR)
    return FamilyAddress.objects.filter(never | long_ago, drafts=None)


def _forget_addresses(now: datetime) -> int:
    """Under a lock: somebody who types a code in this moment brings drafts along, which would go with the address."""
    with transaction.atomic():
        going = [address.pk for address in _forgotten_addresses(now).select_for_update(of=("self",))]
        return FamilyAddress.objects.filter(pk__in=going).delete()[0]


# What is told before ---------------------------------------------------------------------------------------------


def _last_use(draft: Draft) -> datetime:
    seen = draft.address.last_seen_at if draft.address else None
    return max(draft.updated_at, seen) if seen else draft.updated_at


def _warned_at(draft: Draft) -> dict[str, datetime]:
    """When the warnings went out that came after the last use."""
    return {notice.kind: notice.sent_at for notice in draft.notices.all() if notice.sent_at > _last_use(draft)}


def _warn(now: datetime, done: Counter[str]) -> None:
    """30 and 7 days before; a warning that is late moves the end with it."""
    kept_for = _days(settings.KEEP_CONFIRMED_DRAFTS)
    for chunk in _chunks(_unused_since(now - kept_for + FIRST_WARNING).prefetch_related("notices")):
        for draft in chunk:
            sent = _warned_at(draft)
            first, last = sent.get(Notice.Kind.FIRST_WARNING), sent.get(Notice.Kind.LAST_WARNING)
            ends = _last_use(draft) + kept_for
            if first is None:
                _tell(
                    draft, Notice.Kind.FIRST_WARNING, now, done, ends=timezone.localdate(max(ends, now + FIRST_WARNING))
                )
            elif last is None and first <= now - (FIRST_WARNING - LAST_WARNING) and ends <= now + LAST_WARNING:
                _tell(
                    draft, Notice.Kind.LAST_WARNING, now, done, ends=timezone.localdate(max(ends, now + LAST_WARNING))
                )


def _remind_of_open_answers(now: datetime, done: Counter[str]) -> None:
    quiet_since = now - _days(settings.REMIND_OF_OPEN_ANSWERS)
    drafts = _reminded(Notice.Kind.OPEN_ANSWERS).filter(
        updated_at__lte=quiet_since, updated_at__gte=quiet_since - OLDEST_REMINDED
    )
    for chunk in _chunks(drafts):
        for draft in chunk:
            if _has_open_answers(draft):
                _tell(draft, Notice.Kind.OPEN_ANSWERS, now, done)


def _has_open_answers(draft: Draft) -> bool:
    route = Route(draft.answers)
    stopped = bool(route.open) and route.pages[route.open[-1]].step.ends
    return bool(route.open) and not stopped


def _remind_of_refund_dates(now: datetime, done: Counter[str]) -> None:
    today = timezone.localdate(now)
    for year, figures in every_year_in_force().items():
        day = figures.parameters.dates.claim_refund_by
        if not day - _days(settings.REMIND_OF_REFUND_DATE) <= today < day:
            continue
        for chunk in _chunks(_reminded(Notice.Kind.REFUND_DATE).filter(tax_year=year)):
            for draft in chunk:
                _tell(draft, Notice.Kind.REFUND_DATE, now, done, ends=day)


def _reminded(kind: Notice.Kind) -> QuerySet[Draft]:
    """Drafts whose family wants reminders and has not had this one."""
    told = Notice.objects.filter(draft=OuterRef("pk"), kind=kind)
    drafts = Draft.objects.kept().filter(~Exists(told), address__confirmed_at__isnull=False, address__reminders=True)
    return drafts.select_related("address")


def _tell(draft: Draft, kind: Notice.Kind, now: datetime, done: Counter[str], *, ends: date | None = None) -> None:
    """Send one mail and note it. One that could not be sent is tried again next time."""
    address = draft.address
    if address is None:
        return
    words: dict[str, Any] = {"year": draft.tax_year}
    if ends is not None:
        with translation.override(draft.language):
            words |= {"day": long_date(ends), "days": (ends - timezone.localdate(now)).days}
    try:
        send_mail(address, kind, language=draft.language, **words)
    except NotSent:
        done["mails that could not be sent"] += 1
        return
    Notice.objects.update_or_create(draft=draft, kind=kind, defaults={"sent_at": now})
    done[f"mails sent: {Notice.Kind(kind).label.lower()}"] += 1


def _chunks(drafts: QuerySet[Draft]) -> Iterator[list[Draft]]:
    """A few hundred at a time, by their order in the table, so that changes on the way skip none."""
    after = 0
    while chunk := list(drafts.filter(pk__gt=after).order_by("pk")[:CHUNK]):
        after = chunk[-1].pk
        yield chunk
