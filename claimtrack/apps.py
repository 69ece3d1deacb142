"""How Django's own apps are set up here."""

from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class ClaimtrackAdminConfig(AdminConfig):
    """Django's admin with claimtrack's site as the default one, so that apps register on it."""

    default_site = "claimtrack.admin.ClaimtrackAdminSite"


class ClaimtrackStaticFilesConfig(StaticFilesConfig):
    """Django's static files, without what comes along and no page of ours asks for."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "redoc"]
