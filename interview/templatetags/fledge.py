"""What every template may need: dollars in words, and the icons that stand beside words."""

from __future__ import annotations

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from interview.local_formats import money

register = template.Library()

# Outlines on a grid of 24 units, drawn in the colour of the text beside them.
ICONS = {
    "alert": "M12 4l9 16H3zM12 10v4M12 17v.5",
    "back": "M19 12H5M11 6l-6 6 6 6",
    "bulb": "M9 18h6M10 21h4M8 14a5.5 5.5 0 1 1 8 0c-.8.7-1 1.4-1 2H9c0-.6-.2-1.3-1-2z",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "clock": "M12 7v5l3.5 2M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z",
    "cross": "M6 6l12 12M18 6L6 18",
    "info": "M12 11v6M12 7.5v.5M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "next": "M5 12h14M13 6l6 6-6 6",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7z",
    "share": "M12 15V4M8 7.5L12 3.5l4 4M5 12v8h14v-8",
}
MIRRORED = frozenset({"back", "next"})


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon. It is hidden from screen readers, because there is always a word beside it."""
    return format_html(
        '<svg class="{}" width="20" height="20" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        "icon icon-dir" if name in MIRRORED else "icon",
        ICONS[name],
    )


@register.filter
def is_ahead(tax_year: int) -> bool:
    """The year is not over yet: its amounts are for planning."""
    return timezone.localdate().year <= tax_year


@register.filter
def dollars(amount: int) -> str:
    """Whole dollars: $3,400, and -$820 for an amount that goes the other way."""
    return money(amount)
