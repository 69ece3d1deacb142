"""The application for ASGI servers, `claimtrack.asgi:application`."""

import os
from concurrent.futures import ThreadPoolExecutor

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")

application = get_asgi_application()

from claimtrack.start import check_before_serving  # noqa: E402 (the apps must be ready)

# Servers import this inside their event loop, where Django refuses to touch a database.
with ThreadPoolExecutor(max_workers=1) as pool:
    pool.submit(check_before_serving).result()
