"""Addresses of sharing, and of the advisors' workspace: each room has a table of its own with the right each needs."""

from __future__ import annotations

from interview.advising.client.urls import urlpatterns as client
from interview.advising.clients.urls import urlpatterns as clients
from interview.advising.dashboard.urls import urlpatterns as dashboard
from interview.advising.families.urls import urlpatterns as families
from interview.advising.jobs.urls import urlpatterns as jobs
from interview.advising.requests.urls import urlpatterns as requests
from interview.advising.team.urls import urlpatterns as team
from interview.advising.what_ifs.urls import urlpatterns as what_ifs
from interview.advising.workflow.urls import urlpatterns as workflow

app_name = "advising"

urlpatterns = [
    *families,
    *dashboard,
    *clients,
    *client,
    *what_ifs,
    *requests,
    *workflow,
    *team,
    *jobs,
]
