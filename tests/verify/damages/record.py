"""Quotes, claims, verdicts and merges."""

from __future__ import annotations

from .damage import damage

QUOTES = (
    damage(
        "a quote found on another source's text",
        (
            "claims.quote {recorded}: it was found on revision {letter_text}, a text of another "
            "source.",
            "claims.quote {recorded}: its text is “{said}”; its spans give “”.",
        ),
        "UPDATE claims_quote SET revision_id = {letter_text} WHERE id = {recorded}",
    ),
    damage(
        "a published quote without content",
        "claims.quote {withdrawn}: it is published without content.",
        "DELETE FROM claims_quotespan WHERE quote_id = {withdrawn}",
        "UPDATE claims_quote SET text = '' WHERE id = {withdrawn}",
    ),
    damage(
        "a quote that is no longer published",
        "claims.quote {withdrawn}: it is recorded only, though it was published on {published_on}.",
        "UPDATE claims_quote SET status = 'recorded' WHERE id = {withdrawn}",
    ),
    damage(
        "a span on another source's text",
        "claims.quotespan {cue}: it stands on revision {minutes_text}, a text of another source "
        "than its quote {quote}.",
        "UPDATE claims_quotespan SET revision_id = {minutes_text} WHERE id = {cue}",
    ),
    damage(
        "a mention of another quote's link",
        "claims.quotespan {mention}: it mentions attribution {voter_link}, a link of another "
        "quote.",
        "UPDATE claims_quotespan SET attribution_id = {voter_link} WHERE id = {mention}",
    ),
    damage(
        "a capacity of somebody else",
        "claims.attribution {voter_link}: its capacity {membership} is a membership of another "
        "speaker.",
        "UPDATE claims_attribution SET capacity_id = {membership} WHERE id = {voter_link}",
    ),
    damage(
        "an unnamed speaker in two documents",
        "claims.speaker {voter}: it is unnamed, and speaks in 2 documents: an unnamed speaker "
        "belongs to one.",
        "UPDATE claims_attribution SET speaker_id = {voter}, capacity_id = NULL WHERE id = {link}",
    ),
)

CLAIMS = (
    damage(
        "a first appearance of another claim",
        "claims.claim {claim}: its first appearance {other_appearance} is one of another claim.",
        "UPDATE claims_claim SET first_appearance_id = {other_appearance} WHERE id = {claim}",
    ),
    damage(
        "a claim that is no longer published",
        (
            "claims.claim {claim}: is_public is 1; its rule gives 0.",
            "claims.claim {claim}: it is recorded only, though it was published on {claim_on}.",
        ),
        "UPDATE claims_claim SET status = 'recorded' WHERE id = {claim}",
    ),
    damage(
        "evidence on another source's text",
        "claims.evidence {hidden_evidence}: its revision {minutes_text} is a text of another "
        "source.",
        "UPDATE claims_evidence SET revision_id = {minutes_text} WHERE id = {hidden_evidence}",
    ),
    damage(
        "a passage on another source's text",
        "claims.evidencespan {passage}: it stands on revision {minutes_text}, a text of another "
        "source than its evidence {evidence}.",
        "UPDATE claims_evidencespan SET revision_id = {minutes_text} WHERE id = {passage}",
    ),
    damage(
        "evidence that says nothing",
        "claims.evidence {evidence}: it has neither a passage nor a note.",
        "DELETE FROM claims_evidencespan WHERE evidence_id = {evidence}",
    ),
    damage(
        "a verdict on another claim's appearance",
        "claims.review {draft}: its appearance {appearance} is one of another claim.",
        "UPDATE claims_review SET appearance_id = {appearance} WHERE id = {draft}",
    ),
    damage(
        "a verdict that supersedes one on another claim",
        "claims.review {draft}: it supersedes review {later}, a verdict on another claim.",
        "UPDATE claims_review SET supersedes_id = {later}, supersedes_reason = 'x' "
        "WHERE id = {draft}",
    ),
    damage(
        "verdicts that supersede each other",
        "claims.review {earlier}: it supersedes itself: {earlier}, {later}, {earlier}.",
        "UPDATE claims_review SET supersedes_id = {later}, supersedes_reason = 'x' "
        "WHERE id = {earlier}",
    ),
    damage(
        "a verdict that rests on another claim's evidence",
        "claims.reviewevidence {rest}: review {earlier} rests on evidence {hidden_evidence}, which "
        "bears on another claim.",
        "UPDATE claims_reviewevidence SET evidence_id = {hidden_evidence} WHERE id = {rest}",
    ),
    damage(
        "a public claim on a hidden source",
        "claims.evidence {secret}: claim {claim} is public, and leans on source {letter}, which is "
        "not; nor is this confidential.",
        "UPDATE claims_evidence SET is_confidential = FALSE WHERE id = {secret}",
    ),
    damage(
        "a public verdict on a quote that never was public",
        "claims.review {later}: it is public, and leans on quote {recorded}, which is not.",
        "UPDATE claims_appearance SET claim_id = {claim} WHERE id = {other_appearance}",
        "UPDATE claims_review SET appearance_id = {other_appearance} WHERE id = {later}",
    ),
)

