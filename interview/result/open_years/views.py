"""The page about every year that can still be claimed, and the button that makes one of them exact."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from interview.drafts.access import get_own_draft


@require_safe
@never_cache
def open_years(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Every open year, worked out from copies of this draft. Nothing is written."""
    draft = get_own_draft(request, draft_id)
    return render(request, "result/open_years/page.html", {"draft": draft})


@require_POST
def start_year(request: HttpRequest, draft_id: UUID, tax_year: int) -> HttpResponse:
    """Open this family's draft of another year, or begin it from this one."""
    draft = get_own_draft(request, draft_id)
    return redirect("wizard:resume", draft.public_id)
