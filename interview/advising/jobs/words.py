"""Jobs in words."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.firms.file_models import ClientFile
from interview.firms.job_models import WorkspaceJob
from interview.firms.jobs.steps import Kind
from interview.firms.names import name_of
from interview.firms.workflow import reason_in_words
from interview.local_formats import number


def what_it_does(job: WorkspaceJob, count: int | None = None) -> str:
    """One line: what a job does, with how many; all of them, unless a number is given."""
    total, parameters = job.total if count is None else count, job.parameters
    if "undo_of" in parameters:
        text = ngettext("Take back the assignment of %(n)s client", "Take back the assignment of %(n)s clients", total)
    elif job.kind == Kind.ASSIGN:
        text = ngettext("Assign %(n)s client", "Assign %(n)s clients", total)
    elif job.kind == Kind.STATUS:
        text = ngettext("Move %(n)s client to another status", "Move %(n)s clients to another status", total)
    elif job.kind == Kind.ASK:
        text = ngettext("Ask %(n)s family", "Ask %(n)s families", total)
    elif job.kind == Kind.REEVALUATE:
        text = ngettext("Work out %(n)s client again", "Work out %(n)s clients again", total)
    elif job.kind == Kind.EXPORT:
        text = ngettext("Export %(n)s client", "Export %(n)s clients", total)
    elif job.kind == Kind.DELETE:
        text = ngettext("Delete %(n)s client", "Delete %(n)s clients", total)
    elif job.kind == Kind.IMPORT:
        text = ngettext("Import %(n)s row", "Import %(n)s rows", total)
    else:
        text = ngettext("Work out %(n)s line of households", "Work out %(n)s lines of households", total)
    return text % {"n": number(total)}


def outcome_in_words(job: WorkspaceJob) -> list[str]:
    """What came out, and what it was asked to do."""
    said, parameters = [], job.parameters
    if why := job.outcome.get("why"):
        said.append(str(why))
    if job.kind == Kind.ASSIGN and "assignee" in parameters:
        person = User.objects.filter(pk=parameters["assignee"]).first() if parameters["assignee"] else None
        said.append(_("Assigned to: {person}.").format(person=name_of(person) or _("nobody")))
    if status := parameters.get("status"):
        said.append(_("Moved to: {status}.").format(status=ClientFile.Status(status).label))
    if reason := parameters.get("reason"):
        said.append(_("Reason: {reason}").format(reason=reason_in_words(status or "", reason)))
    if "imported" in job.outcome:
        count = job.outcome["imported"]
        said.append(ngettext("%(n)s client begun.", "%(n)s clients begun.", count) % {"n": number(count)})
    if job.kind == Kind.EXPORT and "written" in job.outcome:
        count = job.outcome["written"]
        said.append(ngettext("%(n)s client written.", "%(n)s clients written.", count) % {"n": number(count)})
    if job.kind == Kind.EVALUATE:
        written, refused = job.outcome.get("written", 0), job.outcome.get("refused", 0)
        said.append(
            ngettext("%(n)s household worked out.", "%(n)s households worked out.", written) % {"n": number(written)}
        )
        if refused:
            said.append(ngettext("%(n)s line refused.", "%(n)s lines refused.", refused) % {"n": number(refused)})
    return said


def language_name(code: str) -> str:
    """The name of a language of the site."""
    return str(dict(settings.LANGUAGES).get(code, code))
