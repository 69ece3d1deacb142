"""The application for WSGI servers, `claimtrack.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")

application = get_wsgi_application()

from claimtrack.start import check_before_serving  # noqa: E402 (the apps must be ready)

check_before_serving()
