"""The one Django application of the project."""

from django.apps import AppConfig


class InterviewConfig(AppConfig):
    """Everything under interview/ is one application to Django."""

    name = "interview"
    verbose_name = "Fledge"
