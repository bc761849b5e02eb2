"""Creates one user of each kind that may read the admin, and one object of each kind."""

import uuid

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement
from glossary.models import Term
from jobs.models import Job, RetentionRun
from jobs.services import email_enqueue
from kpis.models import Benchmark, ChoiceText, GroupText, InputText, Kpi
from tests.factories import confirmed_client_of, make_account, make_user
from translations.models import TradeTerm

GROUPS = {"E": "Editor", "P": "Publisher", "T": "Translator: Italiano", "S": "Support"}
# One letter for each kind of staff keeps the table of permissions readable.
ROLES = {
    "R": "superuser",
    **GROUPS,
    "N": "staff without a group",
    "owner": "owner of an MSP",
    "anonymous": "anonymous",
}


class Staff:
    def __init__(self, published: Questionnaire):
        call_command("make_groups", verbosity=0)
        owner = make_user()
        self.account = make_account(owner)
        self.users = {"owner": owner, "R": make_user(is_staff=True, is_superuser=True)}
        self.users["N"] = make_user(is_staff=True)
        for letter, name in GROUPS.items():
            self.users[letter] = make_user(is_staff=True)
            self.users[letter].groups.add(Group.objects.get(name=name))
        self.objects = {**self._published(published), **self._draft(), **self._others()}

    def clients(self) -> dict[str, Client]:
        """Returns a new signed-in client of each role."""
        return {"anonymous": Client()} | {letter: self.client(letter) for letter in self.users}

    def client(self, role: str) -> Client:
        return confirmed_client_of(self.users[role])

    def _published(self, questionnaire: Questionnaire) -> dict:
        section = questionnaire.sections.first()
        return {
            "questionnaire": questionnaire,
            "section": section,
            "statement": section.statements.first(),
            "stage": questionnaire.stages.first(),
            "advice": section.advice.first(),
        }

    def _draft(self) -> dict:
        draft = Questionnaire.objects.create(version=1000)
        texts = {"name_en": "New", "key": "new_one"}
        section = Section.objects.create(questionnaire=draft, order=1, short_name_en="new", **texts)
        stage = Stage.objects.create(
            questionnaire=draft, lower_bound=1, description_en="New", **texts
        )
        return {
            "draft questionnaire": draft,
            "draft section": section,
            "draft stage": stage,
            "draft statement": Statement.objects.create(
                section=section, order=1, key="new_one", text_en="New"
            ),
            "draft advice": StageAdvice.objects.create(section=section, stage=stage, text_en="New"),
        }

    def _others(self) -> dict:
        user = User.objects.create_user(f"{uuid.uuid4().hex}@example.com")
        return {
            "kpi": Kpi.objects.first(),
            "input": InputText.objects.first(),
            "group text": GroupText.objects.first(),
            "choice": ChoiceText.objects.first(),
            "benchmark": Benchmark.objects.first(),
            "term": Term.objects.first(),
            "trade term": TradeTerm.objects.first(),
            "user": user,
            "account": self.account,
            "group": Group.objects.create(name="Trainees"),
            "email": EmailAddress.objects.create(user=user, email=user.email),
            "job": self._job(),
            "deletion": RetentionRun.objects.create(rule="invitations", count=2),
            "authenticator": TOTP.activate(user, "JBSWY3DPEHPK3PXP").instance,
        }

    def _job(self) -> Job:
        email_enqueue(message=EmailMessage("Subject", "Text", "a@example.com", ["b@example.com"]))
        return Job.objects.latest("pk")


def writes(queries: list[dict]) -> list[str]:
    """Returns the queries that change a row, except those of sessions and of the admin's log.

    What somebody signed out sends is kept for them and counted (decision 0007). A company's activity
    shows that staff have looked at it (decision 0020): such a row may be added, never changed.
    """
    look = 'INSERT INTO "accounts_activity"'
    passing = ("django_session", "django_admin_log", "web_keptsubmission", "web_cache")
    return [
        query["sql"][:100]
        for query in queries
        if query["sql"].startswith(("INSERT", "UPDATE", "DELETE", "TRUNCATE"))
        and not query["sql"].startswith(look)
        and not any(f'"{table}"' in query["sql"].split("(")[0] for table in passing)
    ]
