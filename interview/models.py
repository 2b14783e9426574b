"""Django looks for models here; each room keeps its own."""

from interview.advising.models import Office, OfficeMember
from interview.drafts.address_models import Device, FamilyAddress, Notice, ReturnCode, WipedDraft
from interview.drafts.models import Draft, DraftResult, KeptResult, ShareLink
from interview.impact.models import ChangedResult, FigureJob, JobChunk
from interview.years.models import HistoryEntry, ParameterRevision

__all__ = [
    "ChangedResult",
    "Device",
    "Draft",
    "DraftResult",
    "FamilyAddress",
    "FigureJob",
    "HistoryEntry",
    "JobChunk",
    "KeptResult",
    "Notice",
    "Office",
    "OfficeMember",
    "ParameterRevision",
    "ReturnCode",
    "ShareLink",
    "WipedDraft",
]
