"""Somebody signed in, by role."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import UserFactory


def signed_in(role: str = "Editor") -> Client:
    """A browser in which somebody of this role is signed in."""
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def said(response) -> str:
    """The page, as text."""
    return response.content.decode()


def queries_of(client: Client, address: str) -> int:
    """How many queries a page makes, once what is kept in memory is there."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def form_of(client: Client, page: str, /, **fields: str) -> dict[str, str]:
    """What a browser sends from a record's page as it stands, with these fields changed."""
    context = client.get(page).context
    sent = {
        bound.html_name: "" if bound.value() is None else str(bound.value())
        for bound in context["adminform"].form
    }
    for inline in context["inline_admin_formsets"]:
        for bound in inline.formset.management_form:
            sent[bound.html_name] = str(bound.value())
        for row in inline.formset.initial_forms:
            sent |= {bound.html_name: str(bound.value() or "") for bound in row}
    return {**sent, **fields}
