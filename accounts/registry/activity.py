"""Lists the kinds of activities of an account, and how each is worded; the apps above add theirs."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from localization.dates import format_date_medium
from localization.languages import current_language

Detail = str | int | bool | Sequence[str]


class ActivityGroup(TextChoices):
    """Names the groups of activities by which owners filter them."""

    SIGN_IN = "sign_in", _("Sign-in")
    MEMBERS = "members", _("Members and invitations")
    SETTINGS = "settings", _("Company settings")
    SHARING = "sharing", _("Shared results")
    FILES = "files", _("Exports and downloads")
    SUPPORT = "support", _("Support")
    DELETION = "deletion", _("Deletion")


@dataclass(frozen=True)
class ActivityLink:
    """Represents something that an activity was about and that still exists."""

    text: str
    """What names it in a sentence, such as the day of an assessment."""
    url: str


@dataclass(frozen=True)
class ActivityFacts:
    """Holds what the sentence of one activity is made from."""

    details: Mapping[str, Any]
    person: str = ""
    """Whom it concerns, where that is not who did it."""
    links: Mapping[str, ActivityLink] = field(default_factory=dict)
    """What still exists of what the details name, by the key of the detail."""

    def get(self, key: str) -> str:
        """Returns a detail; empty where the activity has none."""
        return str(self.details.get(key, ""))

    def day(self, key: str) -> str:
        """Returns the day of a detail that is a time, in the active time zone."""
        moment = datetime.fromisoformat(self.get(key))
        return format_date_medium(timezone.localtime(moment).date(), current_language())


Describer = Callable[[ActivityFacts], str]
LinkFinder = Callable[[UUID, Collection[str]], Mapping[str, ActivityLink]]


@dataclass(frozen=True)
class ActivityKind:
    """Says what an activity means, and which details it can have."""

    key: str
    group: ActivityGroup
    describe: Describer
    """Returns one sentence in the active language."""
    examples: Sequence[Mapping[str, Detail]]

    @property
    def details(self) -> frozenset[str]:
        """Returns the keys that its details can have: those of its examples."""
        return frozenset(key for example in self.examples for key in example)


_kinds: dict[str, ActivityKind] = {}
_links: dict[str, LinkFinder] = {}
_downloads: dict[str, Describer] = {}


def register_activity(
    key: str, group: ActivityGroup, *examples: Mapping[str, Detail]
) -> Callable[[Describer], Describer]:
    """Registers what words a kind of activity; without examples it has no details."""

    def register(describe: Describer) -> Describer:
        _kinds[key] = ActivityKind(key, group, describe, examples or ({},))
        return describe

    return register


def register_activity_links(detail: str) -> Callable[[LinkFinder], LinkFinder]:
    """Registers what finds the things that a detail names by their keys, in one query."""

    def register(find: LinkFinder) -> LinkFinder:
        _links[detail] = find
        return find

    return register


def register_download(what: str) -> Callable[[Describer], Describer]:
    """Registers what words the download of a file: `what` of the kind `file_downloaded`."""

    def register(describe: Describer) -> Describer:
        _downloads[what] = describe
        return describe

    return register


def get_activity_kind(key: str) -> ActivityKind:
    """Returns a kind by its key; raises ValueError where nobody has registered it."""
    if key not in _kinds:
        raise ValueError(f"nobody registered the activity {key!r}")
    return _kinds[key]


def list_activity_kinds() -> list[ActivityKind]:
    return list(_kinds.values())


def activity_link_finders() -> Mapping[str, LinkFinder]:
    """Returns what finds the things that activities name, by the key of the detail."""
    return _links


def download_describers() -> Mapping[str, Describer]:
    """Returns what words downloads, by what is downloaded."""
    return _downloads
