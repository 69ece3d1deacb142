"""What describes answers to the schema: serializers that never run."""

from __future__ import annotations

from typing import Any

from drf_spectacular.drainage import get_override
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import build_examples_list
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from .access import ANYBODY, need_of
from .conditional import Conditional
from .describing_lists import tell_of_changes, tell_of_includes, tell_of_tags
from .describing_refusals import KINDS, tell_of_refusals
from .writing import StrictSerializer


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


def an_answer(name: str, value: Any) -> Any:
    """Gives the answers that this serializer describes an example; a list shows it on a page."""
    return extend_schema_serializer(examples=[OpenApiExample(name, value, response_only=True)])


def a_body(name: str, value: Any) -> Any:
    """Gives the bodies that this serializer reads an example."""
    return extend_schema_serializer(examples=[OpenApiExample(name, value, request_only=True)])


def counted_version() -> serializers.IntegerField:
    """The version of a record that has no column for it."""
    return serializers.IntegerField(read_only=True, help_text="How often it has been written.")


class FaultSerializer(serializers.Serializer[Any]):
    code = words("Stable, for programs.")
    detail = words("One sentence: what is wrong, and what would be right.")
    attr = words("The parameter at fault, null where there is none.", allow_null=True)


class FaultsSerializer(serializers.Serializer[Any]):
    """What every error looks like."""

    type = serializers.ChoiceField(KINDS, read_only=True)
    errors = FaultSerializer(many=True)  # type: ignore[assignment]


class Schema(AutoSchema):
    """Describes an operation: what it takes to be allowed, and every answer that it may have."""

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        operation = super().get_operation(*args, **kwargs)
        if not operation:
            return operation
        if self.method == "GET":
            if isinstance(self.view, Conditional):
                tell_of_tags(operation)
            if getattr(self.view, "action", "") == "list" and hasattr(self.view, "records"):
                tell_of_includes(operation, self.view)
                tell_of_changes(operation, self)
        self.resolve_serializer(FaultsSerializer, "response")  # refusals refer to it
        tell_of_refusals(operation, self.path, self.method, {} in operation.get("security", []))
        return operation

    def _get_examples(self, serializer: Any, direction: Any, *more: Any, **named: Any) -> Any:
        """Of a list, a page with the example of what it lists."""
        listed = get_override(getattr(serializer, "child", serializer), "examples", [])
        is_one = direction == "request" or get_override(serializer, "many") is False
        if is_one or self.get_examples() or not self._is_list_view(serializer):
            return super()._get_examples(serializer, direction, *more, **named)
        page = {"next": None, "previous": None}
        return build_examples_list(
            [OpenApiExample(each.name, page | {"results": [each.value]}) for each in listed]
        )

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        described = super()._map_basic_serializer(serializer, direction)
        if isinstance(serializer, StrictSerializer):
            described["additionalProperties"] = False
        if not type(serializer).__doc__:  # what a base class says is not meant for readers
            described.pop("description", None)
        return described

    def get_auth(self) -> list[dict[str, list[str]]]:
        """Who may: by token or session; with nothing, where anybody may."""
        need = need_of(self.view, str(self.method))
        schemes = [name for each in super().get_auth() for name in each]
        if need is ANYBODY:
            return [{}]
        ways: list[dict[str, list[str]]]
        ways = [{scheme: [need.scope] if need else []} for scheme in schemes]
        return ways if need else [*ways, {}]
