"""Whether users may see the whole record, told by statements that are compiled once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from claimtrack.db.compiled import compiled

from .roles import READER


@lru_cache(1)
def reader_keys() -> tuple[int, ...]:
    """The keys of the permissions of a Reader; a migration has them read anew."""
    permissions = apps.get_model("auth.Permission").objects.filter(
        codename__in={name for _app, name in READER}
    )
    found = permissions.values_list("content_type__app_label", "codename", "pk")
    return tuple(pk for app, name, pk in found if (app, name) in READER)


def read_keys_anew(**_: Any) -> None:
    """Forget which permissions those are (a receiver of post_migrate)."""
    reader_keys.cache_clear()


def with_what_is_held(rows: QuerySet[Any], user: str, keys: tuple[int, ...]) -> QuerySet[Any]:
    """Rows with how many of these permissions their user has by groups, and how many himself."""
    by_group = apps.get_model("auth.Group").permissions.through.objects
    by_himself = apps.get_model("accounts.User").user_permissions.through.objects
    return rows.annotate(
        by_groups=_counted(by_group.filter(permission__any=keys), "group__user", user),
        by_himself=_counted(by_himself.filter(permission__any=keys), "user", user),
    )


def _counted(held: QuerySet[Any], holder: str, user: str) -> Subquery:
    of_user = held.filter(**{holder: OuterRef(user)}).order_by().annotate(holder=F(holder))
    return Subquery(
        of_user.values("holder").annotate(n=Count("permission", distinct=True)).values("n")
    )


@compiled
def _held(user: Any, *, keys: tuple[int, ...]) -> QuerySet[Any]:
    users = apps.get_model("accounts.User").objects.filter(pk=user)
    return with_what_is_held(users, "pk", keys).values("by_groups", "by_himself")


def sees_all_of_the_record(user: Any, row: dict[str, Any] | None = None) -> bool:
    """Whether the user holds all that a Reader does; `row` has his counts where they are known."""
    keys = reader_keys()
    if len(keys) < len(READER):  # migrated in part only
        read_keys_anew()
        return False
    found = row or next(iter(_held(user.pk, keys=keys)), {"by_groups": 0, "by_himself": 0})
    if (found["by_groups"] or 0) == len(keys):
        return True
    return bool(found["by_himself"]) and user.has_perms([f"{app}.{name}" for app, name in READER])
