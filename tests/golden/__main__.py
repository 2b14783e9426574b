"""Writes what families read now to tests/golden/expected: `python -m tests.golden`. Look at the difference then."""

from __future__ import annotations

import json
import os
from unittest.mock import patch

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "actc_site.settings"
    os.environ["DATABASE_URL"] = "sqlite://:memory:"
    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.test.utils import setup_test_environment  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from tests.golden.families import FAMILIES  # noqa: PLC0415
    from tests.golden.reading import of_family  # noqa: PLC0415
    from tests.golden.test_golden_results import EXPECTED  # noqa: PLC0415

    setup_test_environment()  # otherwise a page does not say what it was made from
    call_command("migrate", verbosity=0)
    call_command("load_years", verbosity=0)
    EXPECTED.mkdir(exist_ok=True)
    languages = [code for code, _name in settings.LANGUAGES]
    for old in EXPECTED.glob("*.json"):
        old.unlink()
    for name, golden in FAMILIES.items():
        with patch.object(timezone, "localdate", return_value=golden.today):
            found = of_family(golden, languages)
        text = json.dumps(found, ensure_ascii=False, indent=1)
        (EXPECTED / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
