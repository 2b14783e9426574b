"""What happened to a what-if copy, in one sentence, from what the activity keeps of it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


def what_if_in_words(old: Any, new: Any) -> str:
    """Empty for an entry about an answer in a copy, which tells itself."""
    before, after = (value if isinstance(value, dict) and "name" in value else None for value in (old, new))
    if after is None:
        return _("Deleted the what-if copy “{name}”").format(name=before["name"]) if before else ""
    if before is None:
        return _("Made the what-if copy “{name}”").format(name=after["name"])
    if before == after:
        return _("Brought the what-if copy “{name}” up to date").format(name=after["name"])
    if before["name"] != after["name"]:
        return _("Renamed the what-if copy “{old}” to “{new}”").format(old=before["name"], new=after["name"])
    if not before.get("recommended") and after.get("recommended"):
        return _("Recommended the what-if copy “{name}” to the family").format(name=after["name"])
    if before.get("recommended") and not after.get("recommended"):
        return _("No longer recommends the what-if copy “{name}”").format(name=after["name"])
    return _("Changed the note to the family on the what-if copy “{name}”").format(name=after["name"])
