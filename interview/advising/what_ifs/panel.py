"""What the client's page shows of what-if copies: each with what it brings, and the way to the comparison."""

from __future__ import annotations

from django.utils import timezone

from interview.advising.what_ifs.columns import AS_ENTERED, Column, column_of
from interview.firms import what_ifs
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.rights import Action, allows


def panel(seat: OfficeMember, file: ClientFile) -> dict[str, object]:
    """What templates/advising/what_ifs/panel.html shows. One query; each copy is worked out."""
    today = timezone.localdate()
    entered = Column(AS_ENTERED, "", file.draft.answers, today)
    columns = [column_of(copy, file.draft, today) for copy in what_ifs.copies_of(file)]
    return {
        "draft": file.draft,
        "copies": [
            {"column": column, "gain": column.beside(entered), "same": column.same_end(entered)} for column in columns
        ],
        "may_change": allows(seat, Action.ANSWER),
    }
