"""The system's own Chromium: where it is, and how it is started on a machine without a screen."""

from __future__ import annotations

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# It runs as root in a closed network, and asks nobody outside for anything.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

NO_CHROMIUM = f"no Chromium on this machine (looked for {', '.join(NAMES)}); set FLEDGE_CHROMIUM to its path"


def find_chromium() -> str | None:
    """The path of the browser, or None; FLEDGE_CHROMIUM names one in an unusual place."""
    named = os.environ.get("FLEDGE_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def browser_is_required() -> bool:
    """On a build machine a missing browser is a failure, not a reason to skip."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}
