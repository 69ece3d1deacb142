from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("sources", "0004_texts_in_the_journal")]

    operations = [
        migrations.AddIndex(
            "source",
            models.Index(
                fields=["published_last", "published_first"],
                condition=Q(published_first__lt=F("published_last"))
                | Q(published_first__isnull=True, published_last__isnull=False)
                | Q(published_first__isnull=False, published_last__isnull=True),
                name="sources_source_no_single_day",
            ),
        ),
    ]
