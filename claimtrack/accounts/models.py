"""Who works on the record: people, and programs that act for them with a token."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from knox.models import AbstractAuthToken, AuthTokenManager, get_digest_token
from knox.settings import CONSTANTS, knox_settings

from .holding import sees_all_of_the_record
from .roles import ROLES

MOST_TOKENS = 50
"""So many tokens may a user have at a time."""
LONGEST_TOKEN = 366
"""So many days may a token be good for, where TOKEN_DAYS does not say more."""
ROLE_FOR = {"annotate": "Annotator", "edit": "Editor"}
"""Of a scope the role whose permissions a user needs to have such a token."""


class User(AbstractUser):
    """A person who works on the record."""

    class Meta(AbstractUser.Meta):
        pass

    @cached_property
    def sees_everything(self) -> bool:
        """Whether this user has the full view: all that a Reader may see."""
        return self.is_active and (self.is_superuser or sees_all_of_the_record(self))

    def may_have(self, scope: str) -> bool:
        """Whether this user may have a token of this scope."""
        allowed = ROLES[ROLE_FOR[scope]] if scope in ROLE_FOR else ()
        return self.has_perms([f"{app}.{name}" for app, name in allowed])


class TokenManager(AuthTokenManager):
    """Makes tokens that are no wider than their user may have, and that end."""

    def make(
        self, user: User, name: str = "", scope: str = "read", days: int | None = None
    ) -> tuple[Token, str]:
        """A new token, and the whole of it as text, which nothing tells afterwards.

        Raises ValidationError for what the user may not have.
        """
        token = Token(user=user, name=name, scope=scope)
        token.clean_fields(exclude=("digest", "token_key", "created", "expiry"))
        self.make_room(user)
        text = token.begin(knox_settings.TOKEN_TTL.days if days is None else days)
        token.save(force_insert=True)
        return token, text

    def make_room(self, user: User) -> None:
        """Take away the user's expired tokens. Raises ValidationError where too many are left."""
        own = self.filter(user=user)
        own.filter(expiry__lte=timezone.now()).delete()
        if own.count() >= MOST_TOKENS:
            said = _("You have %(most)d tokens, the most there may be: revoke one first.")
            raise ValidationError(said % {"most": MOST_TOKENS}, "too_many_tokens")


def longest_token() -> int:
    """The most days that a token may be good for."""
    return max(LONGEST_TOKEN, knox_settings.TOKEN_TTL.days)


class Token(AbstractAuthToken):
    """A key with which a program acts for a user; only its hash is kept, and it expires.

    It can do at most what its scope says, and never more than its user can.
    """

    class Scope(models.TextChoices):
        """What a program may do with the token; each includes the ones before it."""

        READ = "read", gettext_lazy("read")
        ANNOTATE = "annotate", gettext_lazy("annotate")
        EDIT = "edit", gettext_lazy("edit")

    name = models.CharField(max_length=100, blank=True, help_text="What uses it, and where.")
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.READ)

    if TYPE_CHECKING:
        objects: ClassVar[Any]
    else:
        objects = TokenManager()

    class Meta:
        ordering = ("-created",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(scope__in=["read", "annotate", "edit"]),
                name="token_scope_known",
                violation_error_message="scope must be read, annotate or edit.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name or self.token_key} ({self.scope}, {self.user})"

    def clean_fields(self, exclude: Any = None) -> None:
        super().clean_fields(exclude)
        if not self.user.may_have(self.scope):
            said = _("A token with the scope %(scope)s takes all permissions of an %(role)s.")
            words = {"scope": self.scope, "role": ROLE_FOR[self.scope]}
            raise ValidationError({"scope": said % words})

    def begin(self, days: int) -> str:
        """Make it a key, good for so many days; what it is as text is not kept.

        Raises ValidationError for less than a day, or more than longest_token().
        """
        longest = longest_token()
        if not 1 <= days <= longest:
            said = _("days must be from 1 to %(longest)d.")
            raise ValidationError({"days": said % {"longest": longest}})
        self.digest, text = get_digest_token()
        self.token_key = text[: CONSTANTS.TOKEN_KEY_LENGTH]
        self.expiry = timezone.now() + timedelta(days=days)
        return str(text)

    def covers(self, other: Token) -> bool:
        """Whether the scope of the other one is no wider than this one's."""
        return SCOPES.index(other.scope) <= SCOPES.index(self.scope)


SCOPES = tuple(Token.Scope.values)
"""From the narrowest to the widest."""


class LoginCount(models.Model):
    """How often somebody failed to log in lately, as one account or from one address."""

    key = models.CharField(max_length=64, unique=True, help_text="Which, as a keyed hash.")
    since = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.count} since {self.since}"
