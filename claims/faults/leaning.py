"""Public records that lean on hidden ones.

A public quote on a hidden source is found as a kept column that is off. What a public verdict
rests on is evidence on its public claim, and is found as that. What was public and is withdrawn is
a tombstone: others may lean on it.
"""

from __future__ import annotations

from claimtrack.db.faults.rows import Wrong

from ..models import Evidence, Review

LEANING = (
    Wrong(
        Evidence,
        "claim {0} is public, and leans on source {1}, which is not; nor is this confidential.",
        "SELECT e.id, e.claim_id, e.source_id FROM claims_evidence e "
        "JOIN claims_claim c ON c.id = e.claim_id JOIN sources_source s ON s.id = e.source_id "
        "WHERE c.is_public AND NOT s.is_public AND NOT e.is_confidential",
    ),
    Wrong(
        Review,
        "it is public, and leans on quote {0}, which is not.",
        "SELECT v.id, q.id FROM claims_review v JOIN claims_claim c ON c.id = v.claim_id "
        "JOIN claims_appearance a ON a.id = v.appearance_id "
        "JOIN claims_quote q ON q.id = a.quote_id "
        "WHERE v.state = 'published' AND c.is_public AND (q.published_at IS NULL "
        "OR (q.status = 'published' AND NOT q.is_public))",
    ),
)
