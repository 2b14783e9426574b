"""What the sample office keeps and does beside the families that came to it: a client of its own, views, texts, words
to families, and an answer that an advisor changed.
"""

from __future__ import annotations

from typing import Any

from interview.drafts.kept_results import after_change
from interview.drafts.store import fingerprint, save_page
from interview.firms.answering import Acting, draft_of_client
from interview.firms.beginning import NewClient, begin, invite
from interview.firms.file_models import ClientFile
from interview.firms.job_models import SavedView
from interview.firms.office_models import OfficeMember
from interview.firms.request_models import RequestTemplate
from interview.firms.sample.people import DOMAIN
from interview.firms.sample.stories import ANNA, DANIEL, OLIVIA
from interview.firms.what_ifs import Wording, reword, seen

BEGUN = (
    NewClient("Adeyemi", 2025, email=f"adeyemi@{DOMAIN}"),
    NewClient("Castillo", 2024, email=f"castillo@{DOMAIN}", language="es"),
)
"""Clients whom the office began itself; the first is invited to take its draft over."""
RECOMMENDED = (
    "Tanaka-Hill",
    "Without Form 2555 the credit is paid out. We file it this way if you agree.",
)
CHANGED = ("Whitfield", "income-you-wages", "1200", "As on the payslip of December")


def fill(seats: dict[str, OfficeMember]) -> None:
    """All of it, for the clients that are there already."""
    anna, daniel, olivia = seats[ANNA], seats[DANIEL], seats[OLIVIA]
    begun = [begin(anna, client) for client in BEGUN]
    # The link only: no mail leaves for an invented family.
    invite(begun[0], anna, mark="", by_mail=False)
    _recommend(anna)
    _change(daniel)
    SavedView.objects.create(
        office=olivia.office, owner=olivia.user, name="Numbers to apply for", query="blocked=child_number", shared=True
    )
    SavedView.objects.create(office=anna.office, owner=anna.user, name="Large refunds", query="gain=3000")
    RequestTemplate.objects.create(
        office=olivia.office,
        name="Last payslip",
        documents={"en": "Payslip of December", "es": "Recibo de sueldo de diciembre"},
        texts={
            "en": "Please send us the last payslip of the year. Cover any Social Security number first.",
            "es": "Envíenos por favor el último recibo de sueldo del año. Tape antes todo número de Seguro Social.",
        },
    )


def _recommend(seat: OfficeMember) -> None:
    name, note = RECOMMENDED
    file = _file(seat, name)
    copy = file.what_ifs.select_related("file__draft").get()
    reword(copy, Wording(copy.name, recommended=True, note=note), by=seat.user, seen_as=seen(copy))


def _change(seat: OfficeMember) -> None:
    """An advisor answers in the family's place, on the way that the screens go."""
    name, page, more, reason = CHANGED
    draft = draft_of_client(seat.user, _file(seat, name).draft.public_id)
    if draft is None or not isinstance(draft.acting, Acting):
        raise LookupError(name)
    draft.acting.reason = reason
    before: dict[str, Any] = draft.answers[page]
    amount = before["amount"]
    answer = {**before, "amount": {**amount, "amount": str(int(amount["amount"]) + int(more))}}
    save_page(draft, page, answer, seen=fingerprint(before))
    after_change(draft)


def _file(seat: OfficeMember, name: str) -> ClientFile:
    return ClientFile.objects.select_related("draft", "office").filter(office=seat.office, name=name).latest("tax_year")
