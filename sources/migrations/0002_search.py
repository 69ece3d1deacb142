from django.db import migrations

from claimtrack.db.search import CreateSearchIndex


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_initial"), ("db", "0002_search_words")]

    operations = [CreateSearchIndex("sources_source", ["title", "text"], generated=False)]
