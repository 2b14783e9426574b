"""The families of the design's list, each with what it says, what the law makes of it and what it reads.

P12 is no family: an advisor who brings in 500 drafts at once. Bulk work is not built yet; its persona comes with it.
"""

from __future__ import annotations

from tests.browser.personas.abroad import BERLIN, CANADA, DUBAI, MOVED_HOME, NEVER_SURE, SPAIN
from tests.browser.personas.in_the_us import GUAM, NO_NUMBER_2017, OHIO, PUERTO_RICO, SMALLER_CREDIT, TEXAS
from tests.browser.personas.persona import Persona

PERSONAS: tuple[Persona, ...] = (
    OHIO,
    TEXAS,
    SPAIN,
    DUBAI,
    PUERTO_RICO,
    CANADA,
    MOVED_HOME,
    SMALLER_CREDIT,
    GUAM,
    NO_NUMBER_2017,
    NEVER_SURE,
    BERLIN,
)

BY_KEYBOARD: tuple[Persona, ...] = (OHIO, CANADA, BERLIN)
"""These walk the whole way without a mouse, all others with one."""

__all__ = ["BERLIN", "BY_KEYBOARD", "CANADA", "DUBAI", "OHIO", "PERSONAS", "Persona"]
