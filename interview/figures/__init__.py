"""The yearly figures in Django's admin: editing, review, publishing, history."""
