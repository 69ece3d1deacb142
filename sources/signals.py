"""What happens to sources, for whoever listens."""

from django.dispatch import Signal

revision_added = Signal()
"""A source got a new text. Arguments: `revision`, `previous` (the current one before, or None)."""
