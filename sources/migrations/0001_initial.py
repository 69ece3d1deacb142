import uuid

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import claimtrack.db.acting
import claimtrack.db.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Publisher",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        default=claimtrack.db.acting.acting_user_pk,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "origin",
                    models.TextField(
                        blank=True, default="", help_text="Where it was imported from."
                    ),
                ),
                (
                    "external_id",
                    models.TextField(
                        blank=True,
                        help_text="Its id there; nothing else from there has it.",
                        null=True,
                    ),
                ),
                ("name", models.TextField(unique=True)),
                ("address", models.TextField(blank=True, default="", help_text="Of its web site.")),
                (
                    "country",
                    models.CharField(
                        blank=True, default="", help_text="ISO 3166, as in IL.", max_length=2
                    ),
                ),
                ("wikidata_id", models.TextField(blank=True, default="", help_text="As in Q42.")),
            ],
            options={
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("origin", "external_id"), name="sources_publisher_imported_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        default=claimtrack.db.acting.acting_user_pk,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "origin",
                    models.TextField(
                        blank=True, default="", help_text="Where it was imported from."
                    ),
                ),
                (
                    "external_id",
                    models.TextField(
                        blank=True,
                        help_text="Its id there; nothing else from there has it.",
                        null=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("article", "Article"),
                            ("letter", "Letter"),
                            ("speech", "Speech"),
                            ("transcript", "Transcript"),
                            ("interview", "Interview"),
                            ("press_release", "press release"),
                            ("report", "Report"),
                            ("social_post", "social post"),
                            ("image", "Image"),
                            ("audio", "Audio"),
                            ("video", "Video"),
                            ("other", "Other"),
                        ],
                        default="article",
                        max_length=16,
                    ),
                ),
                ("title", models.TextField(blank=True, default="")),
                (
                    "publisher",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="sources.publisher",
                    ),
                ),
                ("byline", models.TextField(blank=True, default="")),
                (
                    "address",
                    models.TextField(blank=True, default="", help_text="Where it was found."),
                ),
                (
                    "canonical_address",
                    models.TextField(
                        blank=True,
                        help_text="The address that stands for the document.",
                        null=True,
                        unique=True,
                    ),
                ),
                (
                    "published",
                    claimtrack.db.fields.PartialDateField(
                        blank=True, default="", help_text="In EDTF: 2023, 2023-04, 2023-04-27~."
                    ),
                ),
                ("published_first", models.DateField(blank=True, editable=False, null=True)),
                ("published_last", models.DateField(blank=True, editable=False, null=True)),
                (
                    "modified",
                    claimtrack.db.fields.PartialDateField(
                        blank=True, default="", help_text="In EDTF."
                    ),
                ),
                ("modified_first", models.DateField(blank=True, editable=False, null=True)),
                ("modified_last", models.DateField(blank=True, editable=False, null=True)),
                (
                    "language",
                    models.TextField(blank=True, default="", help_text="BCP 47, as in en or he."),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("live", "Live"),
                            ("corrected", "Corrected"),
                            ("retracted", "Retracted"),
                            ("gone", "Gone"),
                        ],
                        default="live",
                        max_length=12,
                    ),
                ),
                ("status_notice", models.TextField(blank=True, default="")),
                ("is_public", models.BooleanField(default=False)),
                (
                    "text_is_open",
                    models.BooleanField(
                        default=False,
                        help_text="Anybody may read the whole text, not only its quotes.",
                    ),
                ),
                ("archive_address", models.TextField(blank=True, default="")),
                ("day", models.BigIntegerField(default=0, editable=False)),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("day"), "*", models.Value(268435456)
                            ),
                            "+",
                            models.F("id"),
                        ),
                        output_field=models.BigIntegerField(),
                    ),
                ),
                ("version", models.BigIntegerField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-sort_key"],
                "permissions": [
                    ("publish_source", "Can make a source public"),
                    ("open_text", "Can let anybody read a source's text"),
                ],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["sort_key"], name="sources_source_sort_key"),
                    models.Index(fields=["is_public", "sort_key"], name="sources_source_public"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("origin", "external_id"), name="sources_source_imported_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("id__gte", 1), ("id__lt", 268435456)),
                        name="sources_source_id_fits_sort_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "article",
                                    "letter",
                                    "speech",
                                    "transcript",
                                    "interview",
                                    "press_release",
                                    "report",
                                    "social_post",
                                    "image",
                                    "audio",
                                    "video",
                                    "other",
                                ],
                            )
                        ),
                        name="sources_source_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["live", "corrected", "retracted", "gone"])
                        ),
                        name="sources_source_status_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Capture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        default=claimtrack.db.acting.acting_user_pk,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="captures",
                        to="sources.source",
                    ),
                ),
                ("media_type", models.TextField(blank=True, default="")),
                ("size", models.BigIntegerField(help_text="In bytes.")),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                (
                    "address",
                    models.TextField(
                        blank=True, default="", help_text="Where the bytes came from."
                    ),
                ),
                ("retrieved_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("file", models.FileField(max_length=200, upload_to="")),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "sha256"), name="sources_capture_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        default=claimtrack.db.acting.acting_user_pk,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="sources.source",
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(help_text="Counts from 1 within the source."),
                ),
                ("sha256", models.CharField(help_text="Of the text in UTF-8.", max_length=64)),
                (
                    "capture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="sources.capture",
                    ),
                ),
                (
                    "reader",
                    models.TextField(
                        blank=True, default="", help_text="What read the bytes, and its version."
                    ),
                ),
                (
                    "made_by",
                    models.CharField(
                        choices=[
                            ("read", "Read"),
                            ("typed", "Typed"),
                            ("recognised", "Recognised"),
                            ("transcribed", "Transcribed"),
                        ],
                        default="read",
                        max_length=12,
                    ),
                ),
                ("retrieved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "worked_through_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("worked_through_at", models.DateTimeField(blank=True, null=True)),
                ("text", models.TextField(help_text="In NFC, lines ended by \\n.")),
            ],
            options={
                "ordering": ["source", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "number"), name="sources_revision_numbered"
                    ),
                    models.UniqueConstraint(
                        fields=("source", "sha256"), name="sources_revision_text_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "text",
                                django.db.models.functions.comparison.Cast(
                                    "text", models.TextField()
                                ),
                            )
                        ),
                        name="sources_revision_typed",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("text"), 5000000
                        ),
                        name="sources_revision_bounded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("made_by__in", ["read", "typed", "recognised", "transcribed"])
                        ),
                        name="sources_revision_made_by_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Locator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        default=claimtrack.db.acting.acting_user_pk,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="locators",
                        to="sources.revision",
                    ),
                ),
                ("start", models.BigIntegerField(help_text="In code points.")),
                ("end", models.BigIntegerField(help_text="In code points, exclusive.")),
                (
                    "kind",
                    models.CharField(
                        choices=[("page", "Page"), ("time", "Time"), ("turn", "Turn")], max_length=8
                    ),
                ),
                (
                    "value",
                    models.TextField(help_text="A page's label, a time code, a speaker's name."),
                ),
            ],
            options={
                "ordering": ["revision", "start", "id"],
                "indexes": [
                    models.Index(fields=["revision", "start"], name="sources_locator_place")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start")), ("start__gte", 0)),
                        name="sources_locator_has_length",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["page", "time", "turn"])),
                        name="sources_locator_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPublisher",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "origin",
                    models.TextField(
                        blank=True, default="", help_text="Where it was imported from."
                    ),
                ),
                (
                    "external_id",
                    models.TextField(
                        blank=True,
                        help_text="Its id there; nothing else from there has it.",
                        null=True,
                    ),
                ),
                ("name", models.TextField(db_index=True)),
                ("address", models.TextField(blank=True, default="", help_text="Of its web site.")),
                (
                    "country",
                    models.CharField(
                        blank=True, default="", help_text="ISO 3166, as in IL.", max_length=2
                    ),
                ),
                ("wikidata_id", models.TextField(blank=True, default="", help_text="As in Q42.")),
                ("history_change_reason", models.TextField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        default=claimtrack.db.acting.acting_user_pk,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical publisher",
                "verbose_name_plural": "historical publishers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSource",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "origin",
                    models.TextField(
                        blank=True, default="", help_text="Where it was imported from."
                    ),
                ),
                (
                    "external_id",
                    models.TextField(
                        blank=True,
                        help_text="Its id there; nothing else from there has it.",
                        null=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("article", "Article"),
                            ("letter", "Letter"),
                            ("speech", "Speech"),
                            ("transcript", "Transcript"),
                            ("interview", "Interview"),
                            ("press_release", "press release"),
                            ("report", "Report"),
                            ("social_post", "social post"),
                            ("image", "Image"),
                            ("audio", "Audio"),
                            ("video", "Video"),
                            ("other", "Other"),
                        ],
                        default="article",
                        max_length=16,
                    ),
                ),
                ("title", models.TextField(blank=True, default="")),
                ("byline", models.TextField(blank=True, default="")),
                (
                    "address",
                    models.TextField(blank=True, default="", help_text="Where it was found."),
                ),
                (
                    "canonical_address",
                    models.TextField(
                        blank=True,
                        db_index=True,
                        help_text="The address that stands for the document.",
                        null=True,
                    ),
                ),
                (
                    "published",
                    claimtrack.db.fields.PartialDateField(
                        blank=True, default="", help_text="In EDTF: 2023, 2023-04, 2023-04-27~."
                    ),
                ),
                ("published_first", models.DateField(blank=True, editable=False, null=True)),
                ("published_last", models.DateField(blank=True, editable=False, null=True)),
                (
                    "modified",
                    claimtrack.db.fields.PartialDateField(
                        blank=True, default="", help_text="In EDTF."
                    ),
                ),
                ("modified_first", models.DateField(blank=True, editable=False, null=True)),
                ("modified_last", models.DateField(blank=True, editable=False, null=True)),
                (
                    "language",
                    models.TextField(blank=True, default="", help_text="BCP 47, as in en or he."),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("live", "Live"),
                            ("corrected", "Corrected"),
                            ("retracted", "Retracted"),
                            ("gone", "Gone"),
                        ],
                        default="live",
                        max_length=12,
                    ),
                ),
                ("status_notice", models.TextField(blank=True, default="")),
                ("is_public", models.BooleanField(default=False)),
                (
                    "text_is_open",
                    models.BooleanField(
                        default=False,
                        help_text="Anybody may read the whole text, not only its quotes.",
                    ),
                ),
                ("archive_address", models.TextField(blank=True, default="")),
                ("history_change_reason", models.TextField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        default=claimtrack.db.acting.acting_user_pk,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.publisher",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical source",
                "verbose_name_plural": "historical sources",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="source",
            name="current_revision",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sources.revision",
            ),
        ),
    ]
