"""`python -m tests.bench.making SCALE`: make a record in the empty database at hand."""

import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from .record import make  # noqa: E402

call_command("migrate", verbosity=0)
make(float(sys.argv[1]))
