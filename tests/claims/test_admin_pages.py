"""Every admin page opens on the sample record, with the number of queries that is pinned for it.

`admin_queries.json` holds the numbers, the same on both databases. Where a page changes on
purpose, remove the file and run this test: it is written anew, to be looked at.
"""

import json
from pathlib import Path

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.seeding import lay_seeds

PINNED = Path(__file__).with_name("admin_queries.json")
OURS = {
    model._meta.label_lower: model
    for model in admin.site._registry
    if model._meta.app_label in ("accounts", "db", "sources", "claims")
}
OTHER_PAGES = {
    "start": "/admin/",
    "checked before": "/admin/checked-before/?words=a+tap+in+every+household",
    "waiting: sources": "/admin/waiting/sources/",
    "waiting: earlier texts": "/admin/waiting/earlier-texts/",
}


def address(page: str, model, *args: int) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def pages() -> dict[str, str]:
    """Every page by its name: lists, searches, forms to add, the first record's page, its past."""
    found = dict(OTHER_PAGES)
    for label, model in sorted(OURS.items()):
        its_admin = admin.site._registry[model]
        found[f"{label}: list"] = address("changelist", model)
        if its_admin.search_fields:
            found[f"{label}: search"] = address("changelist", model) + "?q=harbour"
        found[f"{label}: add"] = address("add", model)
        record = model._default_manager.order_by("pk").first()
        if record:
            found[f"{label}: page"] = address("change", model, record.pk)
            found[f"{label}: history"] = address("history", model, record.pk)
    return found


class AdminPages(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        lay_seeds()
        cls.boss = get_user_model().objects.create_superuser("boss")

    def setUp(self) -> None:
        self.client.force_login(self.boss)

    def count(self, page: str) -> int:
        ContentType.objects.clear_cache()  # as in a process that has answered nothing yet
        with CaptureQueriesContext(connection) as queries:
            answer = self.client.get(page)
        assert answer.status_code in (200, 403), page
        return len(queries)

    def test_pages_open_with_as_many_queries_as_are_pinned(self) -> None:
        counted = {name: self.count(page) for name, page in pages().items()}
        if not PINNED.exists():
            PINNED.write_text(json.dumps(counted, indent=2) + "\n")
            self.fail(f"{PINNED.name} is written: look at the numbers, then run this again.")
        assert counted == json.loads(PINNED.read_text())

    def test_nothing_recorded_can_be_deleted(self) -> None:
        for model in OURS.values():
            if model._meta.app_label in ("sources", "claims"):
                record = model._default_manager.order_by("pk").first()
                if record:
                    answer = self.client.post(address("delete", model, record.pk))
                    assert answer.status_code == 403
