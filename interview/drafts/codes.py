"""Coming back by an e-mail address: a code of six digits, sent to it, shown in the browser that asked for it.

The library that signs staff in has codes by e-mail too. It keeps a code in plain text, knows only addresses that have
an account, and counts wrong tries by browser, not by address. Families get no account, so that no mistake can ever
give one of them the rights of staff.
"""

from __future__ import annotations

import enum
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from interview.drafts.address_models import Device, FamilyAddress, ReturnCode
from interview.drafts.changes import address_confirmed
from interview.drafts.models import Draft

DIGITS = 6
CODE_LIVES = timedelta(minutes=10)
MOST_LIVE_CODES = 4
WRONG_TRIES = 5
LOCKED_FOR = timedelta(minutes=60)
REMEMBERED_FOR = timedelta(days=30)
VISIT_LASTS = timedelta(hours=12)


class Tried(enum.Enum):
    """What came of a code that somebody typed."""

    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"


def address_hash(email: str) -> str:
    """What an address is found by: a keyed hash, so that a copy of the table cannot be searched for an address."""
    return _hmac("interview.address", email.strip().casefold())


def address_with_email(email: str, *, language: str) -> FamilyAddress:
    """The row of an address; an address that was never seen gets one, so that nobody can tell the two apart.

    Its id comes from the address: a row that was forgotten and made anew has the same, so that the id does not tell
    either who has drafts here.
    """
    found_by = address_hash(email)
    address, _new = FamilyAddress.objects.get_or_create(
        email_hash=found_by,
        defaults={
            "public_id": UUID(hex=_hmac("interview.address_id", found_by)[:32]),
            "email": email.strip(),
            "language": language,
            "created_at": timezone.now(),
        },
    )
    return address


def new_code(address: FamilyAddress, *, browser_key_hash: str) -> str | None:
    """A code for this browser, to be sent. None while the address is locked or has as many codes as it may."""
    now = timezone.now()
    with transaction.atomic():
        locked = FamilyAddress.objects.select_for_update().get(pk=address.pk)
        if _is_locked(locked, now) or locked.codes.filter(expires_at__gt=now).count() >= MOST_LIVE_CODES:
            return None
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        ReturnCode.objects.create(
            address=locked,
            code_hash=_code_hash(locked, code),
            browser_key_hash=browser_key_hash,
            created_at=now,
            expires_at=now + CODE_LIVES,
        )
    return code


def try_code(address: FamilyAddress, typed: str, *, browser_key_hash: str) -> Tried:
    """Check a code. The row is locked meanwhile: tries that arrive together are counted one after the other.

    Tries of a browser without a code cannot succeed. They are not counted, or anybody could lock anybody out.
    """
    now = timezone.now()
    with transaction.atomic():
        locked = FamilyAddress.objects.select_for_update().get(pk=address.pk)
        if _is_locked(locked, now):
            return Tried.LOCKED
        typed_hash = _code_hash(locked, typed)
        of_this_browser = locked.codes.filter(browser_key_hash=browser_key_hash, expires_at__gt=now)
        codes = list(of_this_browser)
        if not codes:
            return Tried.WRONG
        if any(constant_time_compare(code.code_hash, typed_hash) for code in codes):
            of_this_browser.delete()
            locked.wrong_tries, locked.locked_until = 0, None
            locked.save(update_fields=["wrong_tries", "locked_until"])
            return Tried.RIGHT
        locked.wrong_tries += 1
        if locked.wrong_tries >= WRONG_TRIES:
            locked.wrong_tries, locked.locked_until = 0, now + LOCKED_FOR
            locked.codes.all().delete()
        locked.save(update_fields=["wrong_tries", "locked_until"])
        return Tried.LOCKED if locked.locked_until and locked.locked_until > now else Tried.WRONG


def let_in(
    address: FamilyAddress,
    *,
    browser_key_hash: str,
    remember: bool,
    label: str = "",
    key_hash_before: str = "",
) -> bool:
    """After a right code: the browser becomes a device of the address, and its drafts become those of the address.

    From now on the browser's key alone opens none of them, so that taking the device off the list closes them.
    `key_hash_before` is that of the key under which the browser asked, if it has been given a new one since.
    True if the address is confirmed for the first time.
    """
    now = timezone.now()
    with transaction.atomic():
        first = address.confirmed_at is None
        address.confirmed_at = address.confirmed_at or now
        address.last_seen_at = now
        address.save(update_fields=["confirmed_at", "last_seen_at", "language"])
        Device.objects.update_or_create(
            address=address,
            browser_key_hash=browser_key_hash,
            defaults={
                "label": label,
                "remembered": remember,
                "created_at": now,
                "expires_at": now + (REMEMBERED_FOR if remember else VISIT_LASTS),
            },
        )
        of_this_browser = Draft.objects.filter(
            browser_key_hash=key_hash_before or browser_key_hash, address=None, owner=None
        )
        # Locked, so that two addresses that are confirmed at once do not both get them.
        theirs = list(of_this_browser.select_for_update(no_key=True).values_list("pk", flat=True))
        Draft.objects.filter(pk__in=theirs).update(address=address, browser_key_hash="")
        if theirs:
            address_confirmed.send(sender=FamilyAddress, drafts=theirs)
    return first


def _is_locked(address: FamilyAddress, now: datetime) -> bool:
    return address.locked_until is not None and address.locked_until > now


def _code_hash(address: FamilyAddress, code: str) -> str:
    return _hmac("interview.code", f"{address.public_id}:{code}")


def _hmac(salt: str, value: str) -> str:
    return salted_hmac(salt, value, secret=settings.ADDRESS_KEY, algorithm="sha256").hexdigest()
