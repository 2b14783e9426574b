"""The revision in force, and a draft copied from it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from interview.years.models import ParameterRevision
from interview.years.publishing import copy_to_draft, published_revision


@pytest.fixture
def current() -> ParameterRevision:
    revision = published_revision(2025)
    assert revision is not None
    return revision


@pytest.fixture
def draft(current: ParameterRevision, admin_user: User) -> ParameterRevision:
    return copy_to_draft(current, by=admin_user)
