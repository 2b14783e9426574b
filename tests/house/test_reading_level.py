"""Every text that a family meets is easy to read: in English by Flesch and Kincaid's grade, in Spanish by Huerta's.

Not measured: the pages of staff, and the lines of the forms with their arithmetic, which are worded after the forms and
folded away on the result. Texts of fewer than six words have no grade; one long word would decide.
"""

from __future__ import annotations

from functools import cache
from statistics import mean

import pytest
from babel.messages.catalog import Message as Entry

from interview.management.catalogue import Language, is_translated, stored
from interview.management.catalogue_texts import all_messages
from tests.house.reading import grade, sentences, spanish_ease, spanish_syllables, syllables

QUESTIONS = (
    "interview/steps/", "interview/wizard/", "interview/drafts/", "interview/returning/", "interview/public/",
    "interview/identity_numbers.py", "interview/advising/families/", "templates/interview/", "templates/drafts/",
    "templates/returning/", "templates/mail/", "templates/includes/", "templates/home.html", "templates/base.html",
    "templates/public/", "templates/4", "templates/5",
)  # fmt: skip
RESULTS = (
    "interview/adapter/", "interview/result/", "templates/result/", "interview/engine/assessment.py",
    "interview/engine/why_zero.py", "interview/engine/explain/children.py", "interview/engine/explain/deadlines.py",
    "interview/engine/explain/findings", "interview/engine/explain/remedies.py",
)  # fmt: skip
FEWEST_WORDS = 6
LONGEST_SENTENCE = 20
HIGHEST_AVERAGE = 6
EASIEST_SPANISH = 60

A_NAME = "the official name of a status, an office or a paper fills the text"
TWO_IN_ONE = "two halves of one condition, each of a few words; apart they would say something else"
ONE_LIST = "a list of places or of people, read item by item"
OF_THE_LAW = "the law ties all of it together, and each half alone would be wrong"
EXCEPTIONS = {
    "Northern Mariana Islands: Division of Revenue and Taxation": A_NAME,
    "Guam: Department of Revenue and Taxation": A_NAME,
    "Qualified Dividends and Capital Gain Tax Worksheet": A_NAME,
    "Paid into another country's system, with a certificate that says so": A_NAME,
    "Divorced, or legally separated by a court": A_NAME,
    "Pension or annuity, also a state pension from another country": A_NAME,
    "Qualified part of your spouse's dividends": A_NAME,
    "Young people of 19 or older count only if they were full-time students under 24, or disabled. No other answer can "
    "change that, so we skip the rest about {name}. If {name} had almost no income and you paid for their living, "
    "count them under “other people you claim” on the list of your children.": TWO_IN_ONE,
    "Enter an email address, like name@example.com": "an example of an address reads as long words",
    "We did not ask about interest, dividends, sales, pensions, benefits or other income, so we took them as none.":
        ONE_LIST,
    "Did your spouse live and work outside the US for all of {year}, with {us_days_max} days or fewer in the US?":
        TWO_IN_ONE,
    "People who were nonresidents, or whose status changed during the year, use Form 1040-NR or file for each part of "
    "the year. This app does not cover those forms.": TWO_IN_ONE,
    "See how much Child Tax Credit your family gets, how much of it is paid back to you, and whether Form 2555 costs "
    "you money.": "the summary that search engines show, cut by length",
    "In {year} the whole credit could be paid as a refund to families living in the US for more than half the year.":
        TWO_IN_ONE,
    "People who live in Guam, American Samoa, the US Virgin Islands or the Northern Mariana Islands claim this credit "
    "with the tax office there, not with the IRS. This app cannot work it out.": ONE_LIST,
    "You can leave out pay you earned abroad (Form 2555), or you can count it and take a credit for the tax you paid "
    "abroad (Form 1116). If anyone on your return uses Form 2555, no part of the child credit can be paid to you as a "
    "refund. Most people do not know which way is better. We can work out both.": TWO_IN_ONE,
    "A parent who can claim {name} comes before you. You can claim only if no parent does, and if your income (AGI) is "
    "higher than that of each parent who could. Among others the highest income counts.": OF_THE_LAW,
    "Each adult on the return needs a Social Security number or an ITIN. Ask for the ITIN with Form W-7, sent with the "
    "return by {last:day}, and ask for more time to file (Form 4868) first.": OF_THE_LAW,
    "The amounts off your finished return belong to a return with Form 2555, which you may not use by what you told "
    "us. We worked everything out ourselves.": OF_THE_LAW,
    "Someone who is not a US citizen can use the bona fide residence test only as a national of a country with a US "
    "tax treaty. Otherwise count 330 full days abroad within 12 months.": OF_THE_LAW,
    "Filing together with a nonresident spouse is a choice that counts the spouse’s income from every country, this "
    "year and later, until it is ended. It can be made only once.": OF_THE_LAW,
    "{name} may still bring up to {worth:$} if you paid more than half of their costs, and if nobody in their home has "
    "to file a US return. We did not count it.": OF_THE_LAW,
    "A draft form for {year} would pay out such credits only if you or your spouse is a US citizen, a US national, or "
    "has a green card or a similar status. If it became final and you had none, {worth:$} would be lost. It is not in "
    "our figures.": OF_THE_LAW,
}  # fmt: skip

