"""Coming back by e-mail: ask for a code, type it, and the devices that may open the drafts."""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple
from uuid import UUID

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interview.drafts.access import (
    address_of,
    browser_key,
    key_hash,
    live_devices,
    new_browser_key,
    own_drafts,
    remember_browser,
)
from interview.drafts.address_models import Device, FamilyAddress
from interview.drafts.codes import Tried, address_hash, address_with_email, let_in, new_code, try_code
from interview.drafts.mails import CODE, SAVED, NotSent, address_with_stop_token, send_mail
from interview.drafts.stop_button import one_click
from interview.returning.browser_names import browser_in_words
from interview.returning.forms import AddressForm, CodeForm

DAYS_OF_A_MONTH = 30


class Problem(NamedTuple):
    """Why no code was sent, in words, and the status of the page that says so."""

    text: str
    status: int


@require_http_methods(["GET", "HEAD", "POST"])
def ask_page(request: HttpRequest) -> HttpResponse:
    """The box for an address. The answer is the same whether we have seen the address before or not."""
    form = AddressForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        answer = _send_code(request, email=email)
        if isinstance(answer, HttpResponse):
            return answer
        form.add_error("email", answer.text)
        status = answer.status
    elif form.is_bound or request.method == "POST":
        status = 422
    context = {"form": form, "drafts_here": own_drafts(request).filter(address=None).count()}
    return render(request, "returning/ask.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def link_page(request: HttpRequest, address_id: UUID) -> HttpResponse:
    """What the link in our mails leads to: one button. Opening it does nothing, so a scanner of links does no harm.

    The page is the same for an address that we have forgotten: whoever asked for a code to somebody else's address,
    and keeps the link, cannot see whether there are drafts.
    """
    problem = None
    if request.method == "POST":
        address = FamilyAddress.objects.filter(public_id=address_id).first()
        answer = _send_code(request, email=address.email) if address else _no_code(request, address_id)
        if isinstance(answer, HttpResponse):
            return answer
        problem = answer
    context = {"address_id": address_id, "problem": problem}
    return render(request, "returning/link.html", context, status=problem.status if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def code_page(request: HttpRequest, address_id: UUID) -> HttpResponse:
    """The box for the code."""
    address = FamilyAddress.objects.filter(public_id=address_id).first()
    key = browser_key(request)
    if key is None:
        return redirect("returning:ask")
    form = CodeForm(request.POST) if request.method == "POST" else CodeForm()
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            code = form.cleaned_data["code"]
            tried = try_code(address, code, browser_key_hash=key_hash(key)) if address else Tried.WRONG
            if address and tried is Tried.RIGHT:
                return _let_in(request, address, key, remember=form.cleaned_data["remember"])
            form.add_error("code", _wrong_code(tried))
            status = 429 if tried is Tried.LOCKED else 422
    return render(request, "returning/code.html", {"form": form, "address_id": address_id}, status=status)


def _send_code(request: HttpRequest, *, email: str) -> HttpResponse | Problem:
    """The way to the box for the code; or what hinders it."""
    limit = {"app": "allauth.account", "action": "send_code", "key": address_hash(email)}
    if not ratelimit.consume(request, **limit):
        return Problem(_("You have asked for many codes. Wait an hour, then try again."), 429)
    address = address_with_email(email, language=get_language() or "en")
    key = browser_key(request) or new_browser_key()
    code = new_code(address, browser_key_hash=key_hash(key))
    if code is not None:
        address.language = get_language() or "en"
        try:
            send_mail(address, CODE, code=code)
        except NotSent:
            return Problem(_("We could not send the mail. Try again in a few minutes."), 503)
    response = redirect("returning:code", address.public_id)
    remember_browser(response, key)
    return response


def _no_code(request: HttpRequest, address_id: UUID) -> HttpResponse | Problem:
    """What somebody sees who asks for a code to an address that we have forgotten: the same, and no mail comes."""
    if not ratelimit.consume(request, app="allauth.account", action="send_code", key=address_id.hex):
        return Problem(_("You have asked for many codes. Wait an hour, then try again."), 429)
    response = redirect("returning:code", address_id)
    remember_browser(response, browser_key(request) or new_browser_key())
    return response


def _wrong_code(tried: Tried) -> str:
    if tried is Tried.LOCKED:
        return _("Too many wrong codes. Wait an hour, then ask for a new code.")
    return _("This is not the code, or it is too old. Check the newest mail, or ask for a new code.")


def _let_in(request: HttpRequest, address: FamilyAddress, key: str, *, remember: bool) -> HttpResponse:
    # Whoever sat at this browser before may have kept its key; a new one opens what is behind the code.
    new_key = new_browser_key()
    address.language = get_language() or "en"
    first = let_in(
        address,
        browser_key_hash=key_hash(new_key),
        key_hash_before=key_hash(key),
        remember=remember,
        label=browser_in_words(request.headers.get("User-Agent", "")),
    )
    if first:
        # The drafts are saved all the same, and My drafts says how to come back.
        with suppress(NotSent):
            send_mail(address, SAVED, months=settings.KEEP_CONFIRMED_DRAFTS // DAYS_OF_A_MONTH)
    response = redirect("drafts:list")
    remember_browser(response, new_key)
    return response


@require_safe
def devices_page(request: HttpRequest) -> HttpResponse:
    """The devices that may open the drafts of this address."""
    address = address_of(request)
    if address is None:
        return redirect("returning:ask")
    devices = address.devices.filter(expires_at__gt=timezone.now())
    this = set(live_devices(request).values_list("pk", flat=True))
    context = {"address": address, "devices": [(device, device.pk in this) for device in devices]}
    return render(request, "returning/devices.html", context)


@require_POST
def forget_device(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Take a device off the list: it opens nothing any more. This one, too."""
    address = address_of(request)
    if address is None:
        return redirect("returning:ask")
    get_object_or_404(Device, address=address, public_id=device_id).delete()
    return redirect("returning:devices" if address_of(request) else "drafts:list")


@one_click
def stop_page(request: HttpRequest, token: str) -> HttpResponseBase:
    """Stop reminders by a signed link, without signing in."""
    address = address_with_stop_token(token)
    if address is None:
        return render(request, "returning/stop.html", {"unknown": True}, status=404)
    if request.method == "POST":
        FamilyAddress.objects.filter(pk=address.pk).update(reminders=False)
        return render(request, "returning/stop.html", {"stopped": True})
    return render(request, "returning/stop.html", {"stopped": not address.reminders})
