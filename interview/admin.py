"""Django looks for admin pages here; each room keeps its own. Answers of families have none."""

from interview.advising.admin import OfficeAdmin, StaffAdmin, StaffGroupAdmin
from interview.figures.admin import ParameterRevisionAdmin

__all__ = ["OfficeAdmin", "ParameterRevisionAdmin", "StaffAdmin", "StaffGroupAdmin"]
