"""Naming a record by its words: a text box with completion, which also works without it.

The words typed decide; a key stands for them where a completion was taken. Where the words name
several records, the page lists them, and the one picked there is sent with the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from ..models import Speaker

MOST_CHARACTERS = 5_000
ANEW = "new:"
"""Before the name, what is picked where somebody of a known name is somebody else."""


class Pick(NamedTuple):
    """What a row sent: the words, the key of a completion, the key picked from a list.

    `anew`: another of the same name was picked, which is not yet known.
    """

    text: str = ""
    key: int | None = None
    picked: int | None = None
    anew: bool = False

    def __str__(self) -> str:
        return self.text


class Unsure(ValidationError):
    """The words name several records, or another than meant; `candidates` are to pick from.

    `anew` says what else may be picked: somebody new who is called the same.
    """

    def __init__(
        self, sentence: str, candidates: Sequence[models.Model] = (), anew: str = ""
    ) -> None:
        self.candidates, self.anew = list(candidates), anew
        super().__init__(sentence, code="unsure")


class PickWidget(forms.Widget):
    """A text box, the key of what a completion put there, and a list to pick from."""

    template_name = "admin/claims/quote/pick.html"

    def __init__(self, completes: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "dir": "auto", **(attrs or {})})
        self.completes = completes
        self.unsure: Unsure | None = None
        self.taken: models.Model | None = None
        self.made_anew = False

    def __deepcopy__(self, memo: dict[int, Any]) -> PickWidget:
        copied: PickWidget = super().__deepcopy__(memo)
        copied.unsure = copied.taken = None
        return copied

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Pick:
        def key(suffix: str) -> int | None:
            written = str(data.get(f"{name}-{suffix}", ""))
            return int(written) if written.isdecimal() and len(written) < 16 else None

        text = " ".join(str(data.get(name, "")).replace("\0", "").split())
        # With the words: those typed afterwards were not asked about.
        anew = data.get(f"{name}-pick") == f"{ANEW}{text}"
        return Pick(text, key("key"), key("pick"), anew)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        record = self.taken or (value if isinstance(value, models.Model) else None)
        pick = Pick(label(record), record.pk) if record else value or Pick()
        context = super().get_context(name, None, attrs)
        context |= {"pick": pick, "completes": self.completes, "anew": f"{ANEW}{pick.text}"}
        context["unsure"] = self.unsure
        if self.unsure:
            alone = len(self.unsure.candidates) == 1
            context["candidates"] = [
                (record.pk, label(record), note(record), alone) for record in self.unsure.candidates
            ]
        elif self.taken or self.made_anew:
            context["kept"] = self.taken.pk if self.taken else context["anew"]
        return context


class PickField(forms.Field):
    """A record named by its words; `find` gives it, or raises Unsure."""

    widget: PickWidget

    def __init__(
        self, completes: str, find: Callable[[Pick], Any] | None = None, **kwargs: Any
    ) -> None:
        self.find = find
        super().__init__(widget=PickWidget(completes), **kwargs)

    def to_python(self, value: Any) -> Any:
        return value if value and value.text else None

    def clean(self, value: Any) -> Any:
        pick = super().clean(value)
        if pick is not None and len(pick.text) > MOST_CHARACTERS:
            sentence = _("It has %(given)s characters: a name or title has at most %(most)s.")
            raise Unsure(sentence % {"given": len(pick.text), "most": MOST_CHARACTERS})
        if pick is None or self.find is None:
            return pick
        try:
            record = self.find(pick)
        except Unsure as unsure:
            self.offer(unsure)
            raise
        if pick.picked:
            self.keep(record)
        return record

    def offer(self, unsure: Unsure) -> None:
        """List what can be picked; one alone is picked beforehand."""
        self.widget.unsure = unsure

    def keep(self, record: models.Model | None) -> None:
        """What was picked stays picked where the page comes back; None: somebody new."""
        self.widget.taken, self.widget.made_anew = record, record is None

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = label(initial) if isinstance(initial, models.Model) else ""
        return before != (data.text if data else "")


def label(record: models.Model) -> str:
    """How a record is named in the box, on one line."""
    return " ".join(str(record).split())


def note(record: models.Model) -> str:
    """What else tells which speaker it is: kind, headcount, other names. Empty of others."""
    if not isinstance(record, Speaker):
        return ""
    parts = [str(record.get_kind_display())]
    if record.headcount:
        parts.append(f"{str(record.get_headcount_is_display()).lower()} {record.headcount}")
    return ", ".join([*parts, *(name.name for name in record.names.all())])
