"""The project's settings, as it is served, with the tutorial's way beside it, under /plain/."""

import os

from claimtrack.settings import *  # noqa: F403
from claimtrack.settings import DATABASES

ROOT_URLCONF = "tests.bench.urls"
REQUESTS_PER_MINUTE = 0  # the bench is one client

DEFAULTS = "BENCH_DEFAULT_OPTIONS"
"""Set, it takes SQLite with the options that Django has by itself."""

if os.environ.get(DEFAULTS):
    DATABASES["default"]["OPTIONS"] = {}
