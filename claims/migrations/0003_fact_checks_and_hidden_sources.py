"""Names for people. What keeps a source public changes too: the triggers are laid after it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0002_search"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="historicalreview",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical fact-check",
                "verbose_name_plural": "historical fact-checks",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalreviewevidence",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical evidence of a fact-check",
                "verbose_name_plural": "historical evidence of fact-checks",
            },
        ),
        migrations.AlterModelOptions(
            name="review",
            options={
                "ordering": ["-date_last", "-id"],
                "permissions": [
                    ("publish_review", "Can publish fact-checks"),
                    ("withdraw_review", "Can withdraw fact-checks"),
                ],
                "verbose_name": "fact-check",
                "verbose_name_plural": "fact-checks",
            },
        ),
        migrations.AlterModelOptions(
            name="reviewevidence",
            options={
                "ordering": ["review", "id"],
                "verbose_name": "evidence of a fact-check",
                "verbose_name_plural": "evidence of fact-checks",
            },
        ),
    ]
