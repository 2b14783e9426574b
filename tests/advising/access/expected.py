"""What each role may do, and what each address of the workspace needs: written down once more, by hand.

A new address fails the tests until it stands here. Rights and tables of addresses that disagree with this fail too.
"""

from __future__ import annotations

from interview.firms.office_models import OfficeMember
from interview.firms.rights import Action

Role = OfficeMember.Role
See, Answer, Note, Ask = Action.SEE, Action.ANSWER, Action.NOTE, Action.ASK

MAY: dict[str, set[str]] = {
    Role.OWNER: {
        "see", "answer", "note", "ask", "move", "assign", "sign_off", "reopen", "create", "delete", "export",
        "export_names", "evaluate", "share_views", "manage_texts", "manage_team", "see_audit",
    },
    Role.ADVISOR: {
        "see", "answer", "note", "ask", "move", "assign", "sign_off", "reopen", "create", "export", "evaluate",
        "share_views",
    },
    Role.ASSISTANT: {"see", "answer", "note", "ask", "create"},
    Role.AUDITOR: {"see", "see_audit", "export"},
}  # fmt: skip

Needs = tuple[Action | None, Action | None]
"""What GET and POST need. None: the address does not answer this method, whoever asks."""

CLIENT_PAGES: dict[str, Needs] = {
    "draft": (See, None),
    "answer_history": (See, None),
    "undo_change": (None, Answer),
    "compare_return": (See, See),
    "flag": (Note, Note),
    "looked_at": (None, Note),
    "what_ifs": (See, None),
    "what_if_make": (None, Answer),
    "what_if": (Answer, Answer),
    "what_if_newer": (None, Answer),
    "what_if_delete": (None, Answer),
    "ask": (Ask, Ask),
    "withdraw": (None, Ask),
    "details": (Action.CREATE, Action.CREATE),
    "invite_family": (Action.CREATE, Action.CREATE),
    "stop_invitation": (None, Action.CREATE),
    "status": (Action.MOVE, Action.MOVE),
    "assign": (Action.ASSIGN, Action.ASSIGN),
    "notes": (See, Note),
    "note": (Note, Note),
    "pin_note": (None, Note),
    "activity": (See, None),
    "sign": (Action.SIGN_OFF, Action.SIGN_OFF),
    "signed": (See, None),
    "reopen": (Action.REOPEN, Action.REOPEN),
}
OFFICE_PAGES: dict[str, Needs] = {
    "dashboard": (See, None),
    "clients": (See, None),
    "changed": (See, None),
    # A private view is its owner's; to share one takes a right that the page asks for.
    "views": (See, See),
    "view": (See, See),
    "columns": (See, See),
    # What the work on many clients needs besides, its kind says (interview/firms/jobs/steps.py).
    "bulk": (None, See),
    "import_clients": (Action.CREATE, Action.CREATE),
    "evaluate_file": (Action.EVALUATE, Action.EVALUATE),
    "jobs": (See, None),
    "job": (See, See),
    "cancel_job": (None, See),
    "undo_job": (None, Action.ASSIGN),
    "job_file": (See, None),
    "job_faults": (See, None),
    "begin": (Action.CREATE, Action.CREATE),
    "requests": (See, None),
    "texts": (Action.MANAGE_TEXTS, None),
    "new_text": (Action.MANAGE_TEXTS, Action.MANAGE_TEXTS),
    "text": (Action.MANAGE_TEXTS, Action.MANAGE_TEXTS),
    "team": (See, None),
    "invite": (Action.MANAGE_TEAM, Action.MANAGE_TEAM),
    "take_back_invitation": (None, Action.MANAGE_TEAM),
    "seat": (Action.MANAGE_TEAM, Action.MANAGE_TEAM),
    "remove_seat": (Action.MANAGE_TEAM, Action.MANAGE_TEAM),
    "leave": (See, See),
    "settings": (Action.MANAGE_TEAM, Action.MANAGE_TEAM),
    "new_code": (None, Action.MANAGE_TEAM),
    "audit": (Action.SEE_AUDIT, None),
    "audit_export": (None, Action.SEE_AUDIT),
}
OF_ITS_MAKER = {"note", "view", "job", "cancel_job", "undo_job", "job_file", "job_faults"}
"""The world's are the owner's; to everybody else they do not exist."""
DEPENDS_ON_THE_CLIENT = {"signed", "invite_family", "stop_invitation", "reopen", "job_faults", "bulk"}
"""Not every client has it: a sign-off, an invitation of the family. Not every job has faults; nothing was chosen."""
GONE_IS_FINE = {"what_if_delete"}
"""To delete what is not there is no fault: it leads back to the list, and deletes nothing."""
WITHOUT_A_SEAT = {"drafts", "invitation", "share_with", "no_mail"}
"""Pages of the workspace that belong to no one office; each has a test of its own."""
OF_FAMILIES = {
    "share", "say", "stop", "consent", "told", "read_told", "undo_told", "asked", "reply", "family_activity", "invited",
}  # fmt: skip
"""Pages of the rooms of advisors that only the family opens."""
ANSWERED_BY_STAFF = {
    "resume", "deepen", "sections", "review", "child_add", "child_remove", "child_restore", "income_add",
    "income_remove", "income_restore", "hidden", "keep", "page",
}  # fmt: skip
"""Screens of the interview which staff who may answer use in the family's place."""
