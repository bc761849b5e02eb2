from content.models.revision import (
    CONTENT_REVISION,
    ContentRevision,
    LoadedContent,
    content_revision,
)

__all__ = ["CONTENT_REVISION", "ContentRevision", "LoadedContent", "content_revision"]
