"""The ground floor under both apps: records, triggers, search, journal."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate


class DbConfig(AppConfig):
    name = "claimtrack.db"
    label = "db"
    verbose_name = "Journal"

    def ready(self) -> None:
        from .guarding import check_guards, lay_after_migrating, lift_for_migrating

        register(check_guards, Tags.database)
        pre_migrate.connect(lift_for_migrating, sender=self)
        post_migrate.connect(lay_after_migrating, sender=self)
