"""The one Django application of the project."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, pre_delete


class InterviewConfig(AppConfig):
    """Everything under interview/ is one application to Django."""

    name = "interview"
    verbose_name = "Fledge"

    def ready(self) -> None:
        """The groups of the yearly figures come with the tables, once Django has made the permissions.

        The lists of offices follow the drafts, and whoever leaves an office gives the clients back.
        """
        from interview.drafts.changes import (  # noqa: PLC0415  # models are not there before
            address_confirmed,
            answers_changed,
            draft_changed,
        )
        from interview.figures.roles import make_groups  # noqa: PLC0415
        from interview.firms.answering import record_answers  # noqa: PLC0415
        from interview.firms.file_models import ClientFile  # noqa: PLC0415
        from interview.firms.following import family_changed_draft  # noqa: PLC0415
        from interview.firms.office_models import OfficeMember  # noqa: PLC0415
        from interview.firms.rows import after_draft_changed  # noqa: PLC0415
        from interview.firms.search import after_address_confirmed, after_file_deleted  # noqa: PLC0415
        from interview.firms.team import before_a_seat_goes  # noqa: PLC0415
        from interview.firms.wiping import before_file_is_deleted  # noqa: PLC0415

        answers_changed.connect(record_answers, dispatch_uid="the history of answers")
        draft_changed.connect(after_draft_changed, dispatch_uid="the lists of offices")
        draft_changed.connect(family_changed_draft, dispatch_uid="the status of clients")
        pre_delete.connect(before_file_is_deleted, sender=ClientFile, dispatch_uid="what stays of wiped clients")
        address_confirmed.connect(after_address_confirmed, dispatch_uid="the search of clients by address")
        post_delete.connect(after_file_deleted, sender=ClientFile, dispatch_uid="the search of clients")
        pre_delete.connect(before_a_seat_goes, sender=OfficeMember, dispatch_uid="clients of those who leave")
        post_migrate.connect(make_groups, sender=self, dispatch_uid="groups of the yearly figures")
