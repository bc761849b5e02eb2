from functools import partial
from typing import Any

from django.http import HttpRequest

from accounts.access import company_menu


def company(request: HttpRequest) -> dict[str, Any]:
    """Returns what the company menu shows; it is read where a template asks for it."""
    return {"company_menu": partial(company_menu, request)}
