from content.models.revision import ContentRevision, LoadedContent, content_revision

__all__ = ["ContentRevision", "LoadedContent", "content_revision"]
