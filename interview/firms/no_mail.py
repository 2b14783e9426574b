"""Whoever reads an address stops all mails that offices cause to it, with one press. Only its hash is kept."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils import timezone

from interview.drafts.codes import address_hash
from interview.firms.request_models import NoMail


def wants_mail(email: str) -> bool:
    """Whether nobody has stopped the mails of offices to this address. One query."""
    return not NoMail.objects.filter(email_hash=address_hash(email)).exists()


def stop_token(email: str) -> str:
    """What the link in a mail carries; nobody can make one for another address, nor read the address off it."""
    return _signer().sign(address_hash(email))


def hash_behind(token: str) -> str | None:
    """Which address a link is about; None for one that was cut off or made up."""
    try:
        return _signer().unsign(token)
    except BadSignature:
        return None


def is_stopped(email_hash: str) -> bool:
    """Whether mails to it are stopped now."""
    return NoMail.objects.filter(email_hash=email_hash).exists()


def stop(email_hash: str) -> None:
    """No mail of an office any more. Pressed twice, it stays so."""
    NoMail.objects.get_or_create(email_hash=email_hash, defaults={"since": timezone.now()})


def allow(email_hash: str) -> None:
    """Mails again."""
    NoMail.objects.filter(email_hash=email_hash).delete()


def _signer() -> Signer:
    return Signer(salt="interview.stop_mails_of_offices", sep="~", key=settings.ADDRESS_KEY)
