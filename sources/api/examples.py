"""Examples for the schema, of invented people and places."""

from drf_spectacular.utils import OpenApiExample

NEW_SOURCE = OpenApiExample(
    "an article with its text",
    {
        "uid": "5b7d6c1a-3d52-4c1f-8f2b-0e2f5b9a6d22",
        "kind": "article",
        "title": "A bridge at last",
        "publisher": {"name": "The Harbour Post"},
        "byline": "Ona Reed",
        "address": "https://harbour-post.example/2023/bridge",
        "published": "2023-04-27",
        "language": "en",
        "text": "It rained. “We shall build the bridge,” said the mayor, Ida Vale.",
    },
    request_only=True,
)
NEW_REVISION = OpenApiExample(
    "a corrected text",
    {
        "text": "It rained. “We shall build a bridge,” said the mayor, Ida Vale.",
        "made_by": "typed",
        "retrieved_at": "2023-04-28T09:30:00Z",
    },
    request_only=True,
)
