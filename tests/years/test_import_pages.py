"""An editor sends a file, sees what it would change, and takes it; nobody else can, and nothing is stored before."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from interview.figures.roles import make_groups
from interview.years.files.sheets import LARGEST_FILE
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.new_year import new_year
from interview.years.publishing import change_draft, copy_to_draft
from interview.years.shipped import read_shipped
from tests.years.addresses import page
from tests.years.admin_forms import CAP, fields_on

pytestmark = pytest.mark.django_db

HEAD = "section,figure,value,source"
ROW = "child_tax_credit,refund_cap_per_child,1800,Rev. Proc. 2026-1"
RATES = "currency,rate,source\nARS,1700,S\nCHF,0.8,S"


def send(client: Client, draft: ParameterRevision, text: str | bytes, **fields: str) -> HttpResponse:
    raw = text.encode() if isinstance(text, str) else text
    return client.post(page("import", draft), {"file": SimpleUploadedFile("figures.csv", raw), **fields})  # type: ignore[return-value]


def text_of(answer: HttpResponse) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def take(client: Client, draft: ParameterRevision, shown: HttpResponse, **fields: object) -> HttpResponse:
    return client.post(page("take", draft), {**fields_on(shown.content), **fields})  # type: ignore[return-value]


def cap_of(draft: ParameterRevision) -> int:
    draft.refresh_from_db()
    value: int = draft.document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"]
    return value


@pytest.fixture
def in_group(client: Client) -> Callable[[str], Client]:
    def sign_in(name: str) -> Client:
        make_groups()
        person = User.objects.create_user("pat", is_staff=True)
        person.groups.add(Group.objects.get(name=f"Figures: {name}"))
        client.force_login(person)
        return client

    return sign_in


def test_a_file_is_shown_before_anything_is_stored_and_then_taken(
    admin_client: Client, draft: ParameterRevision, admin_user: User
) -> None:
    shown = send(admin_client, draft, f"{HEAD}\n{ROW}\nphaseout,step,x,S")
    rows = BeautifulSoup(shown.content, "html.parser").select("tbody tr")
    seen = [[cell.get_text(strip=True) for cell in row.find_all(["td", "th"])] for row in rows[:2]]
    assert seen[0] == ["row 3", "Step of the phaseout", "Step of the phaseout must be a number, like 1,700 or 7.65"]
    assert seen[1][:3] == ["row 2", "Most that can be paid back for each child", "$1,700"]
    assert seen[1][3:] == ["$1,800", "$1,700", "+5.9%", "Rev. Proc. 2026-1"]
    assert cap_of(draft) == 1700
    answer = take(admin_client, draft, shown, reason="The new law")
    assert answer.headers["Location"] == page("change", draft)
    assert cap_of(draft) == 1800
    entries = HistoryEntry.objects.filter(revision=draft, what=HistoryEntry.What.IMPORTED)
    assert {(entry.path, entry.new, entry.reason, entry.by) for entry in entries} == {
        (f"{CAP}.value", "$1,800", "The new law", admin_user),
        (f"{CAP}.source", "Rev. Proc. 2026-1", "The new law", admin_user),
    }


def test_pasted_rows_are_read_like_a_file(admin_client: Client, draft: ParameterRevision) -> None:
    shown = admin_client.post(page("import", draft), {"rows": f"{HEAD}\n{ROW}"})
    take(admin_client, draft, shown)  # type: ignore[arg-type]
    assert cap_of(draft) == 1800


@pytest.mark.parametrize("ending", ["csv", "json"])
@pytest.mark.parametrize("tax_year", [2017, 2021, 2026])
def test_an_exported_file_comes_back_without_a_change(
    admin_client: Client, admin_user: User, tax_year: int, ending: str
) -> None:
    revision = ParameterRevision.objects.get(tax_year=tax_year, number=1)
    answer = admin_client.get(page("export", revision, ending))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="fledge-{tax_year}-revision-1.{ending}"'
    admin_client.post(page("copy", revision))
    draft = ParameterRevision.objects.get(tax_year=tax_year, number=2)
    assert "Nothing would change." in text_of(send(admin_client, draft, answer.content))


def test_what_a_new_year_lacks_is_filled_in_and_what_was_carried_over_stays_to_be_confirmed(
    admin_client: Client, admin_user: User
) -> None:
    draft = new_year(2027, by=admin_user)
    carried, rows = list(draft.to_confirm), admin_client.get(page("export", draft, "csv")).content.decode()
    assert "2027,child_tax_credit,refund_cap_per_child,Most that can be paid back for each child,,,dollars,,," in rows
    assert "2027,exchange_rates,EUR,EUR for one US dollar,,,units for one US dollar,,," in rows
    assert "Nothing would change." in text_of(send(admin_client, draft, rows))
    filled = rows.replace("each child,,,dollars,,,", "each child,,,dollars,1900,Made up,").replace(
        "2027,phaseout,step,Step of the phaseout,,,dollars,1000",
        "2027,phaseout,step,,,,,2000",
    )
    take(admin_client, draft, send(admin_client, draft, filled))
    assert cap_of(draft) == 1900
    assert {*carried} - {*draft.to_confirm} <= {"figures.phaseout.step"}


def test_a_draft_that_changed_meanwhile_is_shown_anew_and_not_overwritten(
    admin_client: Client, draft: ParameterRevision
) -> None:
    shown = send(admin_client, draft, f"{HEAD}\n{ROW}")
    document = copy.deepcopy(draft.document)
    document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"] = 1750
    change_draft(draft, document, by=None)
    again = take(admin_client, draft, shown)
    assert again.status_code == 409
    assert "Somebody changed this draft after you sent the file." in text_of(again)
    assert "$1,750" in text_of(again)
    assert cap_of(draft) == 1750
    assert take(admin_client, draft, again).status_code == 302
    assert cap_of(draft) == 1800


def test_what_another_person_sent_or_what_was_made_up_is_not_taken(
    admin_client: Client, draft: ParameterRevision, in_group: Callable[[str], Client]
) -> None:
    kept = fields_on(send(admin_client, draft, f"{HEAD}\n{ROW}").content)["kept"]
    editor = in_group("editor")
    for text in (kept, kept[:-1], "", "a:b:c"):
        answer = editor.post(page("take", draft), {"kept": text})
        assert answer.headers["Location"] == page("import", draft)
    assert "What you sent cannot be used any more." in text_of(editor.get(page("import", draft)))  # type: ignore[arg-type]
    assert cap_of(draft) == 1700


def test_what_was_sent_for_another_draft_is_not_taken(admin_client: Client, draft: ParameterRevision) -> None:
    """Two drafts with the same figures have the same digest, and one person may edit both."""
    other = copy_to_draft(draft, by=None)
    kept = fields_on(send(admin_client, draft, f"{HEAD}\n{ROW}").content)["kept"]
    assert admin_client.post(page("take", other), {"kept": kept}).headers["Location"] == page("import", other)
    assert (cap_of(draft), cap_of(other)) == (1700, 1700)


def test_unusual_rates_are_taken_only_if_they_are_ticked(admin_client: Client, draft: ParameterRevision) -> None:
    shown = send(admin_client, draft, RATES)
    assert [box["value"] for box in BeautifulSoup(shown.content, "html.parser").select("[name=confirmed]")] == ["ARS"]
    take(admin_client, draft, shown)
    draft.refresh_from_db()
    held = draft.document["exchange_rates"]
    assert (held["CHF"]["per_dollar"], held["ARS"]["per_dollar"]) == ("0.8", "1243.369")
    assert "Not taken: ARS." in text_of(admin_client.get(page("change", draft)))  # type: ignore[arg-type]
    take(admin_client, draft, send(admin_client, draft, RATES), confirmed=["ARS"])
    draft.refresh_from_db()
    assert draft.document["exchange_rates"]["ARS"]["per_dollar"] == "1700"


def test_rates_without_a_source_get_the_one_that_was_typed(admin_client: Client, draft: ParameterRevision) -> None:
    table = "Country\tCurrency\t2025\nSwitzerland\tFranc\t0.832"
    shown = send(admin_client, draft, table, source="IRS, page of January")
    take(admin_client, draft, shown)
    draft.refresh_from_db()
    assert draft.document["exchange_rates"]["CHF"] == {"per_dollar": "0.832", "source": "IRS, page of January"}


@pytest.mark.parametrize(
    ("fields", "field", "why"),
    [
        ({}, "file", "Choose a file, or paste rows"),
        ({"rows": "a,b\n1,2"}, "rows", "The first row must name the columns"),
        ({"rows": f"{HEAD}\n{ROW}", "source": "123-45-6789"}, "source", "Do not enter a Social Security number"),
    ],
)
def test_what_cannot_be_read_is_named_at_its_field(
    admin_client: Client, draft: ParameterRevision, fields: dict[str, str], field: str, why: str
) -> None:
    answer = admin_client.post(page("import", draft), fields)
    assert answer.status_code == 422
    soup = BeautifulSoup(answer.content, "html.parser")
    control = soup.select_one(f"[name={field}]")
    assert control is not None
    assert f"id_{field}_error" in control["aria-describedby"]
    assert why in str(soup.select_one(f"#id_{field}_error"))
    assert soup.select_one(f'.figure-problems a[href="#id_{field}"]') is not None


def test_a_file_and_rows_together_are_refused(admin_client: Client, draft: ParameterRevision) -> None:
    assert "Send a file or paste rows, not both" in text_of(send(admin_client, draft, HEAD, rows=HEAD))


def test_a_large_file_is_refused_in_words(admin_client: Client, draft: ParameterRevision) -> None:
    answer = send(admin_client, draft, b"x" * (LARGEST_FILE + 1))
    assert answer.status_code == 422
    assert "The file is larger than 512 KB." in text_of(answer)


def test_a_file_of_the_largest_size_can_be_taken(admin_client: Client, draft: ParameterRevision) -> None:
    """What cannot be made smaller on its way through the page."""
    noise = random.Random(6).randbytes(64_000).hex()  # noqa: S311 - the same every time
    text = "\n".join([f"{HEAD},label", f"{ROW},x", *[f"phaseout,step,,,{noise[n:]}" for n in range(3)]])
    assert 0.7 * LARGEST_FILE < len(text) < LARGEST_FILE
    take(admin_client, draft, send(admin_client, draft, text))
    assert cap_of(draft) == 1800


def test_of_thousands_of_refused_rows_the_first_are_shown(admin_client: Client, draft: ParameterRevision) -> None:
    answer = send(admin_client, draft, "\n".join([HEAD, *["nonsense,x,1,S"] * 4_000]))
    assert len(BeautifulSoup(answer.content, "html.parser").select("tbody tr")) == 200
    assert "4000 rows cannot be taken. The first 200 are shown." in text_of(answer)


def test_an_identity_number_in_a_file_is_neither_stored_nor_repeated(
    admin_client: Client, draft: ParameterRevision
) -> None:
    row = "child_tax_credit,refund_cap_per_child,1800,Told by 123-45-6789"
    shown = send(admin_client, draft, f"{HEAD}\n{row}\n123-45-6789,x,1,S")
    assert "123-45-6789" not in shown.content.decode()
    assert "Do not enter a Social Security number or ITIN here" in text_of(shown)
    assert "Nothing would change." in text_of(shown)


@pytest.mark.parametrize(("group", "may_import"), [("viewer", False), ("publisher", False), ("editor", True)])
def test_viewers_export_and_only_editors_import(
    in_group: Callable[[str], Client], draft: ParameterRevision, group: str, may_import: bool
) -> None:
    client = in_group(group)
    assert client.get(page("export", draft, "csv")).status_code == 200
    assert client.get(page("import", draft)).status_code == (200 if may_import else 403)
    assert send(client, draft, f"{HEAD}\n{ROW}").status_code == (200 if may_import else 403)
    assert client.post(page("take", draft), {}).status_code == (302 if may_import else 403)


def test_nobody_imports_into_what_is_no_draft(admin_client: Client, current: ParameterRevision) -> None:
    assert admin_client.get(page("import", current)).status_code == 403
    assert admin_client.post(page("take", current), {}).status_code == 403
    assert admin_client.get(page("take", current)).status_code == 405
    assert admin_client.get(page("export", current, "xlsx")).status_code == 404


def test_without_signing_in_nothing_is_shown(client: Client, draft: ParameterRevision) -> None:
    for name, rest in (("import", ()), ("export", ("csv",))):
        assert client.get(page(name, draft, *rest)).status_code == 302


def test_the_draft_stays_as_shipped_until_somebody_takes_a_file(admin_client: Client, draft: ParameterRevision) -> None:
    for _time in range(2):
        send(admin_client, draft, f"{HEAD}\n{ROW}")
    draft.refresh_from_db()
    assert draft.document == read_shipped(2025)
