"""Where else a record is shown, or is not any more, as soon as it may be seen or may not.

The journal tells of those records too, so that who keeps a copy of what is public asks for them
again.
"""

from __future__ import annotations

from claimtrack.db.triggers.rules import Rules, Then, differs, told_anew
from sources.models import Source

from ..models import Claim, Quote
from .reviews import GIVEN_ON_PUBLIC_CLAIM


def again(model: str, where: str, public: str = "{row}.is_public") -> str:
    """The statement that has the journal tell of records, `x`, which are public."""
    shown, table = public.replace("{row}", "x"), f"claims_{model}"
    return told_anew(f"claims.{model}", "x.id") + f" FROM {table} x WHERE {shown} AND {where}"


def related(model: str) -> str:
    """The records that a relation joins with NEW."""
    table, start, end = f"claims_{model}relation", f"from_{model}_id", f"to_{model}_id"
    return (
        f"x.id IN (SELECT r.{end} FROM {table} r WHERE r.{start} = NEW.id "
        f"UNION SELECT r.{start} FROM {table} r WHERE r.{end} = NEW.id)"
    )


MADE_BY_IT = "SELECT a.{} FROM claims_appearance a WHERE a.quote_id = NEW.id"
SEEN = differs(["is_public", "status"])
SHOWN = (
    Rules(
        "quote_shown",
        Quote,
        irreplaceable=False,
        then=(
            Then(
                "told",
                (
                    again("claim", f"x.id IN ({MADE_BY_IT.format('claim_id')})"),
                    again(
                        "review",
                        f"x.appearance_id IN ({MADE_BY_IT.format('id')})",
                        GIVEN_ON_PUBLIC_CLAIM,
                    ),
                    again("quote", related("quote")),
                ),
                on=("update",),
                when=SEEN,
            ),
        ),
    ),
    Rules(
        "claim_shown",
        Claim,
        irreplaceable=False,
        then=(Then("told", (again("claim", related("claim")),), on=("update",), when=SEEN),),
    ),
    Rules(
        "source_shown",
        Source,
        irreplaceable=False,
        then=(
            Then(
                "told",
                (
                    again(
                        "quote",
                        "x.id IN (SELECT q.id FROM claims_quote q WHERE q.quoted_from_id = NEW.id "
                        "UNION SELECT a.quote_id FROM claims_attribution a "
                        "WHERE a.source_id = NEW.id)",
                    ),
                ),
                on=("update",),
                when=differs(["is_public"]),
            ),
        ),
    ),
)
