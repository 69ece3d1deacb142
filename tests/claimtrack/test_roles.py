"""The roles of a desk are there after every migration, each with what it may do."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

from claimtrack.accounts.roles import ROLES, lay_roles

pytestmark = pytest.mark.django_db


def member(role: str):
    user = get_user_model().objects.create_user(role.lower(), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def test_every_role_has_all_its_permissions() -> None:
    for name, allowed in ROLES.items():
        held = Group.objects.get(name=name).permissions.values_list(
            "content_type__app_label", "codename"
        )
        assert set(held) == allowed


def test_a_reader_sees_and_does_nothing_else() -> None:
    reader = member("Reader")
    assert reader.has_perm("claims.view_quote")
    assert not any(
        reader.has_perm(f"claims.{name}") for name in ("add_quote", "change_claim", "publish_quote")
    )


def test_an_annotator_records_but_does_not_publish() -> None:
    annotator = member("Annotator")
    assert annotator.has_perms(["claims.add_quote", "claims.change_claim", "sources.add_source"])
    for name in ("publish_quote", "withdraw_quote", "merge_speaker", "publish_review"):
        assert not annotator.has_perm(f"claims.{name}")
    assert not annotator.has_perm("sources.open_text")


def test_an_editor_publishes_withdraws_merges_and_opens_texts() -> None:
    editor = member("Editor")
    names = ("publish_quote", "withdraw_claim", "merge_claim", "merge_speaker", "publish_review")
    assert editor.has_perms([f"claims.{name}" for name in names])
    assert editor.has_perms(["sources.publish_source", "sources.open_text"])


def test_nobody_deletes() -> None:
    assert not any(name.startswith("delete") for held in ROLES.values() for _, name in held)


def test_laying_them_again_takes_away_what_was_added_by_hand() -> None:
    reader = Group.objects.get(name="Reader")
    reader.permissions.add(Permission.objects.get(codename="add_quote"))
    lay_roles()
    assert not reader.permissions.filter(codename="add_quote").exists()
