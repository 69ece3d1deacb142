"""A page of public claims, and one, with all that hangs on them, as the API shows them."""

from __future__ import annotations

from typing import Any

from .bare import Bare, grouped

SOURCE = (
    "UID(s.uid), s.kind, s.title, s.address, s.published, s.language, s.status, "
    "UID(p.uid), p.name, s.is_public"
)
CLAIM = (
    "SELECT c.id, c.sort_key, UID(c.uid), c.version, c.kind, c.status, c.text, c.language, "
    "c.condition, c.due_on, c.set_aside_reason, MOMENT(c.published_at), c.origin, c.external_id, "
    "c.first_appearance_id FROM claims_claim c WHERE c.is_public"
)
BELOW = f"{CLAIM} AND c.sort_key < ? ORDER BY c.sort_key DESC"
TOPICS = (
    "SELECT x.claim_id, UID(t.uid), t.name FROM claims_claimtopic x "
    "JOIN claims_topic t ON t.id = x.topic_id WHERE x.claim_id AMONG ORDER BY t.name"
)
APPEARANCES = (
    "SELECT a.id, a.claim_id, UID(a.uid), a.stance, a.quote_id, UID(q.uid), q.status, q.kind, "
    f"q.text, q.withdrawn_reason, {SOURCE}, CASE WHEN q.status = 'withdrawn' THEN "
    "(SELECT MOMENT(h.history_date) FROM claims_historicalquote h WHERE h.id = q.id "
    "AND h.status = 'withdrawn' ORDER BY h.history_date LIMIT 1) END FROM claims_appearance a "
    "JOIN claims_quote q ON q.id = a.quote_id JOIN sources_source s ON s.id = q.source_id "
    "LEFT JOIN sources_publisher p ON p.id = s.publisher_id WHERE a.claim_id AMONG "
    "AND (q.is_public OR (q.published_at IS NOT NULL AND q.status = 'withdrawn')) "
    "ORDER BY q.sort_key, a.id"
)
SPEAKERS = (
    "SELECT l.quote_id, UID(k.uid), k.kind, k.name, k.description, k.headcount, k.headcount_is "
    "FROM claims_attribution l JOIN claims_speaker k ON k.id = l.speaker_id "
    "WHERE l.quote_id AMONG AND l.role = 'speaker' ORDER BY l.number"
)
EVIDENCE = (
    "SELECT e.id, e.claim_id, e.is_confidential, UID(e.uid), e.bearing, e.note, e.is_primary, "
    f"UID(r.uid), r.number, {SOURCE} FROM claims_evidence e "
    "JOIN sources_source s ON s.id = e.source_id "
    "LEFT JOIN sources_publisher p ON p.id = s.publisher_id "
    "LEFT JOIN sources_revision r ON r.id = e.revision_id "
    "WHERE e.claim_id AMONG AND (e.is_confidential OR s.is_public) ORDER BY e.id"
)
PASSAGES = (
    'SELECT x.evidence_id, x.number, x.start, x."end", x.exact FROM claims_evidencespan x '
    "JOIN claims_evidence e ON e.id = x.evidence_id AND e.revision_id = x.revision_id "
    "WHERE x.evidence_id AMONG ORDER BY x.number"
)
REVIEWS = (
    "SELECT v.id, v.claim_id, UID(v.uid), v.version, v.authors, v.title, v.language, v.address, "
    "v.date, v.rating_name, v.rating_value, v.best, v.worst, v.explanation, v.state, "
    "v.supersedes_reason, v.origin, v.external_id, UID(p.uid), p.name, UID(s.uid), s.name, "
    "s.methodology_address, UID(b.uid), b.state, UID(n.uid), n.state, UID(a.uid), a.stance, "
    "UID(q.uid), q.status, q.kind, q.text FROM claims_review v "
    "JOIN sources_publisher p ON p.id = v.reviewer_id "
    "LEFT JOIN claims_ratingscale s ON s.id = v.scale_id "
    "LEFT JOIN claims_review b ON b.id = v.supersedes_id "
    "LEFT JOIN claims_review n ON n.supersedes_id = v.id "
    "LEFT JOIN claims_appearance a ON a.id = v.appearance_id "
    "LEFT JOIN claims_quote q ON q.id = a.quote_id "
    "WHERE v.claim_id AMONG AND v.state <> 'draft' ORDER BY v.date_last DESC NULLS LAST, v.id DESC"
)
RESTS_ON = (
    "SELECT x.review_id, UID(e.uid), e.is_confidential FROM claims_reviewevidence x "
    "JOIN claims_evidence e ON e.id = x.evidence_id JOIN sources_source s ON s.id = e.source_id "
    "WHERE x.review_id AMONG AND (e.is_confidential OR s.is_public) ORDER BY x.id"
)
RELATIONS = (
    "SELECT x.id, x.kind, '{ways}', x.{near}_claim_id, UID(c.uid), c.status, c.kind, c.text, "
    "c.withdrawn_reason, CASE WHEN c.status = 'withdrawn' THEN (SELECT MOMENT(h.history_date) "
    "FROM claims_historicalclaim h WHERE h.id = c.id AND h.status = 'withdrawn' "
    "ORDER BY h.history_date LIMIT 1) END FROM claims_claimrelation x "
    "JOIN claims_claim c ON c.id = x.{far}_claim_id WHERE x.{near}_claim_id AMONG "
    "AND (c.is_public OR (c.published_at IS NOT NULL AND c.status = 'withdrawn'))"
)
BOTH_WAYS = (
    f"{RELATIONS.format(ways='to', near='from', far='to')} UNION ALL "
    f"{RELATIONS.format(ways='from', near='to', far='from')} ORDER BY 1"
)


