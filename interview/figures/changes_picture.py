"""How many drafts change by how much, as bars below one another with their words above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.impact.outcome import Bucket
from interview.local_formats import money, number
from interview.result.pictures.places import percent

ROW, BAR_TOP, TEXT = 44, 20, 14
"""Heights in pixels: from one bar to the next, from its words to the bar, from the top to the line of the words."""
WIDEST = 76.0
"""The longest bar, in percent of the drawing; behind it stands how many drafts it is."""
LEAST = 0.8
"""A range of few drafts is still to be seen, in percent."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One range of changes. `kind` is "less" or "more"; places across are percentages, down pixels."""

    kind: str
    label: str
    count: str
    width: str
    text_y: int
    y: int
    count_y: int


@dataclass(frozen=True, slots=True)
class ChangesPicture:
    """The drawing, and in `finding` the sentences that say what it shows."""

    bars: tuple[Bar, ...]
    height: int
    finding: tuple[str, ...]


def changes_picture(buckets: Sequence[Bucket], *, unchanged: int) -> ChangesPicture | None:
    """The ranges from the largest loss to the largest gain; None where nothing changes for anybody.

    Empty ranges outside all others are left out. Drafts without a change have no bar: they would dwarf all others.
    """
    filled = [place for place, (_low, _high, count) in enumerate(buckets) if count]
    if not filled:
        return None
    shown = buckets[filled[0] : filled[-1] + 1]
    most = max(count for _low, _high, count in shown)
    bars = tuple(_bar(place, bucket, most) for place, bucket in enumerate(shown))
    return ChangesPicture(bars, ROW * len(bars), _finding(buckets, unchanged))


def range_in_words(low: int | None, high: int | None) -> str:
    """A range of changes in whole dollars, both ends included; None is an open end."""
    if low is None:
        return _("More than %(amount)s less") % {"amount": money(-(high or 0) - 1)}
    if high is None:
        return _("More than %(amount)s more") % {"amount": money(low - 1)}
    if low < 0:
        return _("%(least)s to %(most)s less") % {"least": money(-high), "most": money(-low)}
    return _("%(least)s to %(most)s more") % {"least": money(low), "most": money(high)}


def _bar(place: int, bucket: Bucket, most: int) -> Bar:
    low, high, count = bucket
    top = ROW * place
    return Bar(
        kind="less" if (high or 0) < 0 else "more",
        label=range_in_words(low, high),
        count=number(count),
        width=percent(max(WIDEST * count / most, LEAST) if count else 0, 100),
        text_y=top + TEXT,
        y=top + BAR_TOP,
        count_y=top + BAR_TOP + TEXT - 1,
    )


def _finding(buckets: Sequence[Bucket], unchanged: int) -> tuple[str, ...]:
    more = sum(count for low, _high, count in buckets if (low or 0) > 0)
    less = sum(count for _low, high, count in buckets if (high or 0) < 0)
    return (
        ngettext("%(count)s draft gets more.", "%(count)s drafts get more.", more) % {"count": number(more)},
        ngettext("%(count)s draft gets less.", "%(count)s drafts get less.", less) % {"count": number(less)},
        ngettext("%(count)s draft stays the same.", "%(count)s drafts stay the same.", unchanged)
        % {"count": number(unchanged)},
    )
