"""The project's settings, as tests run them: over plain http, with quick password hashes."""

import os
import tempfile

# A folder of its own, so that a test never touches the record of whoever runs it; conftest.py
# removes it at the end.
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="claimtrack-tests-")
os.environ["HTTPS"] = "off"
os.environ["LOG_LEVEL"] = "WARNING"
os.environ["REQUESTS_PER_MINUTE"] = "0"

from claimtrack.settings import *  # noqa: F403
from claimtrack.settings import STATIC_ROOT, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Without a manifest; the browser tests collect the files and serve them as a server does.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
STATIC_ROOT.mkdir()
