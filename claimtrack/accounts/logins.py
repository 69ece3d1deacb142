"""Logins that fail are counted, by account and by address, and refused beyond a limit.

The count is in the database, so that it holds for all processes. It is raised before the password
is looked at, and lowered again where that was right: nobody gets more tries by trying at once.
An account that does not exist is counted as any other.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from .addresses import client_address
from .models import LoginCount

WINDOW = timedelta(minutes=15)
"""From the first failure on, so long the failures are added up."""


class TooManyLogins(Exception):
    """Too many logins have failed; `wait` says for how many seconds no more is looked at."""

    def __init__(self, wait: int) -> None:
        minutes = math.ceil(wait / 60)
        super().__init__(
            ngettext(
                "Too many logins have failed: try again in %(minutes)d minute.",
                "Too many logins have failed: try again in %(minutes)d minutes.",
                minutes,
            )
            % {"minutes": minutes}
        )
        self.wait = wait


@contextmanager
def counted_login(request: HttpRequest, username: str) -> Iterator[None]:
    """Count the login that is tried within as failed, unless it goes through.

    Raises TooManyLogins where too many have failed already.
    """
    limits = _limits(request, username)
    _count(limits)
    yield
    LoginCount.objects.filter(key__in=limits, count__gt=0).update(count=F("count") - 1)


def _limits(request: HttpRequest, username: str) -> dict[str, int]:
    """How many may fail, by the key of what is counted; none where there is no limit."""
    account = get_user_model().normalize_username(username).casefold()
    found = {
        _key("account", account): settings.LOGINS_PER_ACCOUNT,
        _key("address", client_address(request)): settings.LOGINS_PER_ADDRESS,
    }
    return {key: most for key, most in sorted(found.items()) if most}


def _key(kind: str, of: str) -> str:
    """A hash, for people type a password where the name belongs."""
    return salted_hmac(f"claimtrack.login.{kind}", of, algorithm="sha256").hexdigest()


def _count(limits: dict[str, int]) -> None:
    now = timezone.now()
    with transaction.atomic():
        _clean(now)
        fresh = [LoginCount(key=key, since=now) for key in limits]
        LoginCount.objects.bulk_create(fresh, ignore_conflicts=True)
        for key in limits:  # in one order, so that two who log in at once do not block each other
            LoginCount.objects.filter(key=key).update(count=F("count") + 1)
        counts = list(LoginCount.objects.filter(key__in=limits))
    over = [each.since for each in counts if each.count > limits[each.key]]
    if over:
        raise TooManyLogins(max(1, math.ceil((max(over) + WINDOW - now).total_seconds())))


def _clean(now: datetime) -> None:
    ended = LoginCount.objects.filter(since__lte=now - WINDOW)
    free = ended.select_for_update(skip_locked=True)
    LoginCount.objects.filter(pk__in=free.values("pk")).delete()
