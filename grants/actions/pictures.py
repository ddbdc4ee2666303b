"""What the office can do with pictures: release them for the public, take a release back."""

from typing import Any

from django.db import transaction

from grants import policy
from grants.actions import calls
from grants.actions.kind import Action
from grants.forms.office_pictures import PicturesForm
from grants.services.released_pictures import release_picture, withdraw_picture


def _release_or_withdraw(form: Any, case: Any, by: dict[str, Any]) -> None:
    """All that the form says, or nothing of it."""
    with transaction.atomic():
        for picture in form.to_withdraw():
            withdraw_picture(picture=picture, **calls.who(by))
        new = form.new_picture()
        if new is not None:
            release_picture(case=case, picture=new, **calls.who(by))


PICTURE_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="bilder",
        machine="application",
        states=calls.SENT,
        may=policy.may_release_picture,
        title="Bilder zum Zeigen freigeben",
        button="Speichern",
        tone="tertiary",
        form=PicturesForm,
        call=_release_or_withdraw,
        done="Die Freigaben sind gespeichert.",
        fragment="office/actions/_pictures.html",
    ),
)
