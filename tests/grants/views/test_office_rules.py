"""The page of a fund's rules: propose, read what changes, confirm by somebody else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from grants.forms.office_rules import rule_help
from grants.models import FundRules, RulesProposal
from grants.models.rules_proposal import rule_columns
from tests.grants.views.office_browser import browser_of, text_of
from tests.stories import Story

pytestmark = pytest.mark.django_db


@pytest.fixture(name="manager")
def manager_browser(story: Story) -> Client:
    return browser_of(story.people["manager"])


@pytest.fixture(name="officer")
def officer_browser(story: Story) -> Client:
    return browser_of(story.people["officer"])


def typed(**changed: Any) -> dict[str, Any]:
    """The form as the page fills it, amounts in euro, with what is changed."""
    rules = FundRules.objects.get()
    found = {column.name: getattr(rules, column.name) for column in rule_columns()}
    for name, value in found.items():
        if name.endswith("_cents") and value is not None:
            found[name] = f"{value // 100},{value % 100:02}"
    kept = {name: value for name, value in found.items() if value not in (None, False)}
    return kept | {"valid_from": "1.1.2099", "reason": "Neue Richtlinie"} | changed


def propose(client: Client, story: Story, **changed: Any) -> Any:
    return client.post(reverse("office_rules_new", args=[story.fund.slug]), typed(**changed))


def test_proposal_shows_what_changes_and_another_person_confirms(
    manager: Client, officer: Client, story: Story
) -> None:
    answer = propose(manager, story, proof_days=56, cap_per_project_cents="450,00", max_advance_percent=80)
    proposal = RulesProposal.objects.get()
    url = reverse("office_rules_proposal", args=[proposal.uuid])
    assert answer["Location"] == url
    said = officer.get(url).content.decode()
    assert "<del>28</del>" in said
    assert "<ins>56</ins>" in said
    assert "<ins>450,00\u00a0€</ins>" in said
    assert "<ins>80\u00a0%</ins>" in said
    assert "Regeln bestätigen" not in manager.get(url).content.decode()
    assert manager.post(url, {"confirm": "1"}).status_code == 403
    assert officer.post(url, {"confirm": "1"}).status_code == 302
    assert FundRules.objects.latest("pk").proof_days == 56
    assert "Neue Richtlinie" in officer.get(reverse("office_rules")).content.decode()


def test_impossible_rules_are_said_beside_their_inputs(manager: Client, story: Story) -> None:
    said = propose(manager, story, jury_quorum=9, valid_from="1.1.2020").content.decode()
    assert "Die Jury hat 7 Mitglieder. 9 können nicht nötig sein." in said
    assert "Neue Regeln gelten frühestens ab morgen." in said
    assert 'value="9"' in said
    assert not RulesProposal.objects.exists()


def test_every_rule_says_what_it_means(manager: Client, story: Story) -> None:
    helps = {column.name: rule_help(column) for column in rule_columns()}
    assert all(each.endswith((".", "?")) or ":" in each for each in helps.values())
    page = text_of(manager.get(reverse("office_rules_new", args=[story.fund.slug])))
    assert [each for each in helps.values() if each not in page] == []


def test_limit_of_the_jury_asks_who_decides_above_it(manager: Client, story: Story) -> None:
    said = text_of(propose(manager, story, jury_limit_cents="1000,00", second_body_name=""))
    assert "Geben Sie ein, welches Gremium über dem Betrag entscheidet." in said
    assert propose(manager, story, jury_limit_cents="1000,00", second_body_name="Stadtrat").status_code == 302


def test_withdrawn_proposal_changes_nothing(manager: Client, story: Story) -> None:
    propose(manager, story, proof_days=56)
    proposal = RulesProposal.objects.get()
    manager.post(reverse("office_rules_proposal", args=[proposal.uuid]), {"withdraw": "1"})
    assert FundRules.objects.count() == 1
    assert RulesProposal.objects.get().withdrawn_at is not None
