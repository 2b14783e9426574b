"""Django looks for models here; each room keeps its own."""

from interview.advising.models import Office, OfficeMember
from interview.drafts.address_models import Device, FamilyAddress, Notice, ReturnCode, WipedDraft
from interview.drafts.models import Draft, DraftResult, KeptResult, ShareLink
from interview.years.models import ParameterRevision

__all__ = [
    "Device",
    "Draft",
    "DraftResult",
    "FamilyAddress",
    "KeptResult",
    "Notice",
    "Office",
    "OfficeMember",
    "ParameterRevision",
    "ReturnCode",
    "ShareLink",
    "WipedDraft",
]
