"""Answers with files to download."""

from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_response(content: bytes, content_type: str, filename: str) -> HttpResponse:
    """Returns a response that browsers save under the file name."""
    response = HttpResponse(content, content_type=content_type)
    _name_file(response, filename)
    return response


def streaming_file_response(
    parts: Iterable[bytes], content_type: str, filename: str
) -> StreamingHttpResponse:
    """Returns a response whose file is made while it is sent, however large it is."""
    response = StreamingHttpResponse(parts, content_type=content_type)
    _name_file(response, filename)
    return response


def _name_file(response: HttpResponseBase, filename: str) -> None:
    disposition = content_disposition_header(as_attachment=True, filename=filename)
    response.headers["Content-Disposition"] = disposition or "attachment"
