#!/usr/bin/env python
"""Django's command-line utility for administrative tasks."""

import os
import sys


def main():
    """Run administrative tasks."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actc_site.settings")
    if sys.argv[1:2] != ["compile_engine"]:
        from interview.management.compiled_engine import refuse_outdated

        refuse_outdated()
    if sys.argv[1:2] == ["evaluate"]:
        # One household is answered before the site would have loaded; whatever needs the site comes back as None.
        from interview.management.evaluate_alone import evaluate_alone

        status = evaluate_alone(sys.argv[2:])
        if status is not None:
            sys.exit(status)
    try:
        from django.core.management import execute_from_command_line
    except ImportError as exc:
        raise ImportError(
            "Couldn't import Django. Are you sure it's installed and "
            "available on your PYTHONPATH environment variable? Did you "
            "forget to activate a virtual environment?"
        ) from exc
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
