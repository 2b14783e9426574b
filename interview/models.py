"""Django looks for models here; each room keeps its own."""

from interview.advising.models import Office, OfficeMember
from interview.drafts.address_models import Device, FamilyAddress, Notice, ReturnCode, WipedDraft
from interview.drafts.models import Draft, DraftResult
from interview.years.models import ParameterRevision

__all__ = [
    "Device",
    "Draft",
    "DraftResult",
    "FamilyAddress",
    "Notice",
    "Office",
    "OfficeMember",
    "ParameterRevision",
    "ReturnCode",
    "WipedDraft",
]
