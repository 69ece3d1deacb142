"""The admin site: Django's own, under our name."""

from django.contrib.admin import AdminSite


class ClaimtrackAdminSite(AdminSite):
    """Django's plain admin; texts need the page's width, so there is no side bar."""

    site_header = "claimtrack"
    site_title = "claimtrack"
    index_title = "The record"
    enable_nav_sidebar = False
