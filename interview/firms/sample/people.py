"""The people of the sample office. Their addresses end in .example, where no mail arrives."""

from __future__ import annotations

from dataclasses import dataclass

from interview.firms.office_models import OfficeMember

Role = OfficeMember.Role
DOMAIN = "harbor-tax.example"
OFFICE = "Harbor Tax Help"


@dataclass(frozen=True, slots=True)
class Person:
    """One member. `username` signs in."""

    username: str
    first_name: str
    last_name: str
    role: str

    @property
    def email(self) -> str:
        return f"{self.username}@{DOMAIN}"


PEOPLE = (
    Person("sample-olivia", "Olivia", "Grant", Role.OWNER),
    Person("sample-anna", "Anna", "Novak", Role.ADVISOR),
    Person("sample-daniel", "Daniel", "Osei", Role.ADVISOR),
    Person("sample-sam", "Sam", "Ruiz", Role.ASSISTANT),
    Person("sample-ines", "Ines", "Weber", Role.AUDITOR),
)
