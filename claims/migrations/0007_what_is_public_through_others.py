"""No table changes. The rules do: the journal tells of publishers, topics and rating scales too."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0006_search"),
        ("sources", "0004_texts_in_the_journal"),
    ]

    operations: list[migrations.operations.base.Operation] = []
