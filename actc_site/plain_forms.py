"""What a request may carry: a form in UTF-8, of a size that people type. Anything else is refused unread."""

from __future__ import annotations

import codecs
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse


def plain_forms_only(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse other encodings, which can smuggle in signs that no database takes, and bodies with files in them.

    Django limits the fields of a form but writes files of any size to the disk; no form of this site has one.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.encoding is not None and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest("This site reads UTF-8 only.")
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig("The request is larger than any form of this site.")
        return get_response(request)

    return middleware
