"""The server entry: `gunicorn actc_site.wsgi`."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from django.utils.translation import override

from interview.management.compiled_engine import refuse_outdated

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actc_site.settings")
refuse_outdated()

application = get_wsgi_application()
# Every page and the texts of every language, so that no visitor waits for them.
get_resolver().url_patterns  # noqa: B018 - read to be loaded
for code, _name in settings.LANGUAGES:
    with override(code):
        pass
# What is loaded by now stays for good. The collector of garbage need not go through it every few pages, which made one
# page in a few hundred wait four times as long as the others.
gc.collect()
gc.freeze()
