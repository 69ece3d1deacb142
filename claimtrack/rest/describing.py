"""What describes answers to the schema: serializers that never run."""

from __future__ import annotations

from typing import Any

from drf_standardized_errors.openapi import AutoSchema
from rest_framework import serializers


class RowSerializer(serializers.ModelSerializer[Any]):
    """Columns of a model as they come out: every field is there in every answer."""

    def get_extra_kwargs(self) -> dict[str, Any]:
        extra = super().get_extra_kwargs()
        for name in self.Meta.fields:
            extra.setdefault(name, {})["read_only"] = True
        return extra

    def include_extra_kwargs(self, kwargs: Any, extra_kwargs: Any) -> Any:
        may_be_blank = kwargs.get("allow_blank")
        made = super().include_extra_kwargs(kwargs, extra_kwargs)
        return {**made, "allow_blank": True} if may_be_blank else made


def words(help_text: str, **options: Any) -> serializers.CharField:
    """A text that is computed, or taken from another record."""
    return serializers.CharField(read_only=True, help_text=help_text, **options)


class FaultSerializer(serializers.Serializer[Any]):
    code = words("Stable, for programs.")
    detail = words("One sentence: what is wrong, and what would be right.")
    attr = words("The parameter at fault, null where there is none.", allow_null=True)


class FaultsSerializer(serializers.Serializer[Any]):
    """What every error looks like."""

    type = words("validation_error, client_error or server_error.")
    errors = FaultSerializer(many=True)  # type: ignore[assignment]


class ReadSchema(AutoSchema):
    """Of an operation that only reads: its 400 is about parameters, not about a body."""

    def _get_error_response_serializer(self, status_code: str) -> Any:
        if status_code == "400":
            return FaultsSerializer
        return super()._get_error_response_serializer(status_code)
