"""Documents, their texts and their publishers in the admin."""

from .publishers import PublisherAdmin
from .revisions import RevisionAdmin
from .sources import SourceAdmin

__all__ = ["PublisherAdmin", "RevisionAdmin", "SourceAdmin"]
