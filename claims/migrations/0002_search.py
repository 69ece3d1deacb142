from django.db import migrations

from claimtrack.db.search import CreateSearchIndex


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial"), ("db", "0002_search_words")]

    operations = [
        CreateSearchIndex("claims_quote", ["text"]),
        CreateSearchIndex("claims_claim", ["text"]),
    ]
