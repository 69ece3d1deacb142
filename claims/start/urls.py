"""The pages beside the start page, for whoever may enter the admin."""

from django.contrib import admin
from django.urls import path

from . import views

urlpatterns = [
    path("checked-before/", admin.site.admin_view(views.checked_before), name="checked_before"),
    path("waiting/<slug:name>/", admin.site.admin_view(views.waiting), name="waiting"),
]