MERGES = (
    damage(
        "a merge into itself",
        (
            "claims.speaker {voter}: it is merged into {voter}, by 0 merges that stand: there is "
            "one.",
            "claims.speaker {voter}: its merges loop: {voter}, {voter}.",
        ),
        "DELETE FROM claims_attribution WHERE speaker_id = {voter}",
        "UPDATE claims_speaker SET merged_into_id = id WHERE id = {voter}",
    ),
    damage(
        "merges that loop",
        (
            "claims.speaker {merged}: it is merged into {survivor}, which is merged into "
            "{merged_too}.",
            "claims.speaker {survivor}: it is merged into {merged_too}, by 0 merges that stand: "
            "there is one.",
            "claims.speaker {merged_too}: its merges loop: {merged_too}, {survivor}, {merged_too}.",
        ),
        "DELETE FROM claims_attribution WHERE speaker_id = {survivor}",
        "UPDATE claims_speaker SET merged_into_id = {merged_too} WHERE id = {survivor}",
    ),
    damage(
        "a merge into one that is merged",
        "claims.speaker {merged}: it is merged into {merged_too}, which is merged into {survivor}.",
        "UPDATE claims_speaker SET merged_into_id = {merged_too} WHERE id = {merged}",
    ),
    damage(
        "a merge of which nothing is on record",
        "claims.speaker {voter}: it is merged into {survivor}, by 0 merges that stand: there is "
        "one.",
        "DELETE FROM claims_attribution WHERE speaker_id = {voter}",
        "UPDATE claims_speaker SET merged_into_id = {survivor} WHERE id = {voter}",
    ),
    damage(
        "a merge on record of a record that is not merged",
        "claims.merge {merge}: it merged claims.claim {double} into {claim}; that one's "
        "merged_into is None.",
        "UPDATE claims_claim SET merged_into_id = NULL WHERE id = {double}",
    ),
    damage(
        "a merge on record into another",
        "claims.merge {merge}: it merged claims.claim {double} into {claim}; that one's "
        "merged_into is {other}.",
        "UPDATE claims_claim SET merged_into_id = {other} WHERE id = {double}",
    ),
    damage(
        "a merge that is undone on record only",
        "claims.claim {double}: it is merged into {claim}, by 0 merges that stand: there is one.",
        "UPDATE claims_merge SET undone_at = '2024-01-01 00:00:00' WHERE id = {merge}",
    ),
    damage(
        "a link of the chain to a merged speaker",
        "claims.attribution {voter_link}: its speaker {merged} is merged into {survivor}: it hangs "
        "on that one.",
        "UPDATE claims_attribution SET speaker_id = {merged} WHERE id = {voter_link}",
    ),
    damage(
        "evidence on a merged claim",
        "claims.evidence {hidden_evidence}: its claim {double} is merged into {claim}: it hangs on "
        "that one.",
        "UPDATE claims_evidence SET claim_id = {double} WHERE id = {hidden_evidence}",
    ),
    damage(
        "a verdict on a merged claim",
        "claims.review {draft}: its claim {double} is merged into {claim}: it hangs on that one.",
        "UPDATE claims_review SET claim_id = {double} WHERE id = {draft}",
    ),
)

DATABASE = (
    damage(
        "a row that names another that is not there",
        "claims.appearance {other_appearance}: its claim is 99999, which is not there.",
        "{references_off}",
        "UPDATE claims_appearance SET claim_id = 99999 WHERE id = {other_appearance}",
        "UPDATE claims_claim SET day = {today} WHERE id = {other}",
    ),
    damage(
        "a text that is not in UTF-8",
        (
            "sources.revision {bare_text}: its text is not UTF-8, at byte 0: “\ufffdx”.",
            "database: it cannot be read to its end (Could not decode to UTF-8 column 'text' with "
            "text '\ufffdx').",
        ),
        "UPDATE sources_revision SET text = CAST(x'ff78' AS text) WHERE id = {bare_text}",
        only="sqlite",
    ),
    damage(
        "a claim that is not in UTF-8",
        "claims.claim {other}: its text is not UTF-8, at byte 1: “A\ufffd(A”.",
        "UPDATE claims_claim SET text = CAST(x'41C32841' AS text) WHERE id = {other}",
        only="sqlite",
    ),
    damage(
        "a claim with a NUL",
        "claims.claim {other}: its text holds a NUL, at 1: “a\ufffdb”.",
        "UPDATE claims_claim SET text = 'a' || char(0) || 'b' WHERE id = {other}",
        only="sqlite",
    ),
    damage(
        "a day before the first year",
        "claims.claim {other}: its due_on_first cannot be read: it is “0000-01-01”.",
        "UPDATE claims_claim SET due_on_first = '0000-01-01' WHERE id = {other}",
        only="sqlite",
    ),
    damage(
        "a moment that is none",
        "claims.appearance {appearance}: its created_at cannot be read: it is “yesterday”.",
        "UPDATE claims_appearance SET created_at = 'yesterday' WHERE id = {appearance}",
        only="sqlite",
    ),
    damage(
        "a day without end",
        "claims.claim {other}: its due_on_last cannot be read: it is “infinity”.",
        "UPDATE claims_claim SET due_on_last = 'infinity' WHERE id = {other}",
        only="postgresql",
    ),
    damage(
        "a moment without end",
        "claims.appearance {appearance}: its created_at cannot be read: it is “infinity”.",
        "UPDATE claims_appearance SET created_at = 'infinity' WHERE id = {appearance}",
        only="postgresql",
    ),
    damage(
        "a row that a constraint forbids",
        "database: CHECK constraint failed in claims_topic",
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE claims_topic SET name = '' WHERE name = 'bridges'",
        "PRAGMA ignore_check_constraints = OFF",
        only="sqlite",
    ),
)
