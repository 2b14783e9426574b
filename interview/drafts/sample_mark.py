"""Whatever shows the sample office of `manage.py demo_office`, or a draft that it reads, says that it is sample data.

The gates through which each request reaches an office or a draft note it here, from rows that they read anyway; then
every page that is drawn (templates/base.html) and every file that is sent carries the mark.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy

from interview.drafts.models import Draft

SAMPLE = gettext_lazy("Sample data. The office that reads this draft, its people and its clients are invented.")
_NAME = 'filename="'


def mark_request(request: HttpRequest, *, is_sample: bool) -> None:
    """Note whether this request is about the sample office. What is noted once stays."""
    request.is_sample = is_sample or shows_sample(request)  # type: ignore[attr-defined]


def mark_draft(request: HttpRequest, draft: Draft) -> None:
    """The same of a draft, whose office has to be read with it: families' pages take no query more for this."""
    mark_request(request, is_sample=draft.office is not None and draft.office.is_sample)


def shows_sample(request: HttpRequest) -> bool:
    """Whether what this request shows is sample data."""
    return getattr(request, "is_sample", False)


def name_sample_files(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Files of the sample office have a name that begins with "sample-".

    A name breaks no program that reads the file, as one more line in a CSV or calendar file would, and one more key in
    a household, which the contract refuses.
    """

    def with_name(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        sent = response.headers.get("Content-Disposition", "")
        if shows_sample(request) and _NAME in sent:
            response.headers["Content-Disposition"] = sent.replace(_NAME, f"{_NAME}sample-", 1)
        return response

    return with_name
