from django.db import migrations

from claimtrack.db.search import CreateSearchIndex


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_what_stands_under_a_verdict"), ("db", "0003_search_words")]

    operations = [
        CreateSearchIndex("claims_quote", ["text"]),
        CreateSearchIndex("claims_claim", ["text"]),
    ]
