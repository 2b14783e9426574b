"""Every address of the site, with somebody who may open it. A new address fails the tests until it is listed here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from interview.drafts.codes import address_with_email, let_in
from interview.drafts.mails import stop_token
from interview.drafts.share_links import make_link
from interview.firms import beginning, no_mail, what_ifs
from interview.firms.job_models import SavedView
from interview.firms.office_models import OfficeMember
from interview.firms.request_models import RequestTemplate
from interview.firms.team import invite
from interview.years.publishing import copy_to_draft, publish, published_revision, submit
from tests.advising.changed import changed_result
from tests.advising.people import advisor, draft_of, family, note_about, office, shared_draft
from tests.advising.second_factors import with_all_second_factors
from tests.firms.job_people import finished_job
from tests.impact.outcomes import job_with_outcome, raised_cap
from tests.interview.families import QUICK_BERLIN

# These answer posts only; the rest answers GET.
POSTS_ONLY = {
    "wizard:deepen",
    "result:open_years_start",
    "wizard:child_add",
    "wizard:child_remove",
    "wizard:child_restore",
    "wizard:keep",
    "wizard:income_add",
    "wizard:income_remove",
    "wizard:income_restore",
    "advising:stop",
    "advising:say",
    "advising:looked_at",
    "advising:read_told",
    "advising:undo_told",
    "advising:undo_change",
    "advising:bulk",
    "advising:cancel_job",
    "advising:undo_job",
    "advising:pin_note",
    "advising:reply",
    "advising:stop_invitation",
    "advising:withdraw",
    "advising:take_back_invitation",
    "advising:new_code",
    "advising:audit_export",
    "advising:what_if_make",
    "advising:what_if_newer",
    "advising:what_if_delete",
    "result:undo",
    "result:seen",
    "result:tick",
    "result:stop_link",
    "drafts:restore",
    "returning:forget",
}

KEY_IN_ADDRESS = ("result:shared", "advising:invitation", "advising:invited", "advising:no_mail")
"""Whoever has the address may open it, so no page that is opened from it may learn it."""
LIST_PAGES = ("dashboard", "columns", "views")
PUBLIC = ("public:claims", "public:credit", "public:two_routes")
FILES_FOR_ROBOTS = ("robots", "sitemap")
"""Like the public pages the same for everybody, so that caches may keep them."""


class Site:
    """The site with one family, one advisor and one admin, and every address that one of them can open."""

    def __init__(self) -> None:
        self.nobody = Client()
        self.alice, key = family()
        self.draft, self.quick = draft_of(key), draft_of(key, answers=QUICK_BERLIN)
        self.link = make_link(self.draft, label="", days=7)
        self.dora, dora = family()
        self.address = address_with_email("dora@example.org", language="en")
        let_in(self.address, browser_key_hash=dora, remember=True, label="Firefox on Linux")
        self.device = self.address.devices.get()
        self.bob, bob = advisor("bob")
        self.office = office("Lakeside Tax Help", bob)
        self.olga, olga = advisor("olga")
        # Of no office: everybody else is led on.
        self.dana, _dana = advisor("dana")
        OfficeMember.objects.create(office=self.office, user=olga, role=OfficeMember.Role.OWNER)
        self.seat = self.office.seats.get(user=bob)
        invited = invite(self.office, "nora@example.org", "assistant", by=olga)
        assert invited is not None
        self.invited = invited
        self.shared = shared_draft(self.office)
        self.view = SavedView.objects.create(office=self.office, owner=bob, name="Ready", query="status=ready")
        self._begun_by_the_office()
        self.note = note_about(self.shared, bob)
        self.admin = Client()
        self.root = User.objects.create_superuser("root")
        self.admin.force_login(self.root)
        self.key = with_all_second_factors(self.root)
        current = published_revision(2025)
        assert current is not None
        self.revision = copy_to_draft(current, by=self.root)
        changed_result(self.shared)
        self.work = finished_job(self.office, bob)
        self.job = job_with_outcome(raised_cap(self.root))
        self._figures_on_their_way()

    def _begun_by_the_office(self) -> None:
        """A client that no family has taken over, and a text of the office's own."""
        self.begun = beginning.begin(self.seat, beginning.NewClient("Reyes", 2025))
        self.invitation = beginning.invite(self.begun, self.seat, mark="", by_mail=False)
        self.text = RequestTemplate.objects.create(office=self.office, name="Tax", step="foreign_tax")

    def _figures_on_their_way(self) -> None:
        """Figures in review, and older ones that could come back."""
        before, older = published_revision(2024), published_revision(2023)
        assert before is not None
        assert older is not None
        self.reviewed = copy_to_draft(before, by=None)
        submit(self.reviewed, by=None)
        self.newer, self.replaced = copy_to_draft(older, by=None), older
        publish(self.newer, by=None, reason="A test", in_force=older)

    def addresses(self) -> list[tuple[str, Client, str]]:
        """Name, who opens it, address."""
        draft, quick, shared = [self.draft.public_id], [self.quick.public_id], [self.shared.public_id]
        return [
            ("language", self.nobody, reverse("language", args=["es"])),
            ("home", self.nobody, reverse("home")),
            *((name, self.nobody, reverse(name)) for name in (*PUBLIC, *FILES_FOR_ROBOTS)),
            ("account_login", self.nobody, reverse("account_login")),
            ("account_inactive", self.nobody, reverse("account_inactive")),
            ("account_logout", self.bob, reverse("account_logout")),
            ("account_change_password", self.bob, reverse("account_change_password")),
            ("drafts:list", self.alice, reverse("drafts:list")),
            *self._of_drafts_and_coming_back(),
            ("wizard:start", self.nobody, reverse("wizard:start")),
            ("wizard:map", self.admin, reverse("wizard:map")),
            ("wizard:resume", self.alice, reverse("wizard:resume", args=draft)),
            ("wizard:deepen", self.alice, reverse("wizard:deepen", args=quick)),
            ("wizard:sections", self.alice, reverse("wizard:sections", args=draft)),
            ("wizard:review", self.alice, reverse("wizard:review", args=draft)),
            ("wizard:child_add", self.alice, reverse("wizard:child_add", args=draft)),
            ("wizard:child_remove", self.alice, reverse("wizard:child_remove", args=[*draft, "c1"])),
            ("wizard:child_restore", self.alice, reverse("wizard:child_restore", args=[*draft, "c1"])),
            ("wizard:income_add", self.alice, reverse("wizard:income_add", args=[*draft, "you-wages"])),
            ("wizard:income_remove", self.alice, reverse("wizard:income_remove", args=[*draft, "you-wages"])),
            ("wizard:keep", self.alice, reverse("wizard:keep", args=[*draft, "home"])),
            ("wizard:hidden", self.alice, reverse("wizard:hidden", args=draft)),
            ("wizard:income_restore", self.alice, reverse("wizard:income_restore", args=[*draft, "you-wages"])),
            ("wizard:page", self.alice, reverse("wizard:page", args=[*draft, "home"])),
            ("result:show", self.alice, reverse("result:show", args=draft)),
            ("result:open_years", self.alice, reverse("result:open_years", args=draft)),
            ("result:open_years_start", self.alice, reverse("result:open_years_start", args=[*draft, 2024])),
            ("result:pdf", self.alice, reverse("result:pdf", args=draft)),
            ("result:years_ahead", self.alice, reverse("result:years_ahead", args=draft)),
            *self._of_results(),
            ("advising:share", self.alice, reverse("advising:share", args=draft)),
            ("advising:stop", self.alice, reverse("advising:stop", args=draft)),
            ("advising:say", self.alice, reverse("advising:say", args=draft)),
            ("advising:consent", self.alice, reverse("advising:consent", args=[*draft, self.office.share_code])),
            ("advising:share_with", self.nobody, reverse("advising:share_with", args=[self.office.share_code])),
            ("advising:drafts", self.dana, reverse("advising:drafts")),
            ("advising:clients", self.bob, reverse("advising:clients", args=[self.office.pk])),
            *(
                (f"advising:{name}", self.bob, reverse(f"advising:{name}", args=[self.office.pk]))
                for name in LIST_PAGES
            ),
            ("advising:view", self.bob, reverse("advising:view", args=[self.office.pk, self.view.pk])),
            ("advising:draft", self.bob, reverse("advising:draft", args=shared)),
            *self._of_changed_answers(),
            *self._of_what_ifs(),
            ("advising:changed", self.bob, reverse("advising:changed", args=[self.office.pk])),
            ("advising:looked_at", self.bob, reverse("advising:looked_at", args=shared)),
            *self._of_requests(),
            *self._of_the_workflow(),
            *self._of_the_team(),
            *self._of_jobs(),
            *self._of_second_factors(),
            *self._of_the_admin(),
        ]

    def _of_changed_answers(self) -> Iterator[tuple[str, Client, str]]:
        for name in ("told", "read_told"):
            yield f"advising:{name}", self.alice, reverse(f"advising:{name}", args=[self.draft.public_id])
        yield "advising:undo_told", self.alice, reverse("advising:undo_told", args=[self.draft.public_id, 1])
        shared = [self.shared.public_id]
        for name in ("compare_return", "flag"):
            yield f"advising:{name}", self.bob, reverse(f"advising:{name}", args=shared)
        yield "advising:answer_history", self.bob, reverse("advising:answer_history", args=[*shared, "home"])
        yield "advising:undo_change", self.bob, reverse("advising:undo_change", args=[*shared, 1])

    def _of_jobs(self) -> Iterator[tuple[str, Client, str]]:
        for name in ("jobs", "bulk", "import_clients", "evaluate_file"):
            yield f"advising:{name}", self.bob, reverse(f"advising:{name}", args=[self.office.pk])
        for name in ("job", "cancel_job", "undo_job", "job_file", "job_faults"):
            yield f"advising:{name}", self.bob, reverse(f"advising:{name}", args=[self.office.pk, self.work.public_id])

    def _of_requests(self) -> Iterator[tuple[str, Client, str]]:
        draft, shared = self.draft.public_id, self.shared.public_id
        yield "advising:asked", self.alice, reverse("advising:asked", args=[draft])
        yield "advising:reply", self.alice, reverse("advising:reply", args=[draft, draft])
        for name in ("ask", "details"):
            yield f"advising:{name}", self.bob, reverse(f"advising:{name}", args=[shared])
        yield (
            "advising:no_mail",
            self.nobody,
            reverse("advising:no_mail", args=[no_mail.stop_token("dora@example.org")]),
        )
        yield "advising:invited", self.nobody, reverse("advising:invited", args=[self.invitation.token])
        for name in ("begin", "requests"):
            yield f"advising:{name}", self.bob, reverse(f"advising:{name}", args=[self.office.pk])
        for name in ("texts", "new_text"):
            yield f"advising:{name}", self.olga, reverse(f"advising:{name}", args=[self.office.pk])
        yield "advising:text", self.olga, reverse("advising:text", args=[self.office.pk, self.text.pk])
        for name in ("invite_family", "stop_invitation"):
            yield f"advising:{name}", self.bob, reverse(f"advising:{name}", args=[self.begun.draft.public_id])
        yield "advising:withdraw", self.bob, reverse("advising:withdraw", args=[shared, shared])

    def _of_the_workflow(self) -> Iterator[tuple[str, Client, str]]:
        shared, note = self.shared.public_id, self.note.pk
        for name in ("status", "assign", "notes", "activity", "sign", "signed", "reopen"):
            yield f"advising:{name}", self.bob, reverse(f"advising:{name}", args=[shared])
        for name in ("note", "pin_note"):
            yield f"advising:{name}", self.bob, reverse(f"advising:{name}", args=[shared, note])
        yield "advising:family_activity", self.alice, reverse("advising:family_activity", args=[self.draft.public_id])

    def _of_results(self) -> Iterator[tuple[str, Client, str]]:
        draft = [self.draft.public_id]
        for name in ("calendar", "lines_text", "compare_return", "json", "undo", "seen", "tick", "links"):
            yield f"result:{name}", self.alice, reverse(f"result:{name}", args=draft)
        yield "result:stop_link", self.alice, reverse("result:stop_link", args=[*draft, self.link.link.public_id])
        yield "result:shared", self.nobody, reverse("result:shared", args=[self.link.token])

    def _of_drafts_and_coming_back(self) -> Iterator[tuple[str, Client, str]]:
        for name in ("name", "copy", "download", "delete", "restore"):
            yield f"drafts:{name}", self.alice, reverse(f"drafts:{name}", args=[self.draft.public_id])
        for name in ("ask", "devices"):
            yield f"returning:{name}", self.dora, reverse(f"returning:{name}")
        for name in ("link", "code"):
            yield f"returning:{name}", self.dora, reverse(f"returning:{name}", args=[self.address.public_id])
        yield "returning:forget", self.dora, reverse("returning:forget", args=[self.device.public_id])
        yield "returning:stop", self.nobody, reverse("returning:stop", args=[stop_token(self.address)])

    def _of_the_team(self) -> Iterator[tuple[str, Client, str]]:
        here = [self.office.pk]
        for name in ("team", "invite", "leave", "settings", "new_code", "audit", "audit_export"):
            yield f"advising:{name}", self.olga, reverse(f"advising:{name}", args=here)
        for name in ("seat", "remove_seat"):
            yield f"advising:{name}", self.olga, reverse(f"advising:{name}", args=[*here, self.seat.pk])
        invitation = self.invited.invitation.pk
        yield (
            "advising:take_back_invitation",
            self.olga,
            reverse("advising:take_back_invitation", args=[*here, invitation]),
        )
        yield "advising:invitation", self.nobody, reverse("advising:invitation", args=[self.invited.token])

    def _of_what_ifs(self) -> Iterator[tuple[str, Client, str]]:
        shared, bob = self.shared, OfficeMember.objects.get(office=self.office, user__username="bob").user
        copy = what_ifs.make(shared.files.get(), by=bob, name="Another way", answers=shared.answers)
        for name in ("what_ifs", "what_if_make"):
            yield f"advising:{name}", self.bob, reverse(f"advising:{name}", args=[shared.public_id])
        for name in ("what_if", "what_if_newer", "what_if_delete"):
            yield f"advising:{name}", self.bob, reverse(f"advising:{name}", args=[shared.public_id, copy.pk])

    def _of_second_factors(self) -> Iterator[tuple[str, Client, str]]:
        yield "account_reauthenticate", self.bob, reverse("account_reauthenticate")
        for name in (
            "authenticate", "reauthenticate", "index", "activate_totp", "deactivate_totp", "generate_recovery_codes",
            "view_recovery_codes", "download_recovery_codes", "list_webauthn", "add_webauthn",
            "reauthenticate_webauthn", "login_webauthn",
        ):  # fmt: skip
            yield f"mfa_{name}", self.admin, reverse(f"mfa_{name}")
        for name in ("edit", "remove"):
            yield f"mfa_{name}_webauthn", self.admin, reverse(f"mfa_{name}_webauthn", args=[self.key.pk])

    def _of_the_admin(self) -> Iterator[tuple[str, Client, str]]:
        revision = [self.revision.pk]
        pages: dict[str, list[Any]] = {
            "index": [],
            "auth_user_changelist": [],
            "auth_user_add": [],
            "auth_user_change": [self.root.pk],
            "interview_office_changelist": [],
            "interview_office_add": [],
            "interview_office_change": [self.office.pk],
            "interview_parameterrevision_changelist": [],
            "interview_parameterrevision_change": revision,
            "interview_parameterrevision_year": [2025],
            "interview_parameterrevision_section": [*revision, "phaseout"],
            "interview_parameterrevision_check": revision,
            "interview_parameterrevision_import": revision,
            "interview_parameterrevision_export": [*revision, "csv"],
            "interview_parameterrevision_review": revision,
            "interview_parameterrevision_give_up": revision,
            "interview_parameterrevision_publish": [self.reviewed.pk],
            "interview_parameterrevision_send_back": [self.reviewed.pk],
            "interview_parameterrevision_withdraw": [self.newer.pk],
            "interview_parameterrevision_revert": [self.replaced.pk],
            "interview_parameterrevision_differences": revision,
            "interview_parameterrevision_previews": revision,
            "interview_parameterrevision_job": [self.job.revision.pk, self.job.public_id],
            "interview_parameterrevision_history": revision,
            "interview_parameterrevision_all_history": [],
            "password_change": [],
            "mfa_authenticator_changelist": [],
            "mfa_authenticator_change": [self.key.pk],
        }
        for name, arguments in pages.items():
            yield f"admin:{name}", self.admin, reverse(f"admin:{name}", args=arguments)


def names_in_the_site() -> set[str]:
    """Every named address outside the admin, which is Django's own but for the pages listed above."""
    return set(_names(get_resolver().url_patterns))


def _names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        elif pattern.namespace != "admin":
            yield from _names(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
