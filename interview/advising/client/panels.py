"""What other rooms of the workspace show on a client's page."""

from __future__ import annotations

from typing import Any

from interview.advising.requests.panel import panel as requests
from interview.advising.what_ifs.panel import panel as what_ifs
from interview.advising.workflow.panel import panel as workflow
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember


def panels(seat: OfficeMember, file: ClientFile) -> dict[str, Any]:
    """The context of each panel, under the name of its room."""
    return {
        "workflow": workflow(seat, file),
        "what_ifs": what_ifs(seat, file),
        "requests": requests(seat, file),
    }
