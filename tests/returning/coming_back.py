"""A family that asks for a code, reads its mail, and types the code."""

from __future__ import annotations

import re
from typing import Any

from django.core import mail
from django.test import Client
from django.urls import reverse

from interview.drafts.address_models import FamilyAddress
from interview.drafts.codes import address_hash

DORA = "dora@example.org"


def ask(client: Client, email: str = DORA) -> Any:
    return client.post(reverse("returning:ask"), {"email": email})


def address(email: str = DORA) -> FamilyAddress:
    return FamilyAddress.objects.get(email_hash=address_hash(email))


def code_in_mail(number: int = -1) -> str:
    """The code of a mail, the last one unless told."""
    found = re.search(r"^(\d{6})$", str(mail.outbox[number].body), re.MULTILINE)
    assert found
    return found.group(1)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def type_code(client: Client, code: str, email: str = DORA, **more: str) -> Any:
    return client.post(reverse("returning:code", args=[address(email).public_id]), {"code": code, **more})


def come_back(client: Client, email: str = DORA, **more: str) -> Any:
    """All of it."""
    ask(client, email)
    return type_code(client, code_in_mail(), email, **more)
