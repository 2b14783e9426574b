"""The one Django application of the project."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class InterviewConfig(AppConfig):
    """Everything under interview/ is one application to Django."""

    name = "interview"
    verbose_name = "Fledge"

    def ready(self) -> None:
        """The groups of the yearly figures come with the tables, once Django has made the permissions."""
        from interview.figures.roles import make_groups  # noqa: PLC0415  # models are not there before

        post_migrate.connect(make_groups, sender=self, dispatch_uid="groups of the yearly figures")
