"""The engine's codes of why no credit is paid out, in as few words as a cell of a list has room for."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHY_ZERO: dict[str, str | Promise] = {
    "form_2555": _("Form 2555"),
    "no_qualifying_child": _("No child counts"),
    "no_filer_ssn": _("No Social Security number"),
    "earned_income_at_or_below_threshold": _("Earned too little"),
    "credit_fully_used_against_tax": _("All used against tax"),
    "phased_out": _("Income too high"),
    "banned": _("Barred from the credit"),
    "claimed_as_dependent": _("Someone else can claim them"),
    "filer_id_issued_late": _("Number issued too late"),
    "fully_refundable_instead": _("Paid in full another way"),
    "paid_in_advance": _("Paid in advance"),
}
