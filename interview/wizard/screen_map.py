"""The map of every screen for reviewers, drawn from the definitions themselves, so that it cannot go stale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interview.steps import QUICK_STEPS, STEPS, Choice, Count, Day, Money, Question, Rate, Step, Text, Year
from interview.steps.questions import once
from interview.steps.saved import never
from interview.steps.sections import EXCHANGE_RATES, QUICK_CHECK, SECTIONS
from interview.wizard.described import Rule, phrases, rule
from interview.wizard.fields import CountField, DayField, MoneyField, RateField, TextField, YearField

# The messages that all questions of one kind share are written where they are checked.
CHECKED_BY: dict[type[Any], type[Any]] = {
    Money: MoneyField,
    Count: CountField,
    Day: DayField,
    Rate: RateField,
    Text: TextField,
    Year: YearField,
}
NO_WORDING = (
    "options",
    "highest",
    "lowest",
    "longest",
    "losses",
    "dollars_only",
    "part_of",
    "currency",
    "year_is_enough",
)


@dataclass(frozen=True, slots=True)
class InLanguages:
    """One sentence side by side; `missing` names the languages that still lack it."""

    what: str
    texts: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OptionOnMap:
    """One answer that can be chosen."""

    code: str
    texts: list[InLanguages]
    shown: Rule
    best: str


@dataclass(frozen=True, slots=True)
class QuestionOnMap:
    """One question with all that can be said about it."""

    question: Question
    kind: str
    details: list[str]
    shown: Rule
    texts: list[InLanguages]
    errors: list[InLanguages]
    options: list[OptionOnMap]


@dataclass(frozen=True, slots=True)
class StepOnMap:
    """One screen."""

    step: Step
    shown: Rule
    loop: Rule | None
    texts: list[InLanguages]
    errors: list[InLanguages]
    questions: list[QuestionOnMap]


@dataclass(frozen=True, slots=True)
class SectionOnMap:
    """One section with its screens."""

    slug: str
    title: str
    steps: list[StepOnMap]


@require_safe
def screen_map(request: HttpRequest) -> HttpResponse:
    """All screens on one page, for staff."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not request.user.is_staff:
        raise Http404(_("There is no such page."))
    names = [name for _code, name in settings.LANGUAGES]
    return render(request, "interview/map.html", {"sections": whole_map(), "languages": names})


def whole_map() -> list[SectionOnMap]:
    """Every section with every screen of the full interview and of the quick check."""
    steps = list(dict.fromkeys((*STEPS, *QUICK_STEPS)))
    return [
        SectionOnMap(section.slug, str(section.title), [_step(step) for step in steps if step.section == section.slug])
        for section in (*SECTIONS, EXCHANGE_RATES, QUICK_CHECK)
    ]


@cache
def _step(step: Step) -> StepOnMap:
    return StepOnMap(
        step=step,
        shown=rule(step.shown),
        loop=None if step.each is once else rule(step.each),
        texts=[*_texts("title", step.title), *_texts("intro", step.intro)],
        errors=_texts("check", step.check) if step.check else [],
        questions=[_question(question) for question in step.questions],
    )


def _question(question: Question) -> QuestionOnMap:
    kind = question.kind
    return QuestionOnMap(
        question=question,
        kind=type(kind).__name__,
        details=list(_details(question)),
        shown=rule(question.shown),
        texts=[line for name in ("text", "short", "why", "more") for line in _texts(name, getattr(question, name))],
        errors=[*_errors(kind)],
        options=[
            OptionOnMap(
                option.code,
                [*_texts("text", option.text), *_texts("small", option.small)],
                rule(option.shown),
                rule(option.best).name if callable(option.best) else str(option.best or ""),
            )
            for option in (kind.options if isinstance(kind, Choice) else ())
        ],
    )


def _details(question: Question) -> Iterator[str]:
    """What limits an answer, besides its words."""
    kind = question.kind
    if question.optional:
        yield "optional"
    if question.unless:
        yield f"not needed if ticked: {question.unless}"
    if question.quick is not None:
        yield f"filled in from the quick check: {rule(question.quick).source}"
    if question.default is not None:
        yield f"default: {rule(question.default).source if callable(question.default) else question.default}"
    if isinstance(kind, Money) and kind.losses is not never:
        yield f"losses allowed: {rule(kind.losses).name}"
    for name in ("dollars_only", "year_is_enough", "longest", "lowest"):
        if getattr(kind, name, None):
            yield f"{name.replace('_', ' ')}: {getattr(kind, name)}"
    for name in ("highest", "part_of", "currency"):
        if getattr(kind, name, None):
            yield f"{name.replace('_', ' ')}: {rule(getattr(kind, name)).source}"


def _errors(kind: Any) -> Iterator[InLanguages]:
    """The messages of one question, then those that all questions of its kind share."""
    for part in fields(kind):
        if part.name not in NO_WORDING:
            yield from _texts(part.name, getattr(kind, part.name))
    checked_by = CHECKED_BY.get(type(kind))
    if checked_by is not None:
        methods = tuple(vars(checked_by).values())
        for line in _texts("shared", methods):
            if line.texts[0] not in {str(method.__doc__) for method in methods}:
                yield line


def _texts(what: str, wording: Any) -> list[InLanguages]:
    """The sentences of one wording in every language of the site."""
    if isinstance(wording, str) and wording:
        return [InLanguages(what, (wording,) * len(settings.LANGUAGES), ())]
    lines = []
    for phrase in phrases(wording):
        texts = []
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                texts.append(str(phrase))
        missing = [
            name for (code, name), text in zip(settings.LANGUAGES, texts, strict=True) if _lacks(code, text, texts)
        ]
        lines.append(InLanguages(what, tuple(texts), tuple(missing)))
    return lines


def _lacks(code: str, text: str, texts: list[str]) -> bool:
    """Whether a language still shows the English words. Names of forms and places may be the same in both."""
    return code != settings.LANGUAGE_CODE and text == texts[0] and " " in text
