"""Every admin page opens on the sample record, with a bounded number of queries."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.seeding import lay_seeds

OURS = [
    model
    for model in admin.site._registry
    if model._meta.app_label in ("accounts", "db", "sources", "claims")
]
MOST_QUERIES = 25


def address(page: str, model, *args: int) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


class AdminPages(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        lay_seeds()
        cls.boss = get_user_model().objects.create_superuser("boss")

    def setUp(self) -> None:
        self.client.force_login(self.boss)

    def open(self, page: str) -> None:
        with self.subTest(page):
            with CaptureQueriesContext(connection) as queries:
                assert self.client.get(page).status_code == 200
            assert len(queries) <= MOST_QUERIES

    def test_lists_open(self) -> None:
        for model in OURS:
            self.open(address("changelist", model))
            if admin.site._registry[model].search_fields:
                self.open(address("changelist", model) + "?q=harbour")

    def test_records_open(self) -> None:
        for model in OURS:
            record = model._default_manager.order_by("pk").first()
            if record:
                self.open(address("change", model, record.pk))

    def test_nothing_recorded_can_be_deleted(self) -> None:
        for model in OURS:
            if model._meta.app_label in ("sources", "claims"):
                record = model._default_manager.order_by("pk").first()
                answer = self.client.post(address("delete", model, record.pk))
                assert answer.status_code == 403
