"""What the people of the sample office have done with each client so far."""

from __future__ import annotations

from dataclasses import dataclass

from interview.firms.file_models import ClientFile
from interview.firms.requests import Ask

Status = ClientFile.Status
IN_REVIEW, READY, ADVISED, CLAIMED, PAID = (
    Status.IN_REVIEW, Status.READY, Status.ADVISED, Status.CLAIMED, Status.PAID,
)  # fmt: skip
ANNA, DANIEL, SAM, OLIVIA = "sample-anna", "sample-daniel", "sample-sam", "sample-olivia"


@dataclass(frozen=True, slots=True)
class Story:
    """Steps with one client: to whom it belongs, the statuses it went through, what was noted and asked.

    `quiet_days`: since when nothing has happened. `held` and `closed`: why it rests.
    """

    person: str = ""
    way: tuple[Status, ...] = ()
    note: str = ""
    asks: tuple[Ask, ...] = ()
    quiet_days: int = 0
    signed: bool = False
    flagged: str = ""
    what_if: str = ""
    held: str = ""
    closed: str = ""


STORIES: dict[tuple[str, int], Story] = {
    ("Tanaka-Hill", 2025): Story(
        ANNA,
        (IN_REVIEW,),
        what_if="without_2555",
        quiet_days=1,
        note="Form 2555 costs this family the whole refund. Show them both ways before they decide.",
    ),
    ("Carter", 2026): Story(
        ANNA,
        (IN_REVIEW,),
        quiet_days=2,
        asks=(
            Ask(text="Have you applied for Isla's Social Security number? When?", page="child_papers-c1"),
            Ask(text="Have you applied for Theo's Social Security number? When?", page="child_papers-c2"),
        ),
    ),
    ("Reyes", 2026): Story(
        ANNA,
        (IN_REVIEW,),
        quiet_days=0,
        what_if="all_numbers",
        note="Ask whether one of them may move to a job outside Europe. The five-year rule would matter then.",
        asks=(
            Ask(
                text="¿Cuándo se emitió el número de Mila? La fecha está en la tarjeta, bajo el nombre.",
                page="child_papers-c3",
            ),
        ),
    ),
    ("Whitfield", 2025): Story(DANIEL, (IN_REVIEW,), quiet_days=3, what_if="without_2555"),
    ("Haddad", 2025): Story(DANIEL, (IN_REVIEW, READY), quiet_days=4),
    ("Ortiz", 2025): Story(ANNA, (IN_REVIEW, READY), signed=True, quiet_days=5),
    ("Lindholm", 2024): Story(DANIEL, (IN_REVIEW, READY, ADVISED, CLAIMED, PAID), quiet_days=40),
    ("Moreau", 2025): Story(ANNA, (IN_REVIEW, READY, ADVISED), quiet_days=6),
    ("Abara", 2025): Story(
        ANNA,
        (IN_REVIEW, READY),
        quiet_days=6,
        note="No income tax there, so the exclusion is the better way. Nothing to claim this year.",
    ),
    ("Sørensen", 2025): Story(DANIEL, (IN_REVIEW, READY, ADVISED, CLAIMED), quiet_days=9),
    ("Okafor", 2024): Story(DANIEL, (IN_REVIEW, READY, ADVISED, CLAIMED), quiet_days=12),
    ("Okafor", 2023): Story(DANIEL, (IN_REVIEW, READY, ADVISED), quiet_days=12),
    ("Fischer", 2025): Story(
        ANNA,
        (IN_REVIEW,),
        quiet_days=2,
        flagged="Not sure about Form 2555. See the letter of last year first.",
        asks=(Ask(text="Please look at last year's return: was Form 2555 part of it?", page="exclusion_plan"),),
    ),
    ("Nguyen", 2025): Story(DANIEL, (IN_REVIEW,), quiet_days=8),
    ("Brown", 2024): Story(DANIEL, (IN_REVIEW,), quiet_days=3),
    ("Kowalska", 2023): Story(ANNA, (IN_REVIEW, READY), quiet_days=11),
    ("Evans", 2025): Story(
        DANIEL,
        (IN_REVIEW,),
        quiet_days=1,
        asks=(Ask(text="We need the return as it was filed, to change it.", document="Form 1040 of 2025, as filed"),),
    ),
    ("Cohen", 2025): Story(ANNA, (IN_REVIEW, READY, ADVISED, CLAIMED), quiet_days=14),
    ("Cohen", 2024): Story(ANNA, (IN_REVIEW, READY, ADVISED, CLAIMED, PAID), quiet_days=60),
    ("Schmid", 2025): Story(DANIEL, (), quiet_days=0),
    ("Dubois", 2022): Story(
        ANNA, (IN_REVIEW, READY), quiet_days=2, flagged="The refund of 2022 can be claimed until April only."
    ),
    ("Hernández", 2026): Story(
        SAM,
        (IN_REVIEW,),
        quiet_days=7,
        asks=(Ask(text="¿Ya pidió el número de Seguro Social de Carmen?", page="child_papers-c2"),),
    ),
    ("Petrov", 2024): Story(DANIEL, (IN_REVIEW,), held="Waits for the divorce papers.", quiet_days=30),
    ("Singh", 2025): Story(ANNA, (IN_REVIEW,), quiet_days=4, what_if="without_2555"),
    ("Müller", 2023): Story(DANIEL, (IN_REVIEW, READY, ADVISED), quiet_days=20),
    ("Ivanova", 2026): Story(SAM, (IN_REVIEW,), quiet_days=5),
    ("Bianchi", 2025): Story(DANIEL, (IN_REVIEW,), closed="nothing_to_gain", quiet_days=25),
}
"""By name and tax year; whoever is not here was received and not looked at."""
