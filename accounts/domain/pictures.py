from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """Represents a picture in PNG or JPEG, as it is stored."""

    content: bytes
    content_type: str
