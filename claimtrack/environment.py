"""Settings from the environment, refused in a sentence where they make no sense."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any, TypeVar
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

Number = TypeVar("Number", int, None)

ON = {"on", "true", "yes", "1"}
OFF = {"off", "false", "no", "0"}


def switch(name: str, default: bool) -> bool:
    """Give an on-or-off setting; a misspelt one must not pass for off."""
    text = env.str(name, "").strip().lower()
    if text and text not in ON | OFF:
        raise ImproperlyConfigured(f"{name} is {text}: it must be on or off.")
    return text in ON if text else default


def number(name: str, default: Number, least: int = 0) -> int | Number:
    """Give a whole-number setting of at least `least`."""
    text = env.str(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and int(text) >= least):
        raise ImproperlyConfigured(f"{name} is {text}: it must be a whole number from {least} up.")
    return int(text)


def choice(name: str, default: str, among: Sequence[str]) -> str:
    """Give a setting that is one of a few words, in capitals."""
    text = env.str(name, "").strip().upper() or default
    if text not in among:
        raise ImproperlyConfigured(f"{name} is {text}: it must be one of {', '.join(among)}.")
    return text


def networks(name: str) -> list[IPv4Network | IPv6Network | str]:
    """Give a setting that lists addresses and networks; the word unix stands for itself."""
    found: list[IPv4Network | IPv6Network | str] = []
    for item in env.list(name, default=[]):
        try:
            found.append(item if item == "unix" else ip_network(item))
        except ValueError:
            raise ImproperlyConfigured(
                f"{name} has {item}: each must be an address, a network as in 10.0.0.0/8, or unix."
            ) from None
    return found


def origins(name: str) -> list[str]:
    """Give a setting that lists origins, or * alone for any."""
    found: list[str] = env.list(name, default=[])
    for item in [] if found == ["*"] else found:
        parts = urlsplit(item)
        if parts.scheme not in ("http", "https") or f"{parts.scheme}://{parts.netloc}" != item:
            raise ImproperlyConfigured(
                f"{name} has {item}: each must be an origin as in https://desk.example.org, "
                "without a path, or * alone."
            )
    return found


def database_address(name: str) -> dict[str, Any]:
    """Give the database that an address names; the address, with its password, is never said."""
    try:
        config = dict(env.db_url(name))
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} cannot be read: it must be as postgres://user:password@host:5432/name, "
            "with what is special in a password written as %40."
        ) from None
    if "ENGINE" not in config:
        raise ImproperlyConfigured(
            f"{name} is no address: it must begin with postgres:// or sqlite:///."
        )
    return config
