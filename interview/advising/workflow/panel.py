"""Status, person, sign-off and notes beside a client's answers: templates/advising/workflow/panel.html."""

from __future__ import annotations

from typing import Any

from interview.advising.workflow.forms import AssignForm
from interview.advising.workflow.shown_notes import shown_notes
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.rights import Action, allows
from interview.firms.signing import open_sign_off
from interview.firms.workflow import NEEDS_REASON, Status, next_statuses, reason_in_words

MOST_NOTES = 3


def panel(seat: OfficeMember, file: ClientFile) -> dict[str, Any]:
    """What the panel shows, as `workflow`. At most four queries."""
    may_move, may_assign = allows(seat, Action.MOVE), allows(seat, Action.ASSIGN)
    nexts = next_statuses(file, seat) if may_move else []
    asks_why = NEEDS_REASON if file.status != Status.CLOSED else frozenset(Status)
    return {
        "reason": reason_in_words(file.status, file.status_reason),
        # With a button where nothing has to be said; the others lead to the page that asks why.
        "moves": [(status, status in asks_why) for status in nexts],
        "assign_form": AssignForm(file, initial={"was": file.assignee_id or 0, "assignee": file.assignee})
        if may_assign
        else None,
        "may_take": may_assign and file.assignee_id != seat.user_id,
        "may_write": allows(seat, Action.NOTE),
        "notes": shown_notes(file, seat, most=MOST_NOTES),
        "signed": open_sign_off(file) if file.frozen else None,
        "may_sign": not file.frozen and file.status == Status.READY and allows(seat, Action.SIGN_OFF),
        "may_reopen": file.frozen and allows(seat, Action.REOPEN),
    }
