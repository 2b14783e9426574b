"""The engineer's way to a new year: one more file in the folder of shipped figures, and no line of code."""

from __future__ import annotations

import copy
import re
import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from interview.years import available_years, every_year_in_force, in_force, shipped
from interview.years.models import ParameterRevision
from interview.years.publishing import copy_to_draft, published_revision
from interview.years.shipped import read_shipped, shipped_years
from interview.years.year_in_force import shipped_year
from tests.years.test_years_in_force import empty_the_table

pytestmark = pytest.mark.django_db

MADE_UP = "MADE UP FOR A TEST"


def file_of_2027(folder: Path, *, cap: int = 1800, compared_on: str = "2027-12-20") -> Path:
    """The file of 2026 a year later, with another refund cap; every source says that it is made up."""
    text = (folder / "2026.toml").read_text(encoding="utf-8").replace("tax_year = 2026", "tax_year = 2027")
    # Every date a year later.
    text = re.sub(r'(?m)^value = "(20\d\d)-', lambda year: f'value = "{int(year[1]) + 1}-', text)
    text = re.sub(r'(?m)^source = ".*"$', f'source = "{MADE_UP}"', text)
    text = re.sub(r"(refund_cap_per_child\]\nvalue = )\d+", rf"\g<1>{cap}", text)
    text = re.sub(r'(?m)^compared_on = ".*"$', f'compared_on = "{compared_on}"' if compared_on else "", text)
    file = folder / "2027.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the folder of shipped years, which counts as the program's own until the test ends."""
    copied = Path(shutil.copytree(shipped.FOLDER, tmp_path / "shipped", ignore=shutil.ignore_patterns("*.py")))
    monkeypatch.setattr(shipped, "FOLDER", copied)
    forget()
    yield copied
    monkeypatch.undo()
    forget()


def forget() -> None:
    shipped_years.cache_clear()
    shipped_year.cache_clear()


def run() -> tuple[str, str]:
    forget()
    out, err = StringIO(), StringIO()
    call_command("load_years", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_a_file_is_a_year(folder: Path) -> None:
    assert 2027 not in available_years()
    file_of_2027(folder)
    out, err = run()
    assert out.startswith("Stored revision 1 of: 2027. Kept as they were: 2017, ")
    assert err == ""
    assert available_years()[-1] == 2027
    year = in_force(2027)
    assert (year.parameters.child_tax_credit.refund_cap_per_child, year.parameters.published_on) == (1800, "2027-12-20")
    assert year.parameters.dates.return_due.year == 2028
    assert every_year_in_force()[2027] == year
    assert run()[0].startswith("Stored revision 1 of: nothing new.")


def test_a_clone_without_a_database_has_the_year_too(folder: Path) -> None:
    file_of_2027(folder)
    forget()
    empty_the_table()
    year = in_force(2027)
    assert (year.revision, year.parameters.revision, year.parameters.published_on) == (None, 1, "2027-12-20")


def test_the_other_years_keep_their_own_day(folder: Path) -> None:
    file_of_2027(folder)
    run()
    assert in_force(2026).parameters.published_on == "2026-11-21"


def test_a_file_has_to_say_when_it_was_compared_with_its_sources(folder: Path) -> None:
    file_of_2027(folder, compared_on="")
    with pytest.raises(CommandError, match=r"2027\.toml must say when it was compared with its sources"):
        run()


def published_by_people(admin_user: User, *, cap: int) -> ParameterRevision:
    """2027 as people entered and published it, before any version of the program brought the year."""
    document = copy.deepcopy(read_shipped(2027))
    document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"] = cap
    (revision,) = ParameterRevision.objects.bulk_create([
        ParameterRevision(
            tax_year=2027,
            number=1,
            state=ParameterRevision.State.PUBLISHED,
            document=document,
            digest=f"of people {cap}",
            reason="Entered in the browser.",
            published_at="2027-11-05T12:00:00Z",
            published_by=admin_user,
        )
    ])  # fmt: skip
    return revision


def test_what_people_have_published_is_not_replaced_by_a_later_version_and_that_is_said(
    folder: Path, admin_user: User
) -> None:
    file_of_2027(folder)
    of_people = published_by_people(admin_user, cap=1900)
    out, err = run()
    assert out.startswith("Stored revision 1 of: nothing new.")
    assert "The shipped figures of 2027 differ from every stored revision. Those stay as they are" in err
    assert published_revision(2027) == of_people
    assert in_force(2027).parameters.child_tax_credit.refund_cap_per_child == 1900


def test_a_draft_that_people_have_begun_stays_beside_the_shipped_figures(folder: Path, admin_user: User) -> None:
    file_of_2027(folder)
    forget()
    begun = ParameterRevision.objects.create(
        tax_year=2027, number=1, document=read_shipped(2026), digest="begun", created_by=admin_user
    )
    out, err = run()
    assert "Stored the shipped figures of 2027 as revision 2, beside its drafts." in out
    assert err == ""
    begun.refresh_from_db()
    assert begun.state == ParameterRevision.State.DRAFT
    current = published_revision(2027)
    assert current is not None
    assert (current.number, current.published_by) == (2, None)
    assert in_force(2027).parameters.revision == 2
    assert copy_to_draft(current, by=admin_user).number == 3
