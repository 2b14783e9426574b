"""The server entry: `gunicorn actc_site.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from interview.management.compiled_engine import refuse_outdated

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actc_site.settings")
refuse_outdated()

application = get_wsgi_application()
# What is loaded by now stays for good. The collector of garbage need not go through it every few pages, which made one
# page in a few hundred wait four times as long as the others.
gc.freeze()
