"""Second factors without the gadgets: a code as the app would show it, a key that nobody can press."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.models import User
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData


def with_app(user: User) -> str:
    """An authenticator app for this account; gives its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def shown_code(secret: str) -> str:
    """What the app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def a_key() -> dict[str, Any]:
    """What a browser sends of a new key, as it is stored."""
    of_the_stick = ec.generate_private_key(ec.SECP256R1()).public_key()
    public_key = ES256.from_cryptography_key(of_the_stick)  # type: ignore[no-untyped-call]
    key = AttestedCredentialData.create(Aaguid.NONE, b"a key of the tests", public_key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(hashlib.sha256(b"testserver").digest(), flags, 0, key)
    about = json.dumps({"type": "webauthn.create", "challenge": "AA", "origin": "https://testserver"}).encode()
    return {
        "type": "public-key",
        "id": websafe_encode(key.credential_id),
        "rawId": websafe_encode(key.credential_id),
        "response": {
            "clientDataJSON": websafe_encode(about),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        },
        "clientExtensionResults": {},
    }


def with_all_second_factors(user: User) -> Authenticator:
    """An app, recovery codes and a key; gives the key."""
    with_app(user)
    RecoveryCodes.activate(user)
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Blue stick", "credential": a_key()}
    )
