from django.db import migrations

from claimtrack.db.search import CreateSearchIndex


class Migration(migrations.Migration):
    dependencies = [("sources", "0002_search"), ("db", "0003_search_words")]

    operations = [CreateSearchIndex("sources_source", ["shown", "closed"], generated=False)]
