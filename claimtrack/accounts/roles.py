"""Three roles, laid as groups after every migration.

What a role may do is said here by the names of permissions; a person may hold several, and a
superuser holds all.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.db import DEFAULT_DB_ALIAS, connections

RECORD = {
    "sources": ("publisher", "source", "revision", "capture", "locator"),
    "claims": (
        "speaker", "speakername", "membership", "quote", "quotespan", "quoterelation",
        "attribution", "claim", "claimrelation", "topic", "claimtopic", "appearance", "evidence",
        "evidencespan", "ratingscale", "rating", "review", "reviewevidence", "merge", "mergemove",
        "suggestion", "carryreport", "carry",
    ),
}  # fmt: skip
BY_FUNCTIONS_ALONE = {"capture", "locator", "merge", "mergemove", "carryreport", "carry"}
"""Rows that nobody writes in a form."""
EDITING = {
    "sources": ("publish_source", "open_text"),
    "claims": (
        "publish_quote", "withdraw_quote", "publish_claim", "withdraw_claim", "merge_claim",
        "merge_speaker", "publish_review", "withdraw_review",
    ),
}  # fmt: skip


def _may(*actions: str, without: Collection[str] = ()) -> set[tuple[str, str]]:
    return {
        (app, f"{action}_{model}")
        for app, models in RECORD.items()
        for model in models
        for action in actions
        if model not in without
    }


READER = _may("view") | {("db", "view_change")}
ANNOTATOR = READER | _may("add", "change", without=BY_FUNCTIONS_ALONE)
EDITOR = ANNOTATOR | {(app, name) for app, names in EDITING.items() for name in names}
ROLES = {"Reader": READER, "Annotator": ANNOTATOR, "Editor": EDITOR}


def lay_roles(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Give each role's group exactly its permissions; what else a group was given, goes."""
    if "auth_group_permissions" not in connections[using].introspection.table_names():
        return  # migrated in part only
    group_model, permission_model = apps.get_model("auth.Group"), apps.get_model("auth.Permission")
    for label in ("db", *RECORD):
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    named = {
        (permission.content_type.app_label, permission.codename): permission
        for permission in permission_model.objects.using(using).select_related("content_type")
    }
    for name, allowed in ROLES.items():
        group, _created = group_model.objects.using(using).get_or_create(name=name)
        wanted = {named[key].pk for key in allowed if key in named}
        if wanted != set(group.permissions.values_list("pk", flat=True)):
            group.permissions.set(wanted)
