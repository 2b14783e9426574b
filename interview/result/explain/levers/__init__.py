"""What would change the answer: each thing the family could do, its worth, its day and how. Import from here."""

from interview.result.explain.levers.exclusion import name_of, stops
from interview.result.explain.levers.found import LeversView, best_lever, levers, levers_view
from interview.result.explain.levers.lever import HowTo, Lever, never_asked, used_before
from interview.result.explain.levers.open_questions import open_years
from interview.result.explain.levers.statements import Statement, statements
from interview.result.explain.levers.status import first_joint_return
from interview.result.explain.levers.where_to_apply import post_in_words, served_by_an_office

__all__ = [
    "HowTo",
    "Lever",
    "LeversView",
    "Statement",
    "best_lever",
    "first_joint_return",
    "levers",
    "levers_view",
    "name_of",
    "never_asked",
    "open_years",
    "post_in_words",
    "served_by_an_office",
    "statements",
    "stops",
    "used_before",
]
