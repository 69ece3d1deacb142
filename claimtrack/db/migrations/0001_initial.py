from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Era",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "system_identifier",
                    models.TextField(help_text="Of the PostgreSQL cluster; empty on SQLite."),
                ),
            ],
            options={
                "verbose_name": "era of the journal",
                "verbose_name_plural": "eras of the journal",
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("era", models.BigIntegerField()),
                (
                    "xid",
                    models.BigIntegerField(
                        help_text="PostgreSQL's transaction number; 0 on SQLite."
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "model",
                    models.TextField(help_text="The changed record's model, as in claims.quote."),
                ),
                ("object_id", models.BigIntegerField()),
                ("was_public", models.BooleanField()),
                ("is_public", models.BooleanField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["era", "xid", "seq"], name="db_change_in_order"),
                    models.Index(fields=["model", "object_id", "seq"], name="db_change_of_record"),
                ],
            },
        ),
    ]
