"""The line numbers that the forms of each year print, as far as a family of ours can meet them."""

from __future__ import annotations

EVERY_YEAR = (2017, 2026)


def _years(form: str, printed: dict[tuple[int, int], str]) -> dict[tuple[str, int], frozenset[str]]:
    return {
        (form, year): frozenset(numbers.split())
        for (first, last), numbers in printed.items()
        for year in range(first, last + 1)
    }


def _numbers(first: int, last: int) -> str:
    return " ".join(map(str, range(first, last + 1)))


_1040_SINCE_2020 = (
    "2a 2b 3a 3b 4a 4b 5a 5b 6a 6b 8 9 11 14 15 16 17 18 19 20 21 22 23 24 25a 25b 25c 25d 26 28 29 30 31 32 33 34 35a "
    "36 37 38"
)
_SCHEDULE_1_PART_2 = "11 12 13 14 15 16 17 18 19a 20 21 22 23 24a 24b 24j 24k 24z 25 26"
_SCHEDULE_2 = "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17a 17z 18 19 20 21"
_NR_SINCE_2020 = f"{_1040_SINCE_2020} 23a 23b 23c 23d 25e 25f 25g 13b 13c"
_OF_2022 = "1 2a 2b 2c 2d 3 4 5 6 7 8 9 10 11 12 13 14 15 16a 16b 17 18a 18b 19 20 21 22 23 24 25 26 27"

