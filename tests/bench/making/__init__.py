"""A made record of any size: the same for the same size, and without a fault."""
