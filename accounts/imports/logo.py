"""Reads an uploaded logo: decodes the picture and writes it anew, so that nothing else is kept."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from accounts.domain.pictures import Picture

MOST_BYTES = 256 * 1024
MOST_PIXELS = 4000
"""Of width and of height, before the picture is made smaller."""
WIDTH, HEIGHT = 800, 400
"""Pixels that a logo has at most: twice what the largest place on paper or screen shows."""
JPEG_QUALITY = 88
_MARKUP = (b"<svg", b"<?xml", b"<!doctype")
_START = 1024
"""Bytes in which a file of markup names itself."""


def read_logo(content: bytes) -> Picture:
    """Returns the picture in PNG or JPEG, as its file was, and within WIDTH x HEIGHT.

    Raises ValidationError for everything else: an SVG file is a document that can run scripts and
    load others.
    """
    start = content[:_START].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_MARKUP):
        text = _(
            "SVG files can contain programs, so we do not accept them. Save the logo as PNG and "
            "upload that file."
        )
        raise ValidationError(text, code="svg")
    try:
        return _rewrite(Image.open(BytesIO(content), formats=("PNG", "JPEG")))
    except ValidationError:
        raise
    except Exception as error:  # whatever a broken or hostile file brings the decoder to raise
        raise ValidationError(
            _("This file could not be read as a picture. Upload a PNG or JPEG file."), code="unread"
        ) from error


def _rewrite(picture: Image.Image) -> Picture:
    if max(picture.size) > MOST_PIXELS:  # read from the head of the file, before it is decoded
        text = _("This picture is larger than %(most)s × %(most)s pixels. Make it smaller.")
        raise ValidationError(text % {"most": MOST_PIXELS}, code="too_many_pixels")
    kind = picture.format
    upright = ImageOps.exif_transpose(picture)
    written = upright.convert("RGB" if kind == "JPEG" else "RGBA")
    written.thumbnail((WIDTH, HEIGHT))
    output = BytesIO()
    if kind == "JPEG":
        written.save(output, "JPEG", quality=JPEG_QUALITY)
        return Picture(output.getvalue(), "image/jpeg")
    written.save(output, "PNG", optimize=True)
    return Picture(output.getvalue(), "image/png")
