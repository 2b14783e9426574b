"""Django looks for models here; each room keeps its own."""

from interview.drafts.address_models import Device, FamilyAddress, Notice, ReturnCode, WipedDraft
from interview.drafts.models import Draft, DraftResult, KeptResult, ShareLink
from interview.firms.file_models import Activity, ClientFile, Note, SignOff, WhatIf
from interview.firms.job_models import JobFile, SavedView, WorkspaceJob
from interview.firms.office_models import Invitation, Office, OfficeMember
from interview.firms.request_models import ClientInvitation, ClientRequest, RequestTemplate
from interview.impact.models import ChangedResult, FigureJob, JobChunk
from interview.years.models import HistoryEntry, ParameterRevision

__all__ = [
    "Activity",
    "ChangedResult",
    "ClientFile",
    "ClientInvitation",
    "ClientRequest",
    "Device",
    "Draft",
    "DraftResult",
    "FamilyAddress",
    "FigureJob",
    "HistoryEntry",
    "Invitation",
    "JobChunk",
    "JobFile",
    "KeptResult",
    "Note",
    "Notice",
    "Office",
    "OfficeMember",
    "ParameterRevision",
    "RequestTemplate",
    "ReturnCode",
    "SavedView",
    "ShareLink",
    "SignOff",
    "WhatIf",
    "WipedDraft",
    "WorkspaceJob",
]
