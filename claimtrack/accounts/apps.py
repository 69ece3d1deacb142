"""The app of users and tokens."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users and the tokens that programs act for them with."""

    name = "claimtrack.accounts"
    label = "accounts"
