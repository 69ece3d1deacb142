"""What an act through the API takes: declared by each view, refused where nothing is declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

SCOPES = ("read", "annotate", "edit")
"""Of a token; each includes the ones before it."""
BLIND = "Who changes the record has to see all of it: this takes what the role Reader may."
UNDECLARED = "Nobody may do this."


@dataclass(frozen=True)
class Need:
    """A scope that the token must have, and a permission that its user must have, if any."""

    scope: str
    permission: str = ""

    def refusal(self, request: Request) -> str:
        """Why this request may not, in one sentence; empty where it may."""
        scope = getattr(request.auth, "scope", "edit")  # a session has no scope of its own
        if SCOPES.index(scope) < SCOPES.index(self.scope):
            return f"The token has the scope {scope}: this takes one with the scope {self.scope}."
        if not self.permission:
            return ""
        if not getattr(
            request.user, "sees_everything", False
        ):  # else what it names and answers would tell too much
            return BLIND
        if not request.user.has_perm(self.permission):
            return f"This takes the permission {self.permission}, which you do not have."
        return ""


SIGNED_IN = Need("read")
"""Of an act that is about nobody but who asks."""
ANYBODY = Need("")
"""Of an act that nobody has to be known for."""


def action_of(view: Any, method: str) -> str | None:
    """What a view does by this method."""
    action: str | None = getattr(view, "action", method.lower())
    return action


def need_of(view: Any, method: str) -> Need | None:
    """What it takes, where the view declares it; None of what anybody may read."""
    needs: Mapping[str, Need] = getattr(view, "needs", {})
    return needs.get(action_of(view, method) or "")


class AsDeclared(BasePermission):
    """Anybody reads, as far as the view shows it; who does anything else meets the view's `needs`.

    `needs` gives a Need for each action that is not a reading one; what it leaves out is refused.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        action = action_of(view, str(request.method))
        if action is None or not hasattr(view, action):
            return True  # a method that the view does not have is answered with 405
        need = need_of(view, str(request.method))
        if need is ANYBODY or (need is None and request.method in SAFE_METHODS):
            return True
        if not request.user.is_authenticated:
            return False
        refusal = need.refusal(request) if need else UNDECLARED
        if refusal:
            raise PermissionDenied(refusal)
        return True
