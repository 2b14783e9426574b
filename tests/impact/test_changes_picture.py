"""The picture of how many drafts change by how much, and its words."""

from __future__ import annotations

from interview.figures.changes_picture import WIDEST, changes_picture, range_in_words
from interview.impact.outcome import Outcome


def outcome(**changes: int) -> Outcome:
    """An outcome whose changes in dollars are named gain_100=3 or loss_100=2."""
    named = {name.partition("_"): count for name, count in changes.items()}
    return Outcome(
        drafts=1_000,
        compared=1_000,
        changes={int(dollars) * (-1 if way == "loss" else 1): count for (way, _by, dollars), count in named.items()},
    )


def test_a_range_says_in_words_which_way_and_from_where_to_where() -> None:
    ranges = [range_in_words(low, high) for low, high, _count in Outcome().buckets]
    assert ranges[0] == "More than $5,000 less"
    assert ranges[4:8] == ["$101 to $500 less", "$1 to $100 less", "$1 to $100 more", "$101 to $500 more"]
    assert ranges[-1] == "More than $5,000 more"


def test_every_change_has_one_range_and_one_only() -> None:
    for change in (*range(-5_005, 0), *range(1, 5_006)):
        found = [
            1
            for low, high, _count in Outcome().buckets
            if (low is None or low <= change) and (high is None or change <= high)
        ]
        assert found == [1]


def test_the_longest_bar_belongs_to_the_fullest_range_and_others_are_in_proportion() -> None:
    picture = changes_picture(outcome(gain_50=100, gain_400=50, loss_10=25).buckets, unchanged=825)
    assert picture is not None
    assert [(bar.kind, bar.count, bar.width) for bar in picture.bars] == [
        ("less", "25", f"{WIDEST / 4:.2f}%"),
        ("more", "100", f"{WIDEST:.2f}%"),
        ("more", "50", f"{WIDEST / 2:.2f}%"),
    ]


def test_a_range_of_a_few_is_still_to_be_seen_and_one_of_nobody_has_no_bar() -> None:
    picture = changes_picture(outcome(gain_50=100_000, gain_1500=1).buckets, unchanged=0)
    assert picture is not None
    assert [bar.width for bar in picture.bars] == ["76.00%", "0.00%", "0.00%", "0.80%"]


def test_empty_ranges_at_both_ends_are_left_out() -> None:
    picture = changes_picture(outcome(loss_700=1, gain_5=1).buckets, unchanged=0)
    assert picture is not None
    assert [bar.label for bar in picture.bars] == [
        "$501 to $1,000 less",
        "$101 to $500 less",
        "$1 to $100 less",
        "$1 to $100 more",
    ]
    assert picture.height > picture.bars[-1].y


def test_drafts_without_a_change_have_no_bar_but_are_named() -> None:
    picture = changes_picture(outcome(gain_50=3, loss_50=1).buckets, unchanged=996)
    assert picture is not None
    assert picture.finding == ("3 drafts get more.", "1 draft gets less.", "996 drafts stay the same.")


def test_there_is_no_picture_where_nothing_changes() -> None:
    assert changes_picture(outcome().buckets, unchanged=1_000) is None
