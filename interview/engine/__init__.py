"""The tax engine's front door.

Plain Python: no Django, no files, no clock; the same facts and figures give the same answer.
"""

from interview.engine.assessment import evaluate
from interview.engine.assessment_types import (
    Assessment,
    ChildAssessment,
    ChildTest,
    Deadline,
    Finding,
    ParametersStamp,
    Remedy,
    Scenario,
)
from interview.engine.children import age_at_year_end
from interview.engine.consistency import contradictions
from interview.engine.explain.form_versions import place_in_version
from interview.engine.explain.line_order import line_order
from interview.engine.figures import ANEW, FILING_STATUSES, INDEXED, Problem
from interview.engine.household import (
    LARGEST_AMOUNT,
    Child,
    ChildId,
    Exclusion,
    Filing,
    ForeignTax,
    History,
    Household,
    Payments,
    Person,
    PersonId,
    Residence,
    UnearnedIncome,
)
from interview.engine.parameters import (
    ParameterProblems,
    Parameters,
    document_digest,
    read_parameters,
)
from interview.engine.places import lines_in_words
from interview.engine.scenario import WHO_EXCLUDES
from interview.engine.sections import OPTIONAL_SECTIONS, SECTIONS
from interview.engine.wording import Line, Text, gettext_noop

__all__ = [
    "ANEW",
    "FILING_STATUSES",
    "INDEXED",
    "LARGEST_AMOUNT",
    "OPTIONAL_SECTIONS",
    "SECTIONS",
    "WHO_EXCLUDES",
    "Assessment",
    "Child",
    "ChildAssessment",
    "ChildId",
    "ChildTest",
    "Deadline",
    "Exclusion",
    "Filing",
    "Finding",
    "ForeignTax",
    "History",
    "Household",
    "Line",
    "ParameterProblems",
    "Parameters",
    "ParametersStamp",
    "Payments",
    "Person",
    "PersonId",
    "Problem",
    "Remedy",
    "Residence",
    "Scenario",
    "Text",
    "UnearnedIncome",
    "age_at_year_end",
    "contradictions",
    "document_digest",
    "evaluate",
    "gettext_noop",
    "line_order",
    "lines_in_words",
    "place_in_version",
    "read_parameters",
]
