import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from claimtrack.db.search import CreateSearchIndex


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_search")]

    operations = [
        CreateSearchIndex("claims_quote", ["text"], keyed=True),
        migrations.AlterField(
            "attribution",
            "speaker",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attributions",
                to="claims.speaker",
            ),
        ),
        migrations.AddIndex(
            "attribution",
            models.Index(fields=["speaker", "quote", "role"], name="claims_attribution_of_speaker"),
        ),
        migrations.AddIndex(
            "quote",
            models.Index(
                fields=["said_on_last", "said_on_first"],
                condition=Q(said_on_first__lt=F("said_on_last"))
                | Q(said_on_first__isnull=True, said_on_last__isnull=False)
                | Q(said_on_first__isnull=False, said_on_last__isnull=True),
                name="claims_quote_no_single_day",
            ),
        ),
    ]
