"""What each kind of income is called, and how its amount is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import kind_of
from interview.steps.people import said
from interview.steps.questions import Phrase, Wording
from interview.steps.saved import Saved


class KindInWords(NamedTuple):
    """One kind of income: the name of a row, the question for the amount, and which amount is meant."""

    title: Wording
    how_much: Wording
    why: Phrase


KINDS: Mapping[str, KindInWords] = {
    "wages": KindInWords(
        said(_("Your pay from a job"), _("Your spouse's pay from a job")),
        said(_("How much pay did you get in {year}?"), _("How much pay did your spouse get in {year}?")),
        _(
            "We add up income to see what tax you owe and how much credit can be paid to you. "
            "Enter the whole year, before tax and other deductions."
        ),
    ),
    "self": KindInWords(
        said(_("Your business or freelance work"), _("Your spouse's business or freelance work")),
        said(
            _("How much profit did your business make in {year}?"),
            _("How much profit did your spouse's business make in {year}?"),
        ),
        _(
            "We add up income to see what tax you owe and how much credit can be paid to you. "
            "Enter the whole year, after business costs. Use a minus sign for a loss."
        ),
    ),
    "interest": KindInWords(
        said(_("Your bank interest"), _("Your spouse's bank interest")),
        said(
            _("How much bank interest did you get in {year}?"),
            _("How much bank interest did your spouse get in {year}?"),
        ),
        _(
            "We add up income to see what tax you owe and how much credit can be paid to you. "
            "Enter the whole year, before tax."
        ),
    ),
    "dividends": KindInWords(
        said(_("Your dividends"), _("Your spouse's dividends")),
        said(
            _("How much did you get in dividends in {year}?"), _("How much did your spouse get in dividends in {year}?")
        ),
        _(
            "We add up income to see what tax you owe and how much credit can be paid to you. "
            "Enter the whole year, before tax."
        ),
    ),
    "gains": KindInWords(
        said(_("Your sales of shares, funds or property"), _("Your spouse's sales of shares, funds or property")),
        said(
            _("How much did you gain in {year} from selling shares, funds or property?"),
            _("How much did your spouse gain in {year} from selling shares, funds or property?"),
        ),
        _(
            "We add up income to see what tax you owe and how much credit can be paid to you. "
            "Enter the profit minus the loss. Use a minus sign if the loss is larger."
        ),
    ),
    "pension": KindInWords(
        said(_("Your pension or annuity"), _("Your spouse's pension or annuity")),
        said(
            _("How much pension or annuity did you get in {year}?"),
            _("How much pension or annuity did your spouse get in {year}?"),
        ),
        _(
            "We add up income to see what tax you owe and how much credit can be paid to you. "
            "Enter the part that is taxed, for the whole year."
        ),
    ),
    "social": KindInWords(
        said(_("Your US Social Security"), _("Your spouse's US Social Security")),
        said(
            _("How much US Social Security did you get in {year}?"),
            _("How much US Social Security did your spouse get in {year}?"),
        ),
        _(
            "We add up income to see what tax you owe and how much credit can be paid to you. "
            "Enter the full amount, box 5 of Form SSA-1099."
        ),
    ),
    "unemployment": KindInWords(
        said(_("Your unemployment pay"), _("Your spouse's unemployment pay")),
        said(
            _("How much unemployment pay did you get in {year}?"),
            _("How much unemployment pay did your spouse get in {year}?"),
        ),
        _(
            "We add up income to see what tax you owe and how much credit can be paid to you. "
            "Enter the whole year, before tax."
        ),
    ),
    "other": KindInWords(
        said(_("Your other income"), _("Your spouse's other income")),
        said(
            _("How much other income, such as rent, did you get in {year}?"),
            _("How much other income, such as rent, did your spouse get in {year}?"),
        ),
        _(
            "We add up income to see what tax you owe and how much credit can be paid to you. "
            "Enter the whole year, after costs. Use a minus sign for a loss."
        ),
    ),
}


def by_kind(part: Callable[[KindInWords], Wording]) -> Callable[[Saved], Phrase]:
    """The words of the row's own kind; those of pay from a job where there is no row, as on the map of screens."""

    def worded(saved: Saved) -> Phrase:
        words = part(KINDS.get(kind_of(saved), KINDS["wages"]))
        return words(saved) if callable(words) else words

    return worded


row_title = by_kind(lambda words: words.title)
how_much = by_kind(lambda words: words.how_much)
why_amount = by_kind(lambda words: words.why)
