"""Who works on the record: people, and programs that act for them with a token."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from knox.models import AbstractAuthToken


class User(AbstractUser):
    """A person who works on the record."""

    class Meta(AbstractUser.Meta):
        pass


class Token(AbstractAuthToken):
    """A key with which a program acts for a user; only its hash is kept, and it expires.

    It can do at most what its scope says, and never more than its user can.
    """

    class Scope(models.TextChoices):
        """What a program may do with the token; each includes the ones before it."""

        READ = "read", "read"
        ANNOTATE = "annotate", "annotate"
        EDIT = "edit", "edit"

    name = models.CharField(max_length=100, blank=True, help_text="What uses it, and where.")
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.READ)

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
