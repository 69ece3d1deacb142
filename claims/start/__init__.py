"""Where a day begins: what waits, what others did, and whether a thing has been checked before."""
