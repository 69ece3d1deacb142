"""The wiring of addresses. Apps are named, never imported."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from rest_framework.routers import SimpleRouter

from claimtrack.rest.documentation import DocumentationView, SchemaView
from claimtrack.rest.root import RootView
from claimtrack.rest.tokens import TokenViewSet


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that the process is up."""
    return HttpResponse("ok", content_type="text/plain")


tokens = SimpleRouter(use_regex_path=False)
tokens.register("tokens", TokenViewSet, "token")

api: list[URLPattern | URLResolver] = [  # tried in this order
    path("", include("claims.api.urls")),
    path("", include("sources.api.urls")),
    path("", RootView.as_view(), name="api"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocumentationView.as_view(), name="docs"),
    *tokens.urls,
]

urlpatterns = [
    path("api/", include(api)),
    path("", RedirectView.as_view(pattern_name="admin:index")),
    path("healthz", healthz, name="healthz"),
    path("admin/", include("claims.start.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "claimtrack.pages.bad_request"
handler403 = "claimtrack.rest.errors.permission_denied"
handler404 = "claimtrack.rest.errors.page_not_found"
handler500 = "claimtrack.rest.errors.server_error"
