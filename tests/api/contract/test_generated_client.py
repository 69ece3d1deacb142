"""A client generated from the schema, without a hand on it, does what programs come for."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ..rich import TEXT
from ..schema import openapi
from ..writing.people import somebody

PACKAGE = "generated_client"
PASSWORD = "harbour-mole-lantern"
WORDS = "Nobody pays a toll."
CONFIG = {
    "post_hooks": [],
    # It knows of no lines of JSON: an export is bytes to it.
    "content_type_overrides": {"application/jsonl": "application/octet-stream"},
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the generated client."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "schema.json").write_text(json.dumps(openapi()))
    (folder / "config.json").write_text(json.dumps(CONFIG))
    subprocess.run(
        [
            *(sys.executable, "-m", "openapi_python_client", "generate"),
            *("--path", "schema.json", "--config", "config.json", "--output-path", PACKAGE),
            *("--meta", "none", "--fail-on-warning"),
        ],
        cwd=folder,
        check=True,
    )
    return folder


class Program:
    """Somebody's program: it knows the generated client and an address, and nothing else."""

    def __init__(self, address: str) -> None:
        self.address, self.models = address, part("models")
        self.open: list[Any] = []
        self.client = self.new("Client")

    def new(self, kind: str, **options: Any) -> Any:
        """A client of this kind: anybody's, or one with a token."""
        client = getattr(part(""), kind)(
            base_url=self.address, raise_on_unexpected_status=True, **options
        )
        self.open.append(client)
        return client

    def close(self) -> None:
        for client in self.open:
            client.get_httpx_client().close()

    def ask(self, operation: str, status: int, *args: Any, **named: Any) -> Any:
        answer = part(f"api.{operation}").sync_detailed(*args, client=self.client, **named)
        assert answer.status_code == status, answer.content
        return answer.parsed

    def log_in(self, username: str) -> None:
        scope = self.models.ScopeEnum.EDIT
        body = self.models.LoginBody(username=username, password=PASSWORD, scope=scope)
        made = self.ask("tokens.tokens_create", 201, body=body)
        self.client = self.new("AuthenticatedClient", token=made.token)

    def place(self, words: str) -> Any:
        return self.models.PlaceBody(exact=words)

    def publish(self, kind: str, record: Any) -> Any:
        operation = f"{kind}.{kind}_publish_create"
        return self.ask(operation, 200, record.uid, if_match=named(record))


def part(name: str) -> ModuleType:
    return importlib.import_module(f"{PACKAGE}.{name}".rstrip("."))


def named(record: Any) -> str:
    return f'"{record.version}"'


@pytest.fixture
def program(package: Path, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.syspath_prepend(package)
    user = somebody("Editor")
    user.set_password(PASSWORD)
    user.save()
    program = Program(live_server.url)
    program.log_in(user.username)
    yield program
    program.close()


def recorded(program: Program) -> tuple[Any, Any, Any]:
    """A source with its text, a quote of it, and a claim that the quote makes, with evidence."""
    models, ask = program.models, program.ask
    body = models.NewSourceBody(kind=models.SourceKindEnum.ARTICLE, title="The mole", text=TEXT)
    source = ask("sources.sources_create", 201, body=body)
    mayor = models.NewSpeakerBody(name="Ida Vale", kind=models.SpeakerKindEnum.PERSON)
    speaker = ask("speakers.speakers_create", 201, body=mayor)
    chain = [models.LinkBody(speaker=speaker.uid, mention=[program.place("Ida Vale")])]
    content = [program.place(WORDS)]
    sent = models.NewQuoteBody(source=source.uid, content=content, chain=chain)
    quote = ask("quotes.quotes_create", 201, body=sent)
    claim = ask("claims.claims_create", 201, body=models.NewClaimBody(text="The bridge is free"))
    appearance = models.NewAppearanceBody(quote=quote.uid, stance=models.StanceEnum.ASSERTS)
    of_claim = "claims.claims_appearances_create"
    claim = ask(of_claim, 201, claim.uid, body=appearance, if_match=named(claim))
    evidence = models.NewEvidenceBody(
        source=source.uid, bearing=models.BearingEnum.SUPPORTS, passages=[program.place(WORDS)]
    )
    of_claim = "claims.claims_evidence_create"
    claim = ask(of_claim, 201, claim.uid, body=evidence, if_match=named(claim))
    return source, quote, claim


def test_a_round(program: Program) -> None:
    source, quote, claim = recorded(program)
    for kind, record in (("sources", source), ("quotes", quote), ("claims", claim)):
        program.publish(kind, record)
    program.client = program.new("Client")  # anybody's
    seen = program.ask("claims.claims_retrieve", 200, claim.uid)
    assert (seen.text, seen.is_public) == ("The bridge is free", True)
    assert [each.quote.text for each in seen.appearances] == [WORDS]
    assert [passage.exact for each in seen.evidence for passage in each.passages] == [WORDS]
    listed = program.ask("quotes.quotes_list", 200, source=source.uid)
    assert [each.uid for each in listed.results] == [quote.uid]
    assert listed.results[0].chain[0].speaker.name == "Ida Vale"


def test_a_race_is_lost_and_won_again(program: Program) -> None:
    _source, _quote, claim = recorded(program)
    change, body = "claims.claims_partial_update", program.models.PatchedClaimChangeBody
    first = body(text="The bridge takes no toll")
    program.ask(change, 200, claim.uid, body=first, if_match=named(claim))
    mine = body(condition="if it is built")
    lost = program.ask(change, 412, claim.uid, body=mine, if_match=named(claim))
    assert lost.errors[0].code == "stale"
    assert lost.current["text"] == "The bridge takes no toll"
    version = f'"{lost.current["version"]}"'
    won = program.ask(change, 200, claim.uid, body=mine, if_match=version)
    assert (won.text, won.condition) == ("The bridge takes no toll", "if it is built")
