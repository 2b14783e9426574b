"""The interview itself: django-formtools on a draft row. One form is made and checked for each request.

What each override replaces in the stock wizard: the address says which page was sent, not a hidden field; reading
writes nothing; only checked answers are saved; conditions read saved answers, so no other page's form is built; the
end of the interview erases nothing.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from formtools.wizard.views import NamedUrlWizardView

from interview.adapter import Exchange, Notebook
from interview.drafts.access import browser_key, remember_browser
from interview.drafts.answers_in_words import words_of
from interview.drafts.copying import LAST_YEAR
from interview.drafts.kept_results import after_change
from interview.drafts.models import Draft
from interview.drafts.store import ChangedElsewhere, fingerprint, save_page
from interview.drafts.unsaved import drop_typed, typed_on
from interview.firms.answering import draft_to_answer
from interview.firms.requests import answered, text_beside
from interview.steps import QUICK, Day, Page, Route, Words, depth
from interview.steps.sections import EXCHANGE_RATES, INCOME, QUICK_CHECK, RATES, SECTIONS
from interview.wizard.both_answers import both_answers
from interview.wizard.children_list import HUB, children_context
from interview.wizard.currencies import DOLLAR, per_dollar
from interview.wizard.forms import PageForm
from interview.wizard.income_list import LIST as INCOME_LIST
from interview.wizard.income_list import income_context
from interview.wizard.navigation import (
    ASKED,
    back_url,
    end_url,
    known_target,
    leave_url,
    more_options,
    page_url,
    quick_position,
    resume_url,
    url_after_saving,
)
from interview.wizard.rates_shown import rates_context
from interview.wizard.reason import REASON, note_reason
from interview.wizard.section_lines import place_in_list, sections_of
from interview.wizard.tax_years import YEAR_CLOSED, is_closed
from interview.wizard.telling import children_told_context, filing_status_context, year_closed_context
from interview.wizard.unsent import anything_in, as_posted, is_behind, keep_posted
from interview.wizard.widgets import offer_the_year_alone
from interview.years import YearInForce, in_force

TITLES = {section.slug: section.title for section in (*SECTIONS, QUICK_CHECK, EXCHANGE_RATES)}
CONTEXTS = {
    "children_list": children_context,
    "income_list": income_context,
    YEAR_CLOSED: year_closed_context,
    "children_told": children_told_context,
    "filing_status": filing_status_context,
}


class InterviewWizard(NamedUrlWizardView):
    """One screen of one family's draft.

    An unknown address is a 404. A screen that exists but is not for this family leads to the first open one.
    """

    storage_name = "interview.wizard.storage.DraftStorage"
    draft: Draft
    route: Route

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.draft = draft_to_answer(request, kwargs["draft_id"])
        self.route = Route(self.draft.answers)
        if not self.route.knows(kwargs["step"]):
            raise Http404(_("There is no such page."))
        if kwargs["step"] not in self.route.pages:
            return self.no_longer_asked(kwargs["step"])
        if self.tells_nothing(kwargs["step"]):
            return redirect(resume_url(self.draft, self.route))
        return super().dispatch(request, *args, **kwargs)

    def tells_nothing(self, step: str) -> bool:
        """A notice about a year for which it is not too late."""
        return step == YEAR_CLOSED and not is_closed(self.year)

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show one screen as it was saved, or as it was last typed; nothing is written."""
        self.storage.current_step = kwargs["step"]
        typed = typed_on(self.draft, self.page.address)
        if typed is None:
            return self.render(self.get_form())
        seen = next(iter(typed.get("seen", [])), "")
        behind = is_behind(self.draft, self.page.address, seen)
        return self.render(self.get_form(data=as_posted(typed), unchecked=True), unsent=True, seen=seen, behind=behind)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check and save one screen."""
        self.storage.current_step = kwargs["step"]
        if self.page.step.ends:
            return redirect(self.get_step_url(self.page.address))
        if self.page.step.tells:
            return redirect(self.url_after())
        if kwargs.get("again"):
            form = self.get_form(data=self.request.POST, unchecked=True)
            return self.render(form, status=403, again=True, seen=self.request.POST.get("seen", ""))
        if "discard" in self.request.POST:
            drop_typed(self.draft, self.page.address)
            return redirect(page_url(self.draft, self.page.address, back=self.target("back"), then=self.target("then")))
        form = self.get_form(data={} if "skip" in self.request.POST else self.request.POST)
        if "later" in self.request.POST and self.may_leave(form):
            return redirect(leave_url(self.draft))
        reason_error = note_reason(self.draft, self.request.POST)
        if not form.is_valid() or reason_error:
            self.keep_unless_untouched(form)
            return self.render(form, status=422, reason_error=reason_error)
        if "recalculate" in self.request.POST:
            return self.render(form)
        return self.save(form)

    def save(self, form: PageForm) -> HttpResponse:
        """Save checked answers, once what is odd about them was seen, and go on."""
        if form.warnings() and not self.confirmed(form):
            self.keep_unless_untouched(form)
            return self.render(form, warned=form.warning_links(), confirmed=fingerprint(form.answer()))
        try:
            save_page(self.draft, self.page.address, form.answer(), seen=self.request.POST.get("seen", ""))
        except ChangedElsewhere as changed:
            self.keep_unless_untouched(form)
            return self.render(form, status=409, conflict=both_answers(form, changed.saved, self.exchange()))
        except Draft.DoesNotExist:
            raise Http404(_("This draft was deleted.")) from None
        return self.after_saving()

    def exchange(self) -> Exchange:
        """What amounts are worth in dollars, for this family."""
        return Exchange(self.route.saved, self.year.rates, Notebook())

    def confirmed(self, form: PageForm) -> bool:
        """Whether the family has seen what is odd about these very answers, or leaves. A warning never blocks."""
        answer = form.answer()
        seen = self.request.POST.get("confirmed") == fingerprint(answer)
        return seen or "later" in self.request.POST or self.draft.answers.get(self.page.address) == answer

    def may_leave(self, form: PageForm) -> bool:
        """Whether nothing is lost by leaving: nothing was typed, or it is kept as it is, right or wrong."""
        if not form.anything_typed():
            drop_typed(self.draft, self.page.address)
            return True
        return not form.is_valid() and not keep_posted(self.draft, self.page.address, self.request.POST)

    def keep_unless_untouched(self, form: PageForm) -> None:
        """Keep what could not be saved as an answer, for the case that the family never sees our reply."""
        if form.anything_typed():
            keep_posted(self.draft, self.page.address, self.request.POST)

    def no_longer_asked(self, page: str) -> HttpResponse:
        """Another window has made this screen unnecessary. What was typed here comes back if that is undone."""
        go_on = resume_url(self.draft, self.route)
        if self.request.method != "POST" or self.kwargs.get("again") or not anything_in(page, self.request.POST):
            return redirect(go_on)
        refused = keep_posted(self.draft, page, self.request.POST)
        step, _dash, key = page.partition("-")
        listed_on = HUB if step.startswith("child_") else INCOME_LIST if step == "income" else ""
        undo = page_url(self.draft, listed_on, removed=key) if listed_on in self.route.pages else ""
        context = {"draft": self.draft, "refused": refused, "go_on_url": go_on, "undo_url": undo}
        return render(self.request, "interview/gone.html", context, status=409)

    def after_saving(self) -> HttpResponse:
        """Keep the result, if the answers are complete, and go on."""
        after_change(self.draft)
        answered(self.draft, self.page.address)
        response = redirect(self.next_url())
        key = browser_key(self.request)
        if key and not self.draft.acting:
            remember_browser(response, key)
        return response

    def next_url(self) -> str:
        """Where to go: out, to an exchange rate that is missing, or on."""
        if "later" in self.request.POST:
            return leave_url(self.draft)
        if self.page.address == "year" and is_closed(in_force(self.draft.tax_year)):
            return page_url(self.draft, YEAR_CLOSED, back=self.target("back"))
        without_rate = self.currency_without_rate()
        if without_rate:
            return page_url(self.draft, f"rate-{without_rate}", then=self.page.address)
        return self.url_after()

    def url_after(self) -> str:
        """On, or back to where the family came from."""
        if "later" in self.request.POST:
            return leave_url(self.draft)
        return url_after_saving(
            self.draft, self.route, self.page.address, back=self.target("back"), then=self.target("then")
        )

    def currency_without_rate(self) -> str | None:
        """A currency of this screen for which neither we nor the family have a rate."""
        answer = self.draft.answers[self.page.address]
        saved = Route(self.draft.answers).saved
        for value in answer.values():
            currency = value.get("currency") if isinstance(value, dict) else None
            if currency not in (None, DOLLAR) and per_dollar(currency, saved, self.year.rates) is None:
                return str(currency)
        return None

    # What the screen is ------------------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        return self.route.pages[self.steps.current]

    @cached_property
    def year(self) -> YearInForce:
        """The figures of the draft's year, asked for only by screens that show one."""
        return in_force(self.draft.tax_year)

    @cached_property
    def words(self) -> Words:
        return words_of(self.page.saved, lambda: self.year)

    def target(self, name: str) -> str:
        """A place to come back to, from the form or the address."""
        return known_target(self.route, self.request.POST.get(name) or self.request.GET.get(name) or "")

    # What django-formtools asks for -------------------------------------------------------------------------------

    def get_form_list(self) -> dict[str, type[PageForm]]:
        return dict.fromkeys(self.route.pages, PageForm)

    def get_form(
        self, step: str | None = None, data: Any = None, files: Any = None, *, unchecked: bool = False
    ) -> PageForm:
        page = self.route.pages[step or self.steps.current]
        form = PageForm(
            data,
            initial=self.get_form_initial(page.address),
            page=page,
            words=self.words,
            year=lambda: self.year,
            unchecked=unchecked,
        )
        address = page_url(self.draft, page.address, back=self.target("back"), then=self.target("then"))
        offer_the_year_alone(form, address, year_alone=self.request.GET.get("only") == "year")
        return form

    def get_form_initial(self, step: str) -> dict[str, Any]:
        """The saved answers; before the first, what the quick check or most families say."""
        saved = self.draft.answers.get(step)
        return saved if isinstance(saved, dict) else self.route.pages[step].suggestions(self.draft.answers)

    def get_step_url(self, step: str) -> str:
        return page_url(self.draft, step)

    def get_prev_step(self, step: str | None = None) -> str | None:
        return self.route.before(step or self.steps.current)

    def get_next_step(self, step: str | None = None) -> str | None:
        return self.route.after(step or self.steps.current)

    def done(self, form_list: Any, **kwargs: Any) -> HttpResponse:
        """The last question is followed by a page like any other."""
        return redirect(end_url(self.draft))

    # What the template shows --------------------------------------------------------------------------------------

    def get_template_names(self) -> list[str]:
        return [self.page.step.template]

    def render(self, form: PageForm | None = None, *, status: int = 200, **kwargs: Any) -> HttpResponse:
        context = self.get_context_data(form=form or self.get_form(), **kwargs)
        return self.render_to_response(context, status=status)

    def get_context_data(self, form: PageForm, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(form=form, **kwargs)
        page, back = self.page, self.target("back")
        title = self.words.say(page.step.title)
        quick = depth(self.draft.answers) == QUICK
        section = INCOME if page.step.section == RATES else page.step.section
        answered = isinstance(self.draft.answers.get(page.address), dict)
        context |= {
            "draft": self.draft,
            "page": page,
            "title": title,
            "heading": title or next((field.label for field in form.fields.values()), ""),
            "section_title": str(TITLES[page.step.section]),
            "intro": self.words.say(page.step.intro),
            "leaving": "later" in self.request.POST,
            "reason": self.request.POST.get(REASON, ""),
            "seen": kwargs.get("seen") or fingerprint(self.draft.answers.get(page.address)),
            "keep_url": reverse("wizard:keep", args=[self.draft.public_id, page.address]),
            "back": back,
            "then": self.target("then"),
            "back_url": back_url(self.draft, self.route, page.address, back),
            "from_quick_check": not answered and not quick and page.from_quick_check(self.draft.answers),
            "sections": None if quick else sections_of(self.draft, self.route, section),
            "place_in_list": place_in_list(page),
            "advisor_says": text_beside(self.draft, page.address) if back == ASKED else "",
            "can_skip": bool(page.questions) and all(q.optional and isinstance(q.kind, Day) for q in page.questions),
            "position": quick_position(self.route, page) if quick else None,
            "year_url": page_url(self.draft, "year", back=page.address),
            "more_options": more_options(self.draft, self.route, page, self.words),
            **rates_context(form, self.draft, self.route, page.address, lambda: self.year),
        }
        form.say_the_year_before(self.draft.answers.get(LAST_YEAR) or {})
        if page.step.name in CONTEXTS:
            context |= CONTEXTS[page.step.name](self.request, self.draft, self.route, self.year)
        return context
