"""What the list posts is what the page of bulk work reads."""

from __future__ import annotations

import pytest

from tests.advising.clients_of import Desk, client_of

pytestmark = pytest.mark.django_db


def test_the_ticked_clients_or_all_that_match_go_to_the_bulk_page() -> None:
    bob = Desk()
    file = client_of(bob.office, status="ready")
    form = bob.page("status=ready").select_one("form[data-clients]")
    assert form is not None
    (tick,) = form.select("tbody input[name=file]")
    assert tick["value"] == str(file.pk)
    action, query = form.select_one("option"), form.select_one("input[name=query]")
    assert action is not None
    assert query is not None
    sent = {"kind": str(action["value"]), "query": str(query["value"])}
    for chosen in ({"file": str(tick["value"])}, {"all": "1"}):
        answer = bob.client.post(str(form["action"]), {**sent, **chosen}, follow=True)
        assert answer.status_code == 200
        assert "No client was ticked" not in answer.content.decode()
    assert "No client was ticked" in bob.client.post(str(form["action"]), sent, follow=True).content.decode()
