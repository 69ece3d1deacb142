"""A record of who said what, where, in which exact words, on whose behalf, and whether it is so."""

__version__ = "0.1.0"
