"""Every model of ours has a factory, and the database takes what it makes."""

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from tests import factories

WRITTEN_BY_THE_DATABASE = {"db.Era", "db.Change", "db.Stamp"}
OURS = ("accounts", "db", "sources", "claims")
FACTORIES = [
    item
    for item in vars(factories).values()
    if isinstance(item, type) and issubclass(item, DjangoModelFactory) and item._meta.model
]


@pytest.mark.django_db
@pytest.mark.parametrize("made_by", FACTORIES, ids=lambda item: item.__name__)
def test_the_database_takes_what_each_factory_makes(made_by):
    record = made_by()
    assert type(record).objects.filter(pk=record.pk).exists()


def test_every_model_has_a_factory():
    models = {
        model._meta.label
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        if not model.__name__.startswith("Historical")
    }
    assert models - WRITTEN_BY_THE_DATABASE == {item._meta.model._meta.label for item in FACTORIES}
