"""What a request may carry: a form in UTF-8, of a size that people type. Anything else is refused unread."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse

# The two pages that take files of many households or clients, in whichever language.
_TAKES_FILES = re.compile(r"(/[a-z-]{2,8})?/advisor/offices/\d+/(import|evaluate)/")


def plain_forms_only(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse other encodings, which can smuggle in signs that no database takes, and bodies with large files in them.

    Django limits the fields of a form but writes files of any size to the disk.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.encoding is not None and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest("This site reads UTF-8 only.")
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > _most(request):
            raise RequestDataTooBig("The request is larger than any form of this site.")
        return get_response(request)

    return middleware


def _most(request: HttpRequest) -> int:
    """A file may be larger, where files are taken and from a browser that has signed in, or says so."""
    if _TAKES_FILES.fullmatch(request.path_info) and settings.SESSION_COOKIE_NAME in request.COOKIES:
        return int(settings.LARGEST_UPLOAD)
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)
