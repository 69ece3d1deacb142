"""No table changes. The rules do, and kept days with them: the triggers are laid after it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_fact_checks_and_hidden_sources")]

    operations: list[migrations.operations.base.Operation] = []
