"""Django looks for models here; each room keeps its own."""

from interview.advising.models import Office, OfficeMember
from interview.drafts.models import Draft, DraftResult
from interview.years.models import ParameterRevision

__all__ = ["Draft", "DraftResult", "Office", "OfficeMember", "ParameterRevision"]
