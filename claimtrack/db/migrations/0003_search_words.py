from django.db import migrations

from claimtrack.db.search import CreateSearchWords


class Migration(migrations.Migration):
    dependencies = [("db", "0002_search_words")]

    operations = [CreateSearchWords()]
