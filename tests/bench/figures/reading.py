"""Reading without a search: lists, records, conditional requests, tokens, deep pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any
from uuid import UUID

from ..bench import PAGE, Answer, Bench, Client, Figure, Skipped
from ..limit.bare import application
from ..limit.claims import Claims

CLAIMS, QUOTES = "/api/claims/", "/api/quotes/"
PLAIN_CLAIMS, PLAIN_QUOTES = "/plain/claims/", "/plain/quotes/"
NEWEST = "SELECT sort_key FROM {} WHERE is_public ORDER BY sort_key DESC"
SAMPLE = 200
TRIES = 100
"""Whoever writes into the same cluster changes the stamp too."""


class Reading:
    """The measures, each a method that gives its lines."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.client = bench, bench.client
        self.claims = Claims(bench.bare)
        self.limit = Client(application(self._bare))

    def _bare(self, path: str, query: str) -> object:
        if query:
            return self.claims.page(int(query.rpartition(".")[2]), f"http://localhost{CLAIMS}")
        uid = path.rstrip("/").rpartition("/")[2]
        return self.claims.detail(uid.replace("-", "") if self.bench.vendor == "sqlite" else uid)

    @cached_property
    def pages(self) -> list[tuple[int, int]]:
        """Random pages of the list of claims: the number, and the cursor before it."""
        keys = self.bench.column(NEWEST.format("claims_claim"))
        last = -(-len(keys) // PAGE)
        numbers = [self.bench.rng.randint(2, last) for _ in range(SAMPLE)]
        return [(number, keys[(number - 1) * PAGE - 1]) for number in numbers]

    def ours(self, number: int, cursor: int) -> Answer:
        return self.client.ok(CLAIMS, f"cursor=claim.{cursor}")

    def plain(self, number: int, cursor: int) -> Answer:
        return self.client.ok(PLAIN_CLAIMS, f"page={number}")

    def bare(self, number: int, cursor: int) -> Answer:
        return self.limit(CLAIMS, f"cursor=claim.{cursor}")

    def list(self) -> Iterator[Figure]:
        """A page of claims with all that hangs on them, anywhere in the list."""
        for page in self.pages[:3]:
            ours, limit = self.ours(*page), self.bare(*page)
            assert ours.json == limit.json, f"the limit answers otherwise: {page}"
            assert ours.uids == self.plain(*page).uids, page
        each = self.bench.each
        found = self.bench.rates(
            12,
            ours=each(self.ours, self.pages),
            limit=each(self.bare, self.pages),
            plain=each(self.plain, self.pages),
        )
        yield Figure("list", **found)

    def detail(self) -> Iterator[Figure]:
        """One claim by its uid."""
        uids = self.bench.column(
            "SELECT uid FROM claims_claim WHERE is_public ORDER BY uid LIMIT 500"
        )
        paths = [(f"{UUID(str(uid))}/",) for uid in uids]
        ours = self.client.ok(CLAIMS + paths[0][0])
        assert ours.json == self.limit(CLAIMS + paths[0][0]).json
        found = self.bench.rates(
            5,
            ours=self.bench.each(lambda path: self.client.ok(CLAIMS + path), paths),
            limit=self.bench.each(lambda path: self.limit(CLAIMS + path), paths),
            plain=self.bench.each(lambda path: self.client.ok(PLAIN_CLAIMS + path), paths),
        )
        yield Figure("detail", **found)

    def not_modified(self) -> Iterator[Figure]:
        """A 304, and as `limit` the 200 it stands for; the same with a token."""
        tagged = self.ours(*self.pages[0]).headers.get("etag")
        if not tagged:
            raise Skipped("the list has no ETag")
        yield self._not_modified("not_modified", {})
        if self.token:
            yield self._not_modified("not_modified_token", self.token)

    def _not_modified(self, name: str, headers: dict[str, str]) -> Figure:
        query = f"cursor=claim.{self.pages[0][1]}"
        for _ in range(TRIES):
            tag = {"HTTP_IF_NONE_MATCH": self.client.ok(CLAIMS, query, **headers).headers["etag"]}
            if self.client(CLAIMS, query, **headers, **tag).status == 304:
                break
        else:
            raise AssertionError("what has not changed is sent again")
        found = self.bench.rates(
            3,
            ours=lambda: self.client(CLAIMS, query, **headers, **tag),
            limit=lambda: self.client(CLAIMS, query, **headers),
        )
        return Figure(name, **found)

    @cached_property
    def token(self) -> dict[str, str]:
        """The header of a token whose user sees what anybody sees; empty where none is read."""
        from claimtrack.accounts.models import Token, User

        user, _ = User.objects.get_or_create(username="bench")
        Token.objects.filter(user=user).delete()
        make = getattr(Token.objects, "make", Token.objects.create)
        _, text = make(user=user)
        wrong = self.client(CLAIMS, "limit=1", HTTP_AUTHORIZATION="Bearer ct_" + "0" * 64)
        return {"HTTP_AUTHORIZATION": f"Bearer {text}"} if wrong.status == 401 else {}

    def token_cost(self) -> Iterator[Figure]:
        """One claim asked for with a token, as `limit` without; `plain` by Knox as it comes."""
        if not self.token:
            raise Skipped("the API reads no token")
        uid = self.bench.column("SELECT uid FROM claims_claim WHERE is_public LIMIT 1")[0]
        path = f"{UUID(str(uid))}/"
        knox = {"HTTP_AUTHORIZATION": self.token["HTTP_AUTHORIZATION"].replace("Bearer", "Token")}
        found = self.bench.rates(
            4,
            ours=lambda: self.client.ok(CLAIMS + path, **self.token),
            limit=lambda: self.client.ok(CLAIMS + path),
            plain=lambda: self.client.ok(PLAIN_CLAIMS + path, **knox),
        )
        yield Figure("token", **found)

    def deep_page(self) -> Iterator[Figure]:
        """A page of quotes at nine tenths of the list; as `limit` the first page."""
        keys = self.bench.column(NEWEST.format("claims_quote"))
        number = len(keys) * 9 // 10 // PAGE + 1
        query = f"cursor=quote.{keys[(number - 1) * PAGE - 1]}"
        page = self.client.ok(QUOTES, query)
        assert page.uids == self.client.ok(PLAIN_QUOTES, f"page={number}").uids
        found = self.bench.rates(
            6,
            ours=lambda: self.client.ok(QUOTES, query),
            limit=lambda: self.client.ok(QUOTES),
            plain=lambda: self.client.ok(PLAIN_QUOTES, f"page={number}"),
        )
        yield Figure("deep_page", **found)


def measures(bench: Bench) -> dict[str, Any]:
    reading = Reading(bench)
    return {
        "list": reading.list,
        "detail": reading.detail,
        "not_modified": reading.not_modified,
        "token": reading.token_cost,
        "deep_page": reading.deep_page,
    }
