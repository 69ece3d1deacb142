"""Web addresses in the one form by which two of them are compared. Pure.

After RFC 3986, section 6: scheme and host in lower case, the host in ASCII (UTS #46 without its
transitional mapping), no default port, `.` and `..` resolved, escapes in capitals and only where
they are needed. Beyond it, because pages are linked so: no fragment (but `#!…`, which is a path),
no parameter that only says where a reader came from, no slash at the end of a path.
"""

import re
import unicodedata
from ipaddress import IPv6Address
from urllib.parse import SplitResult, urlsplit

MAX_LENGTH = 2_000
"""In code points of the form that is compared; an index entry of PostgreSQL holds 2,704 bytes."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id"
    r"|igsh|igshid|mc_cid|mc_eid|mkt_tok|_ga|_gl|_hsenc|_hsmi|hsctatracking|vero_id"
    r"|oly_anon_id|oly_enc_id|__twitter_impression|ref_src|ref_url",
    re.IGNORECASE,
)
_ESCAPE_OR_OTHER = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~!$&'()*+,;=:@/?-]")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_DOTS = str.maketrans("。｡．", "...")
_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def canonical_address(address: str) -> str:
    """The form of an address that stands for its document; of that form, the form itself.

    Raises ValueError, with one sentence, for what is no complete http or https address.
    """
    written = address.strip()
    try:
        parts = urlsplit(unicodedata.normalize("NFC", written))
        scheme, port = parts.scheme, parts.port
        if scheme not in _DEFAULT_PORTS or not parts.hostname or _UNSHOWN.search(written):
            raise ValueError
        host = _host(parts.netloc.rpartition("@")[2])
    except ValueError:
        raise ValueError(
            f"“{written[:80]}” is not an address: write it whole, as in https://example.org/page."
        ) from None
    if parts.username is not None or parts.password is not None:
        raise ValueError("The address holds a user's name or password: write it without them.")
    if port not in (None, _DEFAULT_PORTS[scheme]):
        host = f"{host}:{port}"
    canonical = f"{scheme}://{host}{_path(parts.path)}{_query(parts.query)}{_fragment(parts)}"
    if len(canonical) > MAX_LENGTH:
        raise ValueError(
            f"The address has {len(canonical):,} characters: it should have at most {MAX_LENGTH:,}."
        )
    return canonical


def spellings(canonical: str) -> tuple[str, ...]:
    """The canonical addresses that name one document, the given one first.

    A site answers by http and by https, with `www.` and without, and is linked all four ways.
    """
    scheme, _colon, rest = canonical.partition("://")
    bare = rest.removeprefix("www.")
    schemes = dict.fromkeys((scheme, *_DEFAULT_PORTS))
    hosts = dict.fromkeys((rest, bare, f"www.{bare}"))
    return tuple(f"{scheme}://{host}" for scheme in schemes for host in hosts)


def is_front_page(canonical: str) -> bool:
    """Whether a canonical address names a site and nothing on it."""
    parts = urlsplit(canonical)
    return parts.path == "/" and not parts.query and not parts.fragment


def address_of_document(address: str) -> str | None:
    """The canonical address by which a document at this address is found.

    None without an address, and for a site's front page, at which no document stays. Raises
    ValueError as `canonical_address`.
    """
    canonical = canonical_address(address) if address else ""
    return None if is_front_page(canonical) else canonical or None


def _host(name: str) -> str:
    if name.startswith("["):
        return f"[{IPv6Address(name[1 : name.index(']')]).compressed}]"
    name = name.partition(":")[0]
    name = unicodedata.normalize("NFKC", name.translate(_DOTS)).removesuffix(".")
    labels = [_label(label) for label in name.split(".")]
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError
    return ".".join(labels)


def _label(label: str) -> str:
    # Letter by letter: a word's last sigma is another letter in a host name.
    lower = unicodedata.normalize("NFC", "".join(letter.lower() for letter in label))
    return lower if lower.isascii() else "xn--" + lower.encode("punycode").decode("ascii")


def _path(path: str) -> str:
    kept: list[str] = []
    for segment in _escaped(path).split("/")[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept).rstrip("/")


def _query(query: str) -> str:
    kept = [
        pair for pair in _escaped(query).split("&") if not _TRACKING.fullmatch(pair.split("=")[0])
    ]
    return "?" + "&".join(kept) if any(kept) else ""


def _fragment(parts: SplitResult) -> str:
    return "#" + _escaped(parts.fragment) if parts.fragment.startswith("!") else ""


def _escaped(part: str) -> str:
    """Every character that needs no escape as itself, every other one escaped."""

    def replace(match: re.Match[str]) -> str:
        found = match.group()
        if len(found) == 3:
            character = chr(int(found[1:], 16))
            return character if _UNRESERVED.fullmatch(character) else found.upper()
        return "".join(f"%{byte:02X}" for byte in found.encode())

    return _ESCAPE_OR_OTHER.sub(replace, part)
