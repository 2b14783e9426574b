"""The sections of the interview as one family sees them: how far it is in each, and where each begins."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.drafts.models import Draft
from interview.drafts.store import CARRIED_TO_CHECK, provenance
from interview.steps import Page, Route
from interview.steps.conditions import children
from interview.steps.sections import BASICS, EXCLUSION, FOREIGN_TAX, INCOME, SECTIONS
from interview.wizard.navigation import REVIEW, page_url, review_url

DONE = "done"
CHECK = "check"
PROGRESS = "progress"
NEW = "new"
STATES: dict[str, Promise] = {
    DONE: gettext_lazy("Done"),
    CHECK: gettext_lazy("Check this"),
    PROGRESS: gettext_lazy("In progress"),
    NEW: gettext_lazy("Not started"),
}


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One section. Without an address it cannot be opened yet: on the first pass the order is fixed."""

    slug: str
    title: str
    state: str
    now: bool
    url: str

    @property
    def state_in_words(self) -> str:
        return str(STATES[self.state])


@dataclass(frozen=True, slots=True)
class Sections:
    """All sections of one family, and which of them is on the screen."""

    lines: list[SectionLine]
    review_url: str
    on_review: bool = False

    @property
    def now(self) -> tuple[int, SectionLine] | None:
        """The number and the line of the section on the screen."""
        return next(((number, line) for number, line in enumerate(self.lines, start=1) if line.now), None)

    @property
    def position(self) -> str:
        """Where the family is: Section 4 of 9: Children."""
        if self.now is None:
            return ""
        number, line = self.now
        return _("Section {number} of {total}: {title}").format(number=number, total=len(self.lines), title=line.title)


def sections_of(draft: Draft, route: Route, now: str = "") -> Sections:
    """The sections that this family sees; `now` is the one on the screen, or "review"."""
    lines: list[SectionLine] = []
    reachable = True
    for section in SECTIONS:
        addresses = addresses_in(route, section.slug)
        if not addresses and not _may_come(route, section.slug):
            continue
        state = _state(route, addresses)
        url = (
            page_url(draft, _first(route, addresses)) if addresses and (reachable or _walked(route, addresses)) else ""
        )
        lines.append(SectionLine(section.slug, str(section.title), state, section.slug == now, url))
        reachable = reachable and not set(addresses) & set(route.open)
    return Sections(lines, review_url(draft), now == REVIEW)


def addresses_in(route: Route, section: str) -> list[str]:
    """The screens of one section that this family sees."""
    return [page.address for page in route.pages.values() if page.step.section == section and not page.step.aside]


def pages_to_check(route: Route) -> list[str]:
    """Screens whose answers came from another year and may no longer be right."""
    return [page for page in route.pages if provenance(route.answers, page) == CARRIED_TO_CHECK]


def _state(route: Route, addresses: list[str]) -> str:
    """A section is done when nothing in it is open and nothing waits for a second look."""
    if set(addresses) & set(pages_to_check(route)):
        return CHECK
    if addresses and not set(addresses) & set(route.open):
        return DONE
    return PROGRESS if _walked(route, addresses) else NEW


def _walked(route: Route, addresses: list[str]) -> bool:
    """Whether the family has been here. The tax year alone is no sign: every draft begins with it."""
    return any(address in route.answers and address != "year" for address in addresses)


def _first(route: Route, addresses: list[str]) -> str:
    """Where a section is entered: at what is open, then at what is to be checked, then at its first question."""
    waiting = [address for address in route.open if address in addresses]
    waiting += [address for address in pages_to_check(route) if address in addresses]
    others = [address for address in addresses if address != "year"]
    return next(iter([*waiting, *others, *addresses]))


def _may_come(route: Route, section: str) -> bool:
    """A section without a screen yet may still get one; the list should not grow on the way."""
    if section not in (EXCLUSION, FOREIGN_TAX):
        return False
    if route.saved.says("home", "main_place", "us"):
        return False
    return any(route.pages[address].step.section in (BASICS, INCOME) for address in route.open)


def place_in_list(page: Page) -> str:
    """Which of several children a screen is about: Child 2 of 3."""
    keys = children(page.saved) if page.step.each is children else []
    if page.key not in keys:
        return ""
    return _("Child {number} of {total}").format(number=keys.index(page.key) + 1, total=len(keys))
