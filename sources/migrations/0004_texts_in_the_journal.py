"""No table changes. The rules do: the triggers are laid after it, and the journal tells of texts."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sources", "0003_search")]

    operations: list[migrations.operations.base.Operation] = []
