"""Where words are found."""

from .capture import Capture
from .locator import Locator
from .publisher import Publisher
from .revision import Revision
from .source import Source
from .span import Span

__all__ = ["Capture", "Locator", "Publisher", "Revision", "Source", "Span"]
