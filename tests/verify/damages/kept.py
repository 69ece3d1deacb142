"""What the database keeps, and its indexes."""

from __future__ import annotations

from claimtrack.db.fields import ID_BITS

from .damage import damage

KEPT = (
    damage(
        "the text of a quote",
        "claims.quote {recorded}: its text is “Other words”; its spans give ““We shall build the "
        "bridge.””.",
        "UPDATE claims_quote SET text = 'Other words' WHERE id = {recorded}",
    ),
    damage(
        "whether a quote is public",
        (
            "claims.quote {recorded}: is_public is 1; its rule gives 0.",
            "claims.claim {other}: day is {today}; its rule gives {other_day}.",
        ),
        "UPDATE claims_quote SET is_public = TRUE WHERE id = {recorded}",
    ),
    damage(
        "a public quote on a source that was hidden",
        (
            "claims.quote {quote}: is_public is 1; its rule gives 0.",
            "claims.evidence {evidence}: claim {claim} is public, and leans on source {article}, "
            "which is not; nor is this confidential.",
        ),
        "UPDATE sources_source SET is_public = FALSE WHERE id = {article}",
    ),
    damage(
        "whether a claim is public",
        "claims.claim {double}: is_public is 1; its rule gives 0.",
        "UPDATE claims_claim SET is_public = TRUE WHERE id = {double}",
    ),
    damage(
        "the day of a source",
        "sources.source {article}: day is 1; its rule gives 19477.",
        "UPDATE sources_source SET day = 1 WHERE id = {article}",
    ),
    damage(
        "the day of a quote",
        "claims.quote {loose}: day is 1; its rule gives 19477.",
        "UPDATE claims_quote SET day = 1 WHERE id = {loose}",
    ),
    damage(
        "the day of a claim",
        "claims.claim {claim}: day is 1; its rule gives 19477.",
        "UPDATE claims_claim SET day = 1 WHERE id = {claim}",
    ),
    damage(
        "the current text of a source",
        "sources.source {article}: current_revision_id is {first}; its rule gives {second}.",
        "UPDATE sources_source SET current_revision_id = {first} WHERE id = {article}",
    ),
    damage(
        "a sort key",
        "claims.claim {other}: sort_key is 7; its day and id give {other_key}.",
        "ALTER TABLE claims_claim ALTER COLUMN sort_key DROP EXPRESSION",
        "UPDATE claims_claim SET sort_key = 7 WHERE id = {other}",
        only="postgresql",
    ),
    damage(
        "a version below one",
        "claims.review {draft}: version is 0; it is a whole number, and has been 1 at least.",
        "UPDATE claims_review SET version = 0 WHERE id = {draft}",
    ),
    damage(
        "a version that went back",
        "claims.quote {quote}: version is 1; it is a whole number, and has been {quote_seen} at "
        "least.",
        "UPDATE claims_quote SET version = 1 WHERE id = {quote}",
    ),
    damage(
        "a version that is not whole",
        "claims.quote {quote}: version is 99.5; it is a whole number, and has been {quote_seen} at "
        "least.",
        "UPDATE claims_quote SET version = 99.5 WHERE id = {quote}",
        only="sqlite",
    ),
    damage(
        "a speaker's version that went back",
        "claims.speaker {speaker}: version is 1, and 1 names and memberships have raised it since "
        "1.",
        "UPDATE claims_speaker SET version = 1 WHERE id = {speaker}",
    ),
    damage(
        "a review's version that went back",
        "claims.review {earlier}: version is 1, and 2 pieces of evidence have raised it since 1.",
        "UPDATE claims_review SET version = 1 WHERE id = {earlier}",
    ),
    damage(
        "the first day of a date",
        "sources.source {article}: modified_first and modified_last are 2020-01-01 and 2023-05-02; "
        "“../2023-05-02” gives open and 2023-05-02.",
        "UPDATE sources_source SET modified_first = '2020-01-01' WHERE id = {article}",
    ),
    damage(
        "the days of a date that is not written",
        "claims.claim {claim}: due_on_first and due_on_last are open and 2020-01-01; “” gives open "
        "and open.",
        "UPDATE claims_claim SET due_on_last = '2020-01-01' WHERE id = {claim}",
    ),
    damage(
        "the days of a membership",
        "claims.membership {membership}: until_first and until_last are open and 2025-06-30; "
        "“2025-06-30~” gives 2025-06-30 and 2025-06-30.",
        "UPDATE claims_membership SET until_first = NULL WHERE id = {membership}",
    ),
    damage(
        "a date that is none",
        "claims.claim {other}: due_on is “some day”, which is not a date.",
        "UPDATE claims_claim SET due_on = 'some day' WHERE id = {other}",
    ),
)

INDEXES = (
    damage(
        "a record that is not indexed",
        "claims.claim {claim}: the search index does not have it as it stands.",
        "DELETE FROM claims_claim_fts WHERE rowid & ((1 << 28) - 1) = {claim}",
        only="sqlite",
    ),
    damage(
        "a record that is indexed with other words",
        "sources.source {article}: the search index does not have it as it stands.",
        "UPDATE sources_source_fts SET shown = 'x' WHERE rowid & ((1 << 28) - 1) = {article}",
        only="sqlite",
    ),
    damage(
        "a record that is indexed under another date",
        "claims.quote {quote}: the search index has it under another date as well.",
        f"INSERT INTO claims_quote_fts (rowid, text) VALUES (1 * {2**ID_BITS} + {{quote}}, 'x')",
        only="sqlite",
    ),
    damage(
        "an index that has lost its words",
        "claims_quote_fts index: database disk image is malformed.",
        "DELETE FROM claims_quote_fts_data WHERE id > 10",
        only="sqlite",
    ),
    damage(
        "a source that is indexed with other words",
        "sources.source {article}: the search index does not have it as it stands.",
        "SET CONSTRAINTS ALL IMMEDIATE",
        "ALTER TABLE sources_source DISABLE TRIGGER USER",
        "UPDATE sources_source SET words = ct_tsvector('other words') WHERE id = {article}",
        "ALTER TABLE sources_source ENABLE TRIGGER USER",
        only="postgresql",
    ),
)
