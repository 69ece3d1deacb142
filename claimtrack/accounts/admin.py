"""Users in the admin."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from claimtrack.accounts import token_admin  # noqa: F401
from claimtrack.accounts.models import User

admin.site.register(User, UserAdmin)
