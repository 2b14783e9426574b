"""The server entry: `gunicorn actc_site.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from interview.management.compiled_engine import refuse_outdated

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actc_site.settings")
refuse_outdated()

application = get_wsgi_application()
