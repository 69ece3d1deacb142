"""The address that a request comes from."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

LOCAL_SOCKET = "unix"
"""Stands in TRUSTED_PROXIES for a proxy that hands on requests by a socket, without an address."""
HOST_BITS = 64
"""So many of the last bits of its IPv6 address a client chooses freely."""


def client_address(request: HttpRequest) -> str:
    """The address of the client; for IPv6 that of its network.

    X-Forwarded-For counts only where a proxy that is trusted has written it: read from its end,
    the first address that is no trusted proxy's.
    """
    hop: str = request.META.get("REMOTE_ADDR") or LOCAL_SOCKET
    proxies = tuple(settings.TRUSTED_PROXIES)
    if proxies and is_trusted(hop, proxies):
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        for sent in reversed(forwarded.split(",")):
            hop = _without_port(sent.strip()) or hop
            if not is_trusted(hop, proxies):
                break
    return _network(hop) if ":" in hop else hop


@lru_cache(4096)
def is_trusted(hop: str, proxies: tuple[IPv4Network | IPv6Network | str, ...]) -> bool:
    """Whether one of the proxies is at this address; what is no address is not trusted."""
    if hop == LOCAL_SOCKET:
        return LOCAL_SOCKET in proxies
    try:
        address = ip_address(hop)
    except ValueError:
        return False
    return any(not isinstance(each, str) and address in each for each in proxies)


def _without_port(hop: str) -> str:
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop


@lru_cache(4096)
def _network(hop: str) -> str:
    try:
        address = ip_address(hop.partition("%")[0])
    except ValueError:
        return hop
    if not isinstance(address, IPv6Address):
        return hop
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return f"{IPv6Address(int(address) >> HOST_BITS << HOST_BITS)}/{128 - HOST_BITS}"
