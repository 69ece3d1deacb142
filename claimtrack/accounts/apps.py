"""The app of users and tokens."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Users and the tokens that programs act for them with."""

    name = "claimtrack.accounts"
    label = "accounts"

    def ready(self) -> None:
        from claimtrack.accounts.holding import read_keys_anew
        from claimtrack.accounts.roles import lay_roles

        post_migrate.connect(lay_roles, sender=self)
        post_migrate.connect(read_keys_anew, sender=self)
