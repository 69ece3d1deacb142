import uuid

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
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
        ("sources", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CarryReport",
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
                    "old",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sources.revision",
                    ),
                ),
                (
                    "new",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carry_reports",
                        to="sources.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("old", "new"), name="claims_carryreport_once"),
                    models.CheckConstraint(
                        condition=models.Q(("old", models.F("new")), _negated=True),
                        name="claims_carryreport_of_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
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
                ("model", models.TextField(help_text="As in claims.speaker.")),
                ("merged_id", models.BigIntegerField()),
                ("survivor_id", models.BigIntegerField()),
                ("reason", models.TextField(blank=True, default="")),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["model", "merged_id"], name="claims_merge_of_record")
                ],
            },
        ),
        migrations.CreateModel(
            name="MergeMove",
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
                    "merge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="claims.merge",
                    ),
                ),
                ("model", models.TextField()),
                ("object_id", models.BigIntegerField()),
                (
                    "before",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("after", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("folded", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["model", "object_id"], name="claims_mergemove_of_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="Quote",
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
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="sources.source",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        help_text="Where it was found.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="sources.revision",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("direct", "Direct"),
                            ("mixed", "Mixed"),
                            ("indirect", "Indirect"),
                            ("free_direct", "free direct"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField(default="", editable=False)),
                (
                    "said_on",
                    claimtrack.db.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="In EDTF, where it was not on the day of publication.",
                    ),
                ),
                ("said_on_first", models.DateField(blank=True, editable=False, null=True)),
                ("said_on_last", models.DateField(blank=True, editable=False, null=True)),
                (
                    "said_in",
                    models.TextField(
                        blank=True, default="", help_text="The language it was said in."
                    ),
                ),
                (
                    "quoted_from",
                    models.ForeignKey(
                        blank=True,
                        help_text="The document that the document at hand quotes.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quoted_in",
                        to="sources.source",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("recorded", "Recorded"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="recorded",
                        max_length=12,
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("withdrawn_reason", models.TextField(blank=True, default="")),
                ("nothing_to_check", models.BooleanField(default=False)),
                (
                    "annotator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                ("is_public", models.BooleanField(default=False, editable=False)),
                ("version", models.BigIntegerField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-sort_key"],
                "permissions": [
                    ("publish_quote", "Can publish quotes"),
                    ("withdraw_quote", "Can withdraw quotes"),
                ],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["sort_key"], name="claims_quote_sort_key"),
                    models.Index(fields=["is_public", "sort_key"], name="claims_quote_public"),
                    models.Index(fields=["source", "sort_key"], name="claims_quote_of_source"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("origin", "external_id"), name="claims_quote_imported_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "published"), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="claims_quote_published_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="claims_quote_withdrawn_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("id__gte", 1), ("id__lt", 268435456)),
                        name="claims_quote_id_fits_sort_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["direct", "mixed", "indirect", "free_direct"])
                        ),
                        name="claims_quote_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["recorded", "published", "withdrawn"])),
                        name="claims_quote_status_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuoteRelation",
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
                    "from_quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations",
                        to="claims.quote",
                    ),
                ),
                (
                    "to_quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="related_by",
                        to="claims.quote",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("same_words", "same words"),
                            ("translates", "Translates"),
                            ("corrects", "Corrects"),
                            ("withdraws", "takes back"),
                            ("denies", "Denies"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            options={
                "ordering": ["from_quote", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("from_quote", "to_quote", "kind"), name="claims_quoterelation_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_quote", models.F("to_quote")), _negated=True),
                        name="claims_quoterelation_of_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["same_words", "translates", "corrects", "withdraws", "denies"],
                            )
                        ),
                        name="claims_quoterelation_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
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
                ("name", models.TextField(unique=True)),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="claims_topic_has_a_name",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
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
                ("text", models.TextField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("factual", "Factual"),
                            ("prediction", "Prediction"),
                            ("promise", "Promise"),
                            ("opinion", "Opinion"),
                            ("attribution", "Attribution"),
                        ],
                        default="factual",
                        max_length=12,
                    ),
                ),
                (
                    "language",
                    models.TextField(blank=True, default="", help_text="BCP 47, as in en."),
                ),
                (
                    "condition",
                    models.TextField(blank=True, default="", help_text="On what it depends."),
                ),
                (
                    "due_on",
                    claimtrack.db.fields.PartialDateField(
                        blank=True, default="", help_text="Of a promise or prediction, in EDTF."
                    ),
                ),
                ("due_on_first", models.DateField(blank=True, editable=False, null=True)),
                ("due_on_last", models.DateField(blank=True, editable=False, null=True)),
                (
                    "set_aside_reason",
                    models.TextField(blank=True, default="", help_text="Why nobody checks it."),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("recorded", "Recorded"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="recorded",
                        max_length=12,
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("withdrawn_reason", models.TextField(blank=True, default="")),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="claims.claim",
                    ),
                ),
                ("is_public", models.BooleanField(default=False, editable=False)),
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
                    ("publish_claim", "Can publish claims"),
                    ("withdraw_claim", "Can withdraw claims"),
                    ("merge_claim", "Can merge claims"),
                ],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["sort_key"], name="claims_claim_sort_key"),
                    models.Index(fields=["is_public", "sort_key"], name="claims_claim_public"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("origin", "external_id"), name="claims_claim_imported_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "published"), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="claims_claim_published_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="claims_claim_withdrawn_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("id__gte", 1), ("id__lt", 268435456)),
                        name="claims_claim_id_fits_sort_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="claims_claim_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["factual", "prediction", "promise", "opinion", "attribution"],
                            )
                        ),
                        name="claims_claim_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["recorded", "published", "withdrawn"])),
                        name="claims_claim_status_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimTopic",
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
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claim_topics",
                        to="claims.claim",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claim_topics",
                        to="claims.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["claim", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("claim", "topic"), name="claims_claimtopic_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimRelation",
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
                    "from_claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations",
                        to="claims.claim",
                    ),
                ),
                (
                    "to_claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="related_by",
                        to="claims.claim",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contradicts", "Contradicts"),
                            ("narrows", "Narrows"),
                            ("part_of", "part of"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            options={
                "ordering": ["from_claim", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("from_claim", "to_claim", "kind"), name="claims_claimrelation_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_claim", models.F("to_claim")), _negated=True),
                        name="claims_claimrelation_of_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["contradicts", "narrows", "part_of"])),
                        name="claims_claimrelation_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appearance",
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
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appearances",
                        to="claims.claim",
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appearances",
                        to="claims.quote",
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("asserts", "Asserts"),
                            ("denies", "Denies"),
                            ("questions", "Questions"),
                            ("reports", "Reports"),
                            ("implies", "Implies"),
                        ],
                        default="asserts",
                        max_length=12,
                    ),
                ),
            ],
            options={
                "ordering": ["claim", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("claim", "quote"), name="claims_appearance_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stance__in", ["asserts", "denies", "questions", "reports", "implies"])
                        ),
                        name="claims_appearance_stance_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
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
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="claims.claim",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="sources.source",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where its passages were found.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sources.revision",
                    ),
                ),
                (
                    "bearing",
                    models.CharField(
                        choices=[
                            ("supports", "Supports"),
                            ("refutes", "Refutes"),
                            ("context", "Context"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.TextField(blank=True, default="")),
                ("is_primary", models.BooleanField(default=False, help_text="First-hand.")),
                (
                    "is_confidential",
                    models.BooleanField(default=False, help_text="Counted in public, never named."),
                ),
            ],
            options={
                "verbose_name_plural": "evidence",
                "ordering": ["claim", "id"],
                "indexes": [
                    models.Index(fields=["source", "claim"], name="claims_evidence_of_source")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revision__isnull", False),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="claims_evidence_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("bearing__in", ["supports", "refutes", "context"])),
                        name="claims_evidence_bearing_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceSpan",
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
                        related_name="+",
                        to="sources.revision",
                    ),
                ),
                ("start", models.BigIntegerField(help_text="In code points.")),
                ("end", models.BigIntegerField(help_text="In code points, exclusive.")),
                ("exact", models.TextField(help_text="The words that stand there, to the letter.")),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spans",
                        to="claims.evidence",
                    ),
                ),
                ("number", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["evidence", "number", "revision"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["revision", "start"], name="claims_evidencespan_place")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "start",
                                django.db.models.functions.comparison.Cast(
                                    "start", models.BigIntegerField()
                                ),
                            ),
                            (
                                "end",
                                django.db.models.functions.comparison.Cast(
                                    "end", models.BigIntegerField()
                                ),
                            ),
                            (
                                "exact",
                                django.db.models.functions.comparison.Cast(
                                    "exact", models.TextField()
                                ),
                            ),
                        ),
                        name="claims_evidencespan_typed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start")), ("start__gte", 0)),
                        name="claims_evidencespan_has_length",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "end",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("start"),
                                    "+",
                                    django.db.models.functions.text.Length("exact"),
                                ),
                            )
                        ),
                        name="claims_evidencespan_as_long_as_its_words",
                    ),
                    models.UniqueConstraint(
                        fields=("evidence", "revision", "number"),
                        name="claims_evidencespan_numbered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="claims_evidencespan_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RatingScale",
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
                    "publisher",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rating_scales",
                        to="sources.publisher",
                    ),
                ),
                ("name", models.TextField()),
                ("methodology_address", models.TextField(blank=True, default="")),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("publisher", "name"), name="claims_ratingscale_named"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
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
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ratings",
                        to="claims.ratingscale",
                    ),
                ),
                ("value", models.FloatField(blank=True, null=True)),
                ("name", models.TextField()),
            ],
            options={
                "ordering": ["scale", "value", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("scale", "name"), name="claims_rating_named")
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
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
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="claims.claim",
                    ),
                ),
                (
                    "appearance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="claims.appearance",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="sources.publisher",
                    ),
                ),
                ("authors", models.TextField(blank=True, default="")),
                ("title", models.TextField(blank=True, default="")),
                (
                    "language",
                    models.TextField(blank=True, default="", help_text="BCP 47, as in en."),
                ),
                ("address", models.TextField(blank=True, default="")),
                (
                    "date",
                    claimtrack.db.fields.PartialDateField(
                        blank=True, default="", help_text="In EDTF."
                    ),
                ),
                ("date_first", models.DateField(blank=True, editable=False, null=True)),
                ("date_last", models.DateField(blank=True, editable=False, null=True)),
                ("rating_name", models.TextField(blank=True, default="")),
                ("rating_value", models.FloatField(blank=True, null=True)),
                ("best", models.FloatField(blank=True, null=True)),
                ("worst", models.FloatField(blank=True, null=True)),
                (
                    "scale",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="claims.ratingscale",
                    ),
                ),
                ("explanation", models.TextField(blank=True, default="")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("withdrawn_reason", models.TextField(blank=True, default="")),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="claims.review",
                    ),
                ),
                ("supersedes_reason", models.TextField(blank=True, default="")),
                ("version", models.BigIntegerField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-date_last", "-id"],
                "permissions": [
                    ("publish_review", "Can publish fact-checks"),
                    ("withdraw_review", "Can withdraw fact-checks"),
                ],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("origin", "external_id"), name="claims_review_imported_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), _negated=True),
                            models.Q(("withdrawn_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="claims_review_withdrawn_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supersedes", None),
                            models.Q(("supersedes_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="claims_review_supersedes_with_a_reason",
                        violation_error_message="Say why this verdict supersedes the earlier one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(("rating_name", ""), _negated=True),
                            ("rating_value__isnull", False),
                            _connector="OR",
                        ),
                        name="claims_review_has_a_verdict",
                        violation_error_message="A fact-check that is not a draft has a rating.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rating_value", None),
                            models.Q(
                                ("rating_value__gte", -1000000000.0),
                                ("rating_value__lte", 1000000000.0),
                            ),
                            _connector="OR",
                        ),
                        name="claims_review_rating_value_is_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("best", None),
                            models.Q(("best__gte", -1000000000.0), ("best__lte", 1000000000.0)),
                            _connector="OR",
                        ),
                        name="claims_review_best_is_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("worst", None),
                            models.Q(("worst__gte", -1000000000.0), ("worst__lte", 1000000000.0)),
                            _connector="OR",
                        ),
                        name="claims_review_worst_is_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "published", "withdrawn"])),
                        name="claims_review_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewEvidence",
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
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rests_on",
                        to="claims.review",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="claims.evidence",
                    ),
                ),
            ],
            options={
                "ordering": ["review", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "evidence"), name="claims_reviewevidence_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Speaker",
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
                            ("person", "Person"),
                            ("organization", "Organization"),
                            ("group", "Group"),
                            ("unnamed", "Unnamed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.TextField()),
                (
                    "description",
                    models.TextField(
                        blank=True, default="", help_text="What tells namesakes apart."
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where the speaker publishes too.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sources.publisher",
                    ),
                ),
                ("wikidata_id", models.TextField(blank=True, default="", help_text="As in Q42.")),
                (
                    "headcount",
                    models.PositiveIntegerField(blank=True, help_text="Of a group.", null=True),
                ),
                (
                    "headcount_is",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("exactly", "Exactly"),
                            ("at_least", "at least"),
                            ("more_than", "more than"),
                            ("about", "About"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="claims.speaker",
                    ),
                ),
                ("version", models.BigIntegerField(default=1, editable=False)),
            ],
            options={
                "ordering": ["name", "id"],
                "permissions": [("merge_speaker", "Can merge speakers")],
                "abstract": False,
                "indexes": [models.Index(fields=["name"], name="claims_speaker_name")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("origin", "external_id"), name="claims_speaker_imported_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="claims_speaker_has_a_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("headcount", None), ("headcount_is", "")),
                            models.Q(
                                ("headcount__gte", 1),
                                ("headcount__isnull", False),
                                ("kind", "group"),
                                models.Q(("headcount_is", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="claims_speaker_headcount_of_a_group",
                        violation_error_message="Only a group has a headcount, with how exact it is.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["person", "organization", "group", "unnamed"])
                        ),
                        name="claims_speaker_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("headcount_is__in", ["exactly", "at_least", "more_than", "about", ""])
                        ),
                        name="claims_speaker_headcount_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpeakerName",
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
                    "speaker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="claims.speaker",
                    ),
                ),
                ("name", models.TextField()),
            ],
            options={
                "ordering": ["name"],
                "indexes": [models.Index(fields=["name"], name="claims_speakername_name")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("speaker", "name"), name="claims_speakername_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="claims_speakername_not_empty",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                    "speaker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="claims.speaker",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="claims.speaker",
                    ),
                ),
                (
                    "role",
                    models.TextField(blank=True, default="", help_text="As in foreign minister."),
                ),
                (
                    "since",
                    claimtrack.db.fields.PartialDateField(
                        blank=True, default="", help_text="In EDTF."
                    ),
                ),
                ("since_first", models.DateField(blank=True, editable=False, null=True)),
                ("since_last", models.DateField(blank=True, editable=False, null=True)),
                (
                    "until",
                    claimtrack.db.fields.PartialDateField(
                        blank=True, default="", help_text="In EDTF."
                    ),
                ),
                ("until_first", models.DateField(blank=True, editable=False, null=True)),
                ("until_last", models.DateField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["speaker", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organization", None), _negated=True),
                            models.Q(("role", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="claims_membership_says_something",
                        violation_error_message="A membership names an organization, a role, or both.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attribution",
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
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attributions",
                        to="claims.quote",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attributions",
                        to="claims.speaker",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        help_text="The document that relayed it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relays",
                        to="sources.source",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("speaker", "Speaker"),
                            ("on_behalf_of", "on behalf of"),
                            ("addressee", "Addressee"),
                            ("relayed_by", "relayed by"),
                        ],
                        default="speaker",
                        max_length=12,
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        default=1, help_text="Counts from 1 within the role."
                    ),
                ),
                (
                    "capacity",
                    models.ForeignKey(
                        blank=True,
                        help_text="The office or party when it was said.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.membership",
                    ),
                ),
            ],
            options={
                "ordering": ["quote", "role", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("quote", "role", "number"), name="claims_attribution_numbered"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", None), ("speaker__isnull", False)),
                            models.Q(
                                ("capacity", None),
                                ("role", "relayed_by"),
                                ("source__isnull", False),
                                ("speaker", None),
                            ),
                            _connector="OR",
                        ),
                        name="claims_attribution_of_a_speaker_or_relaying_document",
                        violation_error_message="A link names a speaker; only a relay may be a document.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="claims_attribution_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["speaker", "on_behalf_of", "addressee", "relayed_by"])
                        ),
                        name="claims_attribution_role_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuoteSpan",
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
                        related_name="+",
                        to="sources.revision",
                    ),
                ),
                ("start", models.BigIntegerField(help_text="In code points.")),
                ("end", models.BigIntegerField(help_text="In code points, exclusive.")),
                ("exact", models.TextField(help_text="The words that stand there, to the letter.")),
                (
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spans",
                        to="claims.quote",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("content", "Content"), ("cue", "Cue"), ("source", "Source")],
                        default="content",
                        max_length=8,
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        default=1, help_text="Counts from 1 within the role."
                    ),
                ),
                (
                    "attribution",
                    models.ForeignKey(
                        blank=True,
                        help_text="Of a mention: the link of the chain that it names.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="claims.attribution",
                    ),
                ),
            ],
            options={
                "ordering": ["quote", "role", "number", "revision"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["revision", "start"], name="claims_quotespan_place")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "start",
                                django.db.models.functions.comparison.Cast(
                                    "start", models.BigIntegerField()
                                ),
                            ),
                            (
                                "end",
                                django.db.models.functions.comparison.Cast(
                                    "end", models.BigIntegerField()
                                ),
                            ),
                            (
                                "exact",
                                django.db.models.functions.comparison.Cast(
                                    "exact", models.TextField()
                                ),
                            ),
                        ),
                        name="claims_quotespan_typed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start")), ("start__gte", 0)),
                        name="claims_quotespan_has_length",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "end",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("start"),
                                    "+",
                                    django.db.models.functions.text.Length("exact"),
                                ),
                            )
                        ),
                        name="claims_quotespan_as_long_as_its_words",
                    ),
                    models.UniqueConstraint(
                        fields=("quote", "revision", "role", "number"),
                        name="claims_quotespan_numbered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("attribution", None), ("role", "source"), _connector="OR"
                        ),
                        name="claims_quotespan_only_a_mention_names",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="claims_quotespan_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["content", "cue", "source"])),
                        name="claims_quotespan_role_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Carry",
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carries",
                        to="claims.carryreport",
                    ),
                ),
                (
                    "quote_span",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carries",
                        to="claims.quotespan",
                    ),
                ),
                (
                    "evidence_span",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carries",
                        to="claims.evidencespan",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("same", "Same"), ("changed", "Changed"), ("lost", "Lost")],
                        max_length=8,
                    ),
                ),
                (
                    "start",
                    models.BigIntegerField(blank=True, help_text="In the new text.", null=True),
                ),
                (
                    "end",
                    models.BigIntegerField(
                        blank=True, help_text="In the new text, exclusive.", null=True
                    ),
                ),
                ("similarity", models.FloatField(blank=True, help_text="From 0 to 1.", null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "carries",
                "ordering": ["report", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("evidence_span", None), ("quote_span__isnull", False)),
                            models.Q(("evidence_span__isnull", False), ("quote_span", None)),
                            _connector="OR",
                        ),
                        name="claims_carry_of_one_span",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("similarity", None),
                            models.Q(("similarity__gte", 0), ("similarity__lte", 1)),
                            _connector="OR",
                        ),
                        name="claims_carry_similarity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end__gt", models.F("start")),
                                ("end__isnull", False),
                                ("start__isnull", False),
                            ),
                            models.Q(("end", None), ("outcome", "lost"), ("start", None)),
                            _connector="OR",
                        ),
                        name="claims_carry_has_a_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["same", "changed", "lost"])),
                        name="claims_carry_outcome_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
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
                        related_name="suggestions",
                        to="sources.revision",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("direct", "Direct"),
                            ("mixed", "Mixed"),
                            ("indirect", "Indirect"),
                            ("free_direct", "free direct"),
                        ],
                        max_length=12,
                    ),
                ),
                ("spans", models.JSONField()),
                ("confidence", models.FloatField()),
                ("extractor", models.TextField(help_text="What made it, and its version.")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("corrected", "Corrected"),
                            ("rejected", "Rejected"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "quote",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suggestions",
                        to="claims.quote",
                    ),
                ),
            ],
            options={
                "ordering": ["revision", "id"],
                "indexes": [
                    models.Index(fields=["revision", "decision"], name="claims_suggestion_waiting")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                        name="claims_suggestion_confidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision__in", ["", "rejected"]), ("quote", None)),
                            models.Q(
                                ("decision__in", ["accepted", "corrected"]),
                                ("quote__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="claims_suggestion_accepted_as_a_quote",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["direct", "mixed", "indirect", "free_direct"])
                        ),
                        name="claims_suggestion_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision__in", ["accepted", "corrected", "rejected", ""])
                        ),
                        name="claims_suggestion_decision_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAttribution",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("speaker", "Speaker"),
                            ("on_behalf_of", "on behalf of"),
                            ("addressee", "Addressee"),
                            ("relayed_by", "relayed by"),
                        ],
                        default="speaker",
                        max_length=12,
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        default=1, help_text="Counts from 1 within the role."
                    ),
                ),
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
                    "quote",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.quote",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.speaker",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The document that relayed it.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.source",
                    ),
                ),
                (
                    "capacity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The office or party when it was said.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.membership",
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
                "verbose_name": "historical attribution",
                "verbose_name_plural": "historical attributions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalQuote",
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
                            ("direct", "Direct"),
                            ("mixed", "Mixed"),
                            ("indirect", "Indirect"),
                            ("free_direct", "free direct"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "said_on",
                    claimtrack.db.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="In EDTF, where it was not on the day of publication.",
                    ),
                ),
                ("said_on_first", models.DateField(blank=True, editable=False, null=True)),
                ("said_on_last", models.DateField(blank=True, editable=False, null=True)),
                (
                    "said_in",
                    models.TextField(
                        blank=True, default="", help_text="The language it was said in."
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("recorded", "Recorded"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="recorded",
                        max_length=12,
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("withdrawn_reason", models.TextField(blank=True, default="")),
                ("nothing_to_check", models.BooleanField(default=False)),
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
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.source",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Where it was found.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.revision",
                    ),
                ),
                (
                    "quoted_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The document that the document at hand quotes.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.source",
                    ),
                ),
                (
                    "annotator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
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
                "verbose_name": "historical quote",
                "verbose_name_plural": "historical quotes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalQuoteSpan",
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
                ("start", models.BigIntegerField(help_text="In code points.")),
                ("end", models.BigIntegerField(help_text="In code points, exclusive.")),
                ("exact", models.TextField(help_text="The words that stand there, to the letter.")),
                (
                    "role",
                    models.CharField(
                        choices=[("content", "Content"), ("cue", "Cue"), ("source", "Source")],
                        default="content",
                        max_length=8,
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        default=1, help_text="Counts from 1 within the role."
                    ),
                ),
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
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.revision",
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.quote",
                    ),
                ),
                (
                    "attribution",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Of a mention: the link of the chain that it names.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.attribution",
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
                "verbose_name": "historical quote span",
                "verbose_name_plural": "historical quote spans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalQuoteRelation",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("same_words", "same words"),
                            ("translates", "Translates"),
                            ("corrects", "Corrects"),
                            ("withdraws", "takes back"),
                            ("denies", "Denies"),
                        ],
                        max_length=12,
                    ),
                ),
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
                    "from_quote",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.quote",
                    ),
                ),
                (
                    "to_quote",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.quote",
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
                "verbose_name": "historical quote relation",
                "verbose_name_plural": "historical quote relations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTopic",
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
                ("name", models.TextField(db_index=True)),
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
                "verbose_name": "historical topic",
                "verbose_name_plural": "historical topics",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClaimTopic",
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
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.topic",
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
                "verbose_name": "historical claim topic",
                "verbose_name_plural": "historical claim topics",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClaim",
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
                ("text", models.TextField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("factual", "Factual"),
                            ("prediction", "Prediction"),
                            ("promise", "Promise"),
                            ("opinion", "Opinion"),
                            ("attribution", "Attribution"),
                        ],
                        default="factual",
                        max_length=12,
                    ),
                ),
                (
                    "language",
                    models.TextField(blank=True, default="", help_text="BCP 47, as in en."),
                ),
                (
                    "condition",
                    models.TextField(blank=True, default="", help_text="On what it depends."),
                ),
                (
                    "due_on",
                    claimtrack.db.fields.PartialDateField(
                        blank=True, default="", help_text="Of a promise or prediction, in EDTF."
                    ),
                ),
                ("due_on_first", models.DateField(blank=True, editable=False, null=True)),
                ("due_on_last", models.DateField(blank=True, editable=False, null=True)),
                (
                    "set_aside_reason",
                    models.TextField(blank=True, default="", help_text="Why nobody checks it."),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("recorded", "Recorded"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="recorded",
                        max_length=12,
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("withdrawn_reason", models.TextField(blank=True, default="")),
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
                    "first_appearance",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="A chosen one; else the earliest.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.appearance",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.claim",
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
                "verbose_name": "historical claim",
                "verbose_name_plural": "historical claims",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClaimRelation",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("contradicts", "Contradicts"),
                            ("narrows", "Narrows"),
                            ("part_of", "part of"),
                        ],
                        max_length=12,
                    ),
                ),
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
                    "from_claim",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "to_claim",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.claim",
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
                "verbose_name": "historical claim relation",
                "verbose_name_plural": "historical claim relations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAppearance",
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
                    "stance",
                    models.CharField(
                        choices=[
                            ("asserts", "Asserts"),
                            ("denies", "Denies"),
                            ("questions", "Questions"),
                            ("reports", "Reports"),
                            ("implies", "Implies"),
                        ],
                        default="asserts",
                        max_length=12,
                    ),
                ),
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
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.quote",
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
                "verbose_name": "historical appearance",
                "verbose_name_plural": "historical appearances",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEvidence",
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
                    "bearing",
                    models.CharField(
                        choices=[
                            ("supports", "Supports"),
                            ("refutes", "Refutes"),
                            ("context", "Context"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.TextField(blank=True, default="")),
                ("is_primary", models.BooleanField(default=False, help_text="First-hand.")),
                (
                    "is_confidential",
                    models.BooleanField(default=False, help_text="Counted in public, never named."),
                ),
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
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.source",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Where its passages were found.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.revision",
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
                "verbose_name": "historical evidence",
                "verbose_name_plural": "historical evidence",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEvidenceSpan",
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
                ("start", models.BigIntegerField(help_text="In code points.")),
                ("end", models.BigIntegerField(help_text="In code points, exclusive.")),
                ("exact", models.TextField(help_text="The words that stand there, to the letter.")),
                ("number", models.PositiveIntegerField(default=1)),
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
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.revision",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.evidence",
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
                "verbose_name": "historical evidence span",
                "verbose_name_plural": "historical evidence spans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRatingScale",
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
                ("name", models.TextField()),
                ("methodology_address", models.TextField(blank=True, default="")),
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
                "verbose_name": "historical rating scale",
                "verbose_name_plural": "historical rating scales",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRating",
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
                ("value", models.FloatField(blank=True, null=True)),
                ("name", models.TextField()),
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
                    "scale",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.ratingscale",
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
                "verbose_name": "historical rating",
                "verbose_name_plural": "historical ratings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReview",
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
                ("authors", models.TextField(blank=True, default="")),
                ("title", models.TextField(blank=True, default="")),
                (
                    "language",
                    models.TextField(blank=True, default="", help_text="BCP 47, as in en."),
                ),
                ("address", models.TextField(blank=True, default="")),
                (
                    "date",
                    claimtrack.db.fields.PartialDateField(
                        blank=True, default="", help_text="In EDTF."
                    ),
                ),
                ("date_first", models.DateField(blank=True, editable=False, null=True)),
                ("date_last", models.DateField(blank=True, editable=False, null=True)),
                ("rating_name", models.TextField(blank=True, default="")),
                ("rating_value", models.FloatField(blank=True, null=True)),
                ("best", models.FloatField(blank=True, null=True)),
                ("worst", models.FloatField(blank=True, null=True)),
                ("explanation", models.TextField(blank=True, default="")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("withdrawn_reason", models.TextField(blank=True, default="")),
                ("supersedes_reason", models.TextField(blank=True, default="")),
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
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "appearance",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.appearance",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.publisher",
                    ),
                ),
                (
                    "scale",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.ratingscale",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.review",
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
                "verbose_name": "historical review",
                "verbose_name_plural": "historical reviews",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReviewEvidence",
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
                    "review",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.review",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.evidence",
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
                "verbose_name": "historical review evidence",
                "verbose_name_plural": "historical review evidences",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSpeaker",
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
                            ("person", "Person"),
                            ("organization", "Organization"),
                            ("group", "Group"),
                            ("unnamed", "Unnamed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.TextField()),
                (
                    "description",
                    models.TextField(
                        blank=True, default="", help_text="What tells namesakes apart."
                    ),
                ),
                ("wikidata_id", models.TextField(blank=True, default="", help_text="As in Q42.")),
                (
                    "headcount",
                    models.PositiveIntegerField(blank=True, help_text="Of a group.", null=True),
                ),
                (
                    "headcount_is",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("exactly", "Exactly"),
                            ("at_least", "at least"),
                            ("more_than", "more than"),
                            ("about", "About"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
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
                        help_text="Where the speaker publishes too.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.publisher",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.speaker",
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
                "verbose_name": "historical speaker",
                "verbose_name_plural": "historical speakers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSpeakerName",
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
                ("name", models.TextField()),
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
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.speaker",
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
                "verbose_name": "historical speaker name",
                "verbose_name_plural": "historical speaker names",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMembership",
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
                    "role",
                    models.TextField(blank=True, default="", help_text="As in foreign minister."),
                ),
                (
                    "since",
                    claimtrack.db.fields.PartialDateField(
                        blank=True, default="", help_text="In EDTF."
                    ),
                ),
                ("since_first", models.DateField(blank=True, editable=False, null=True)),
                ("since_last", models.DateField(blank=True, editable=False, null=True)),
                (
                    "until",
                    claimtrack.db.fields.PartialDateField(
                        blank=True, default="", help_text="In EDTF."
                    ),
                ),
                ("until_first", models.DateField(blank=True, editable=False, null=True)),
                ("until_last", models.DateField(blank=True, editable=False, null=True)),
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
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.speaker",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.speaker",
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
                "verbose_name": "historical membership",
                "verbose_name_plural": "historical memberships",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="claim",
            name="first_appearance",
            field=models.ForeignKey(
                blank=True,
                help_text="A chosen one; else the earliest.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.appearance",
            ),
        ),
    ]