PRINTED: dict[tuple[str, int], frozenset[str]] = {
    **_years(
        "form_1040",
        {
            (2017, 2017): "7 8a 8b 9a 9b 10 11 12 13 14 15a 15b 16a 16b 17 18 19 20a 20b 21 22 66a 66b 67 68 69 "
            f"60a 60b {_numbers(23, 59)} {_numbers(61, 65)} {_numbers(70, 75)} 76a 77 78 79",
            (2018, 2018): "1 2a 2b 3a 3b 4a 4b 5a 5b 6 7 8 9 10 11a 11b 11 12a 12b 12 13 14 15 16 17a 17b 17c 17 18 19 "
            "20a 21 22 23",
            (2019, 2019): "1 2a 2b 3a 3b 4a 4b 4c 4d 5a 5b 6 7a 7b 8a 8b 9 10 11a 11b 12a 12b 13a 13b 14 15 16 17 18a "
            "18b 18c 18d 18e 19 20 21a 22 23 24",
            (2020, 2020): f"1 7 10a 10b 10c 12 13 27 {_1040_SINCE_2020}",
            (2021, 2021): f"1 7 10 12a 12b 12c 13 27a 27b 27c {_1040_SINCE_2020}",
            (2022, 2024): f"1a 1z 7 10 12 13 27 {_1040_SINCE_2020}",
            (2025, 2025): f"1a 1z 7a 10 11a 11b 12e 13a 13b 27a {_1040_SINCE_2020}",
            (2026, 2026): f"1a 1z 7a 10 11a 11b 12e 13a 13b 24a 27a 32a 32b {_1040_SINCE_2020}",
        },
    ),
    **_years(
        "form_1040_nr",
        {
            (2017, 2017): f"8 9a 9b 10a 10b 16a 16b 17a 17b 59a 59b 62a 62b 62c 62d 73a {_numbers(11, 76)}",
            (2018, 2019): f"8 9a 9b 10a 10b 17a 17b 59a 59b 62a 62b 62c 62d 73a {_numbers(11, 76)}",
            (2020, 2020): f"1a 7 10a 10d 12 13a {_NR_SINCE_2020}",
            (2021, 2021): f"1a 7 10a 10d 12a 12c 13a {_NR_SINCE_2020}",
            (2022, 2024): f"1a 1z 7 10 12 13a {_NR_SINCE_2020}",
            (2025, 2025): f"1a 1z 7a 10 11a 11b 12 13a {_NR_SINCE_2020}",
            (2026, 2026): f"1a 1z 7a 10 11a 11b 12 13a 24a 32a {_NR_SINCE_2020}",
        },
    ),
    **_years(
        "schedule_1",
        {
            (2018, 2018): f"{_numbers(10, 30)} 31a 32 33 34 36",
            (2019, 2020): f"1 2a {_numbers(3, 17)} 18a 19 20 21 22",
            (2021, 2021): f"1 2a {_numbers(3, 7)} 8a 8d 8z 9 10 {_SCHEDULE_1_PART_2}",
            (2022, 2026): f"1 2a {_numbers(3, 7)} 8a 8d 8t 8u 8z 9 10 {_SCHEDULE_1_PART_2}",
        },
    ),
    **_years(
        "schedule_2", {(2018, 2018): "45 46 47", (2019, 2020): "1 2 3 4 5 6 7a 7b 8 9 10", (2021, 2026): _SCHEDULE_2}
    ),
    **_years(
        "schedule_3",
        {
            (2018, 2018): "48 49 50 51 53 54 55",
            (2019, 2019): _numbers(1, 14),
            (2020, 2020): f"{_numbers(1, 11)} 12a 12b 12c 12d 12e 12f 13",
            (2021, 2022): "1 2 3 4 5 6a 6c 6d 6e 6f 6g 6h 6l 6z 7 8 9 10 11 12 13a 13z 14 15",
            (2023, 2026): "1 2 3 4 5a 5b 6a 6c 6d 6f 6g 6h 6l 6m 6z 7 8 9 10 11 12 13a 13z 14 15",
        },
    ),
    **_years("schedule_4", {(2018, 2018): "57 58 59 60a 60b 61 62 63 64"}),
    **_years("schedule_5", {(2018, 2018): "66 70 71 72 73 74 75"}),
    **_years(
        "schedule_8812",
        {
            (2017, 2017): "1 2 3 4a 4b 5 6 7 8 9 10 11 12 13",
            (2018, 2020): "1 2 3 4 5 6a 6b 7 8 9 10 11 12 13 14 15",
            (2021, 2021): f"{_OF_2022.replace(' 4 ', ' 4a 4b 4c ').replace(' 13 14 15 ', ' ')} 14a 14b 14c 14d 14e 14f "
            f"14g 14h 14i 15a 15b 15c 15d 15e 15f 15g 15h 28a 28b {_numbers(29, 40)}",
            (2022, 2026): _OF_2022,
        },
    ),
    **_years("child_tax_credit_worksheet", {(2017, 2017): _numbers(1, 13), (2018, 2020): _numbers(1, 16)}),
    **_years("line_11_worksheet", {(2017, 2017): _numbers(1, 15)}),
    **_years("line_14_worksheet", {(2018, 2020): _numbers(1, 15)}),
    **_years("line_5_worksheet", {(2021, 2021): _numbers(1, 12)}),
    **_years("credit_limit_worksheet_a", {(2021, 2026): _numbers(1, 5)}),
    **_years("credit_limit_worksheet_b", {(2021, 2026): _numbers(1, 15)}),
    **{
        (form, year): frozenset(f"1a 2 3a 3b 3c 3d 3e 3f 3g 4a 4b {_numbers(5, last)}".split())
        for form in ("form_1116", "form_1116_general", "form_1116_passive")
        for first_year, last_year, last in ((2017, 2017, 30), (2018, 2019, 33), (2020, 2026, 35))
        for year in range(first_year, last_year + 1)
    },
    **_years("earned_income_worksheet", {EVERY_YEAR: "1a 1b 2a 2b 2c 2d 2e 3 4 5 6 7"}),
    **_years("form_2555", {EVERY_YEAR: f"20a 29a 29b 19 {_numbers(24, 50)}"}),
    **_years("form_2555_spouse", {EVERY_YEAR: f"20a 29a 29b 19 {_numbers(24, 50)}"}),
    **_years("foreign_earned_income_tax_worksheet", {EVERY_YEAR: "1 2a 2b 2c 3 4 5 6"}),
    **_years("qualified_dividends_worksheet", {(2017, 2019): _numbers(1, 27), (2020, 2026): _numbers(1, 25)}),
    **_years("schedule_se", {EVERY_YEAR: "2 3 4a 4b 4c 5a 5b 6 7 8a 8b 8c 8d 9 10 11 12 13"}),
    **_years("schedule_se_spouse", {EVERY_YEAR: "2 3 4a 4b 4c 5a 5b 6 7 8a 8b 8c 8d 9 10 11 12 13"}),
    **_years("form_8959", {EVERY_YEAR: _numbers(1, 24)}),
    **_years("form_8960", {EVERY_YEAR: f"1 2 3 4a 5a 6 7 8 9a 10 11 {_numbers(12, 21)}"}),
}
