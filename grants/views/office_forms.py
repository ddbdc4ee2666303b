"""How every action of the office runs: show the form, call one service, keep what was typed at a no."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.actions import Action
from grants.forms.office_base import ActionForm
from grants.views.office_access import actor_of, prove_again

OK, FORBIDDEN, CONFLICT = 200, 403, 409
# Codes of services that mean: somebody was faster, or clicked twice.
STALE_CODES = (
    "version.stale",
    "state.no_edge",
    "notice.wrong_state",
    "notice.exists",
    "proof.wrong_state",
    "order.wrong_state",
    "claim.exists",
    "change.wrong_state",
    "question.none",
    "question.no_wish",
    "waiver.not_possible",
)
FILE_AGAIN = "Wählen Sie die Datei noch einmal aus. Der Browser hat sie nicht behalten."
DONE_MEANWHILE = (
    "Inzwischen ist dieser Schritt getan oder nicht mehr möglich. "
    "Gehen Sie zurück und sehen Sie sich den Stand an."
)
NOT_POSSIBLE = "Das geht nicht"
STEP_UP = "Bestätigen Sie kurz, dass Sie es sind. Danach machen Sie hier weiter."


@dataclass(frozen=True)
class ActionPage:
    """One action on one object, asked for by somebody. `back` leads away, `after` is where success leads."""

    request: HttpRequest
    action: Action
    target: Any
    back: str
    after: str
    context: dict[str, Any]

    def answer(self) -> HttpResponse:
        """GET shows the form, POST calls the service and goes to `after`.

        403 when policy says no, 409 when the object has moved since the person saw it; when something is
        missing, the page with every sentence and everything typed.
        """
        actor, now = actor_of(self.request), timezone.now()
        refused = self.action.no_right(self.target, actor)
        if refused:
            return self._show(None, problems=[refused], status=FORBIDDEN)
        if self.action.step_up and not actor.stepped_up:
            return prove_again(self.request, STEP_UP)
        return self._take(actor, now) if self.request.method == "POST" else self._offer(actor, now)

    def _offer(self, actor: Actor, now: datetime) -> HttpResponse:
        reasons = self.action.why_not(self.target, actor=actor, today=local_date(now))
        form = self._form(actor, now) if self.action.is_offered(self.target) else None
        return self._show(form, reasons=reasons)

    def _take(self, actor: Actor, now: datetime) -> HttpResponse:
        form = self._form(actor, now, data=self.request.POST.copy())
        if not self.action.is_offered(self.target):
            form.errors.clear()  # what was typed stays to be read; nothing in it is wrong
            return self._show(form, problems=[DONE_MEANWHILE], status=CONFLICT)
        if "preview" in self.request.POST or not form.is_valid():
            ask_for_files_again(form)
            return self._show(form)
        by = {"actor": actor, "now": now, "expected_version": form.cleaned_data["expected_version"]}
        try:
            result = self.action.call(form, self.target, by)
        except DomainError as error:
            return self._refuse(form, error)
        if self.action.shows:
            page = self.context | {"result": result, "back": self.back}
            return render(self.request, self.action.shows, page)
        messages.success(self.request, self.action.done_for(self.target))
        return redirect(self.after)

    def _refuse(self, form: ActionForm, error: DomainError) -> HttpResponse:
        """The page again with the sentences of the service. A stale form learns the new version."""
        status = FORBIDDEN if isinstance(error, NotAllowed) else OK
        if isinstance(error, StaleVersion) or error.code in STALE_CODES:
            status = CONFLICT
            manager = type(self.target)._default_manager  # noqa: SLF001  Django names it so; it is public
            fresh = manager.filter(pk=self.target.pk).first()
            if fresh is not None:  # a grant or a claim goes with a draft that is taken back
                form.data["expected_version"] = str(self.action.version_of(fresh))  # type: ignore[index]  # a copy: writable
        attach(form, error)
        ask_for_files_again(form)
        return self._show(form, status=status)

    def _form(self, actor: Actor, now: datetime, data: Any = None) -> ActionForm:
        version = self.action.version_of(self.target)
        return self.action.form(
            data,
            files=None if data is None else self.request.FILES,
            target=self.target,
            actor=actor,
            today=local_date(now),
            version=version,
        )

    def _show(self, form: ActionForm | None, *, status: int = OK, **more: Any) -> HttpResponse:
        title = "" if status == OK else NOT_POSSIBLE
        page = {"action": self.action, "form": form, "back": self.back, "error_title": title}
        page |= self.context | more
        return render(self.request, "office/action.html", page, status=status)


def attach(form: ActionForm, error: DomainError) -> None:
    """Put the sentences of a service where they belong: beside the input, else on top."""
    field = error.field if isinstance(error, InvalidInput) else ""
    if error.code == "reason.missing":
        field = "reason"
    for sentence in error.sentences if isinstance(error, Blocked) else (error.message,):
        form.add_error(field if field in form.fields else None, sentence)


def ask_for_files_again(form: ActionForm) -> None:
    """No browser keeps a chosen file: who sends a form with a mistake chooses it once more."""
    for name in form.files:
        if name in form.fields and name not in form.errors:
            form.add_error(name, FILE_AGAIN)