class Claims:
    """The answers; what was withdrawn comes without its words, as everywhere."""

    def __init__(self, bare: Bare) -> None:
        spell = bare.statement
        self.page_of = spell(f"{BELOW} LIMIT 51")
        self.one = spell(f"{CLAIM} AND c.uid = ?")
        self.topics, self.appearances = spell(TOPICS), spell(APPEARANCES)
        self.speakers, self.evidence = spell(SPEAKERS), spell(EVIDENCE)
        self.passages, self.reviews = spell(PASSAGES), spell(REVIEWS)
        self.rests_on, self.relations = spell(RESTS_ON), spell(BOTH_WAYS)

    def page(self, cursor: int, address: str) -> dict[str, Any]:
        """The page below a cursor, its links to this address."""
        rows = self.page_of(cursor)
        more, rows = len(rows) > 50, rows[:50]
        return {
            "next": f"{address}?cursor=claim.{rows[-1][1]}" if more else None,
            "previous": f"{address}?cursor=claim.b{rows[0][1]}",
            "results": self.dressed(rows),
        }

    def detail(self, uid: str) -> dict[str, Any]:
        return self.dressed(self.one(uid))[0]

    def dressed(self, rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
        keys = [row[0] for row in rows]
        topics = grouped((k, {"uid": u, "name": n}) for k, u, n in self.topics(keys))
        appearances = self._appearances(keys)
        evidence, confidential = self._evidence(keys)
        reviews = self._reviews(keys)
        relations = grouped(_relation(row) for row in self.relations(keys, keys))
        return [
            {
                "uid": uid,
                "version": version,
                "is_public": True,
                "kind": kind,
                "status": status,
                "text": text,
                "language": language,
                "condition": condition,
                "due_on": due,
                "set_aside_reason": aside,
                "published_at": published,
                "withdrawn_reason": "",
                "origin": origin,
                "external_id": external,
                "topics": topics[key],
                "first_appearance": _first(first, appearances[key]),
                "appearances": [item for _, item in appearances[key]],
                "evidence": evidence[key],
                "confidential_evidence": confidential.get(key, 0),
                "reviews": reviews[key],
                "relations": relations[key],
            }
            for key, _, uid, version, kind, status, text, language, condition, due, aside,
            published, origin, external, first in rows
        ]  # fmt: skip

    def _appearances(self, keys: list[int]) -> Any:
        rows = self.appearances(keys)
        said_by = grouped(
            (key, {"uid": uid, "kind": kind, "name": name, "description": description,
                   "headcount": count, "headcount_is": exact})
            for key, uid, kind, name, description, count, exact
            in self.speakers([row[4] for row in rows])
        )  # fmt: skip
        return grouped(
            (claim, (key, {"uid": uid, "stance": stance, "quote": {
                "uid": quote, "status": status, "kind": kind,
                "text": None if status == "withdrawn" else text,
                "withdrawn_reason": reason if status == "withdrawn" else "",
                "source": None if status == "withdrawn" else _source(source),
                "withdrawn_at": withdrawn,
                "speakers": [] if status == "withdrawn" else said_by[quote_id],
            }}))
            for key, claim, uid, stance, quote_id, quote, status, kind, text, reason, *source,
            withdrawn in rows
        )  # fmt: skip

    def _evidence(self, keys: list[int]) -> tuple[Any, dict[int, int]]:
        rows, confidential = self.evidence(keys), dict[int, int]()
        passages = grouped(
            (key, {"number": number, "start": start, "end": end, "exact": exact})
            for key, number, start, end, exact
            in self.passages([row[0] for row in rows if not row[2]])
        )  # fmt: skip
        shown = []
        for key, claim, hidden, uid, bearing, note, primary, revision, number, *source in rows:
            if hidden:
                confidential[claim] = confidential.get(claim, 0) + 1
                continue
            text = {"uid": revision, "number": number} if revision else None
            item = {
                "uid": uid,
                "bearing": bearing,
                "note": note,
                "is_primary": bool(primary),
                "is_confidential": False,
                "source": _source(source),
                "revision": text,
                "passages": passages[key],
            }
            shown.append((claim, item))
        return grouped(shown), confidential

    def _reviews(self, keys: list[int]) -> Any:
        rows = self.reviews(keys)
        rests_on = grouped((key, rest) for key, *rest in self.rests_on([row[0] for row in rows]))
        return grouped(_review(row, rests_on[row[0]]) for row in rows)


def _source(columns: Any) -> dict[str, Any] | None:
    uid, kind, title, address, published, language, status, publisher, name, public = columns
    if not public:
        return None
    return {"uid": uid, "kind": kind, "title": title, "address": address, "published": published,
            "language": language, "status": status,
            "publisher": {"uid": publisher, "name": name} if publisher else None}  # fmt: skip


def _first(chosen: int | None, appearances: list[Any]) -> dict[str, Any] | None:
    public = [(key, item) for key, item in appearances if item["quote"]["text"] is not None]
    found = next((item for item in public if item[0] == chosen), None)
    key, item = found or (public[0] if public else (None, None))
    return item and {
        "uid": item["uid"],
        "quote": item["quote"]["uid"],
        "is_chosen": key == chosen,
    }


def _review(row: tuple[Any, ...], rests_on: list[Any]) -> tuple[int, dict[str, Any]]:
    (_, claim, uid, version, authors, title, language, address, date, rating, value, best, worst,
     explanation, state, reason, origin, external, publisher, publisher_name, scale, scale_name,
     methodology, earlier, earlier_state, later, later_state, appearance, stance, quote, status,
     kind, text) = row  # fmt: skip
    superseded = later if later_state == "published" else None
    about = {"uid": quote, "status": status, "kind": kind, "text": text, "withdrawn_reason": "",
             "withdrawn_at": None}  # fmt: skip
    return claim, {
        "uid": uid, "version": version, "authors": authors, "title": title, "language": language,
        "address": address, "date": date, "rating_name": rating, "rating_value": value,
        "best": best, "worst": worst, "explanation": explanation, "state": state,
        "withdrawn_reason": "", "withdrawn_at": None, "supersedes_reason": reason,
        "origin": origin, "external_id": external,
        "reviewer": {"uid": publisher, "name": publisher_name},
        "scale": {"uid": scale, "name": scale_name, "methodology_address": methodology},
        "supersedes": earlier if earlier_state != "draft" else None,
        "superseded_by": superseded,
        "appearance": {"uid": appearance, "stance": stance, "quote": about} if appearance else None,
        "is_current": state == "published" and not superseded,
        "evidence": [item for item, hidden in rests_on if not hidden],
        "confidential_evidence": sum(bool(hidden) for _, hidden in rests_on),
    }  # fmt: skip


def _relation(row: tuple[Any, ...]) -> tuple[int, dict[str, Any]]:
    _, kind, ways, near, uid, status, own_kind, text, reason, gone = row
    other = {"uid": uid, "status": status, "kind": own_kind, "text": None if gone else text,
             "withdrawn_reason": reason if gone else "", "withdrawn_at": gone}  # fmt: skip
    return near, {"kind": kind, "direction": ways, "claim": other}
