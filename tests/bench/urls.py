"""The project's addresses, and beside them those of the tutorial's way."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from claimtrack.urls import *  # noqa: F403
from claimtrack.urls import urlpatterns as project

from .plain import PlainClaims, PlainQuotes

plain = SimpleRouter()
plain.register("claims", PlainClaims, basename="plain-claim")
plain.register("quotes", PlainQuotes, basename="plain-quote")

urlpatterns = [*project, path("plain/", include(plain.urls))]
