"""Nine digits are found in every spelling; dates, amounts and names are left alone."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from interview.identity_numbers import refuse_identity_numbers

SPELLINGS = [
    "123456789",
    "123-45-6789",
    "123 45 6789",
    "123.45.6789",
    "123/45/6789",
    "123_45_6789",
    "123\\45\\6789",
    "123,45,6789",
    "123:45:6789",
    "123, 45, 6789",
    "(123) 45-6789",
    "900-70-1234",
    "123 - 45 - 6789",
    "123--45--6789",
    "12-3456789",
    "123 456 789",
    "123.456.789",
    "1 2 3 4 5 6 7 8 9",
    "1-2-3-4-5-6-7-8-9",
    "123\u00a045\u00a06789",
    "123\u200945\u202f6789",
    "123\u200b45\u200d6789",
    "123\u00ad45\u20606789",
    "\ufeff123456789",
    "123\u201345\u20136789",
    "123\u201445\u22126789",
    "123\u2011\u200b45\u20116789",
    "123\u00b745\u20226789",
    "123\n45\n6789",
    "123\t45\t6789",
    "\uff11\uff12\uff13-\uff14\uff15-\uff16\uff17\uff18\uff19",
    "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669",
    "\u0967\u0968\u0969 \u096a\u096b \u096c\u096d\u096e\u096f",
    "\U0001d7cf\U0001d7d0\U0001d7d1\U0001d7d2\U0001d7d3\U0001d7d4\U0001d7d5\U0001d7d6\U0001d7d7",
    "\u2460\u2461\u2462\u2463\u2464\u2465\u2466\u2467\u2468",
    "1\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e35\ufe0f\u20e36\ufe0f\u20e37\ufe0f\u20e38\ufe0f\u20e39\ufe0f\u20e3",
    "Mia 123-45-6789",
    "SSN123456789x",
    "born 2018 123-45-6789",
    "child 1 123-45-6789",
    "1234567890",
    "2025-01-02-3",
]

HARMLESS = [
    "",
    "Mia",
    "The Brauer family",
    "2025-01-02",
    "01/02/2025",
    "2.1.2025",
    "2025-01-02 3 children",
    "2024-12-31 2025-01-01",
    "20250102",
    "1,234,567.89",
    "$1,234,567.89",
    "1.234.567,89",
    "1 234 567.89",
    "12,345,678.90",
    "3, 5 and 8",
    "Rev. Proc. 2024-40, section 2.05(1)",
    "26 U.S.C. 24(h)(5); Pub. L. 119-21",
    "(555) 123-4567",
    "12345678",
]


@pytest.mark.parametrize("text", SPELLINGS)
def test_nine_digits_are_refused_in_every_spelling(text: str) -> None:
    with pytest.raises(ValidationError, match="Do not enter a Social Security number or ITIN here"):
        refuse_identity_numbers(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_dates_amounts_and_names_are_accepted(text: str) -> None:
    refuse_identity_numbers(text)


@pytest.mark.parametrize("piece", ["12 34a", "12/12/", "2020-", "\ufdfa", "e\u0301", "--a"])
def test_a_long_text_is_read_quickly_enough_to_be_checked_on_every_request(piece: str) -> None:
    refuse_identity_numbers(("1-" * 8 + "a" + piece * 5_000)[:5_000])


@pytest.mark.parametrize("piece", ["a", "12/12/", "\ufdfa"])
def test_a_text_that_nobody_types_is_refused_unread(piece: str) -> None:
    with pytest.raises(ValidationError):
        refuse_identity_numbers(piece * 1_000_000)
