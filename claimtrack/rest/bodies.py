"""What the body of a change may hold: each field takes the one type that it says, and no other."""

from __future__ import annotations

import math
import uuid
from typing import Any

from rest_framework import serializers

LARGEST = 2**31 - 1
"""No whole number in a body is larger."""


class Text(serializers.CharField):
    """A text, as it is sent: nothing is trimmed from it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(trim_whitespace=False, **options)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return data


class Whole(serializers.IntegerField):
    """A whole number, from nought to LARGEST where nothing else is said."""

    default_error_messages = {"invalid": "It is no whole number."}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": LARGEST} | options)

    def to_internal_value(self, data: Any) -> int:
        if type(data) is not int:  # a bool is an int to Python
            self.fail("invalid")
        return int(data)


class Number(serializers.FloatField):
    """A number that is finite."""

    default_error_messages = {"invalid": "It is no number."}

    def to_internal_value(self, data: Any) -> float:
        if type(data) not in (int, float):
            self.fail("invalid")
        try:
            number = float(data)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            self.fail("invalid")
        return number


class Switch(serializers.BooleanField):
    """True or false."""

    default_error_messages = {"invalid": "Write true or false."}

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid")
        return bool(data)


class Choice(serializers.ChoiceField):
    """One of these words."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid_choice", input=f"{data!r:.80}")
        return super().to_internal_value(data)


class Uid(serializers.UUIDField):
    """An id, written with hyphens."""

    default_error_messages = {
        "invalid": "It is no uid: write one, as 6f1c2f0e-3c55-4a83-9d8e-0c2f4a3b9d10."
    }

    def to_internal_value(self, data: Any) -> uuid.UUID:
        if not isinstance(data, str) or len(data) != 36:
            self.fail("invalid")
        found: uuid.UUID = super().to_internal_value(data)
        return found


class Named(Uid):
    """A record of this model, by its uid."""

    default_error_messages = {"unknown": "There is no {what} with this uid."}

    def __init__(self, model: type[Any], **options: Any) -> None:
        super().__init__(**options)
        self.model = model

    def to_internal_value(self, data: Any) -> Any:
        uid = super().to_internal_value(data)
        context: Any = self.context
        known = context.setdefault("named", {})  # a bulk names the same ones again and again
        key = (self.model, uid)
        if key not in known:
            known[key] = self.model.objects.filter(uid=uid).first()
        if known[key] is None:
            self.fail("unknown", what=self.model._meta.verbose_name)
        return known[key]