KINDS = pytest.mark.parametrize(("files", "highest"), [(QUESTIONS, 8), (RESULTS, 9)], ids=["questions", "results"])


@cache
def texts(files: tuple[str, ...]) -> list[str]:
    """Every text, in both of its forms, of these files."""
    shown = [message for message in all_messages() if message.file.startswith(files)]
    return sorted({text for message in shown for text in (message.text, message.plural) if sentences(text)})


@cache
def measured(files: tuple[str, ...]) -> list[str]:
    return [text for text in texts(files) if sum(map(len, sentences(text))) >= FEWEST_WORDS]


@KINDS
def test_each_text_is_easy_to_read(files: tuple[str, ...], highest: int) -> None:
    hard = {text: round(grade(text), 1) for text in measured(files) if grade(text) > highest}
    assert {text: level for text, level in hard.items() if text not in EXCEPTIONS} == {}


@KINDS
def test_texts_are_easier_still_on_average(files: tuple[str, ...], highest: int) -> None:
    assert mean(map(grade, measured(files))) <= HIGHEST_AVERAGE < highest


@KINDS
def test_no_sentence_is_long(files: tuple[str, ...], highest: int) -> None:
    long = [text for text in texts(files) if max(map(len, sentences(text))) > LONGEST_SENTENCE]
    assert [text for text in long if text not in EXCEPTIONS] == []


def test_every_exception_is_still_needed_and_says_why() -> None:
    needed = {
        text
        for files, highest in ((QUESTIONS, 8), (RESULTS, 9))
        for text in texts(files)
        if max(map(len, sentences(text))) > LONGEST_SENTENCE or (text in measured(files) and grade(text) > highest)
    }
    assert set(EXCEPTIONS) - needed == set()
    assert all(EXCEPTIONS.values())


@KINDS
def test_spanish_is_easy_to_read_on_average(files: tuple[str, ...], highest: int) -> None:
    catalogue = stored(Language("es"))
    scores = [
        spanish_ease(words)
        for text in measured(files)
        if (entry := catalogue.get(text)) is not None and (words := translation(entry))
    ]
    assert len(scores) > len(measured(files)) / 2
    assert mean(scores) >= EASIEST_SPANISH


def translation(entry: Entry) -> str:
    return entry.string if is_translated(entry) and isinstance(entry.string, str) else ""


def test_the_measure_itself() -> None:
    assert [syllables(word) for word in ("refund", "child", "certificate", "you", "2025", "filing-year")] == [
        2, 1, 4, 1, 1, 3,
    ]  # fmt: skip
    assert [spanish_syllables(word) for word in ("día", "cónyuge", "declaración", "que", "país", "rey", "y", "EE")] == [
        2, 3, 4, 1, 2, 1, 1, 2,
    ]  # fmt: skip
    assert sentences("You get {amount:$}. Use <b>Form 2555</b> and your Social Security number!") == [
        ["You", "get", "one"], ["Use", "form", "and", "your", "form"],
    ]  # fmt: skip
    assert grade("The cat sat on the mat.") < 0
    assert grade("Notwithstanding preceding limitations, beneficiaries undertake documentation obligations.") > 15
    assert spanish_ease("El gato come pan. La niña ríe.") > 90
