"""`manage.py play FILE [--out DIR]`: play a scenario in an empty database and check what it expects."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foundation.files.models import Document
from foundation.files.services import read_bytes
from grants.models import Application, Fund, Grant, PaymentOrder
from grants.scenarios.player import Played, play
from grants.scenarios.reading import ScenarioMistake, read_scenario


class Command(BaseCommand):
    help = "Spielt ein Szenario durch die echten Dienste und prüft seine Erwartungen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="das Szenario, eine TOML-Datei")
        parser.add_argument("--out", type=Path, help="Ordner, in den alle Dokumente geschrieben werden")

    def handle(self, *args: Any, **options: Any) -> None:
        if Fund.objects.exists():
            raise CommandError(
                "Die Datenbank ist nicht leer. Ein Szenario braucht eine eigene: setzen Sie DATABASE_URL.",
                returncode=2,
            )
        try:
            played = play(read_scenario(options["file"]))
        except ScenarioMistake as mistake:
            raise CommandError(str(mistake), returncode=2) from None
        lines = [*played.differences, *_unfinished()]
        if options["out"]:
            written = write_documents(played, options["out"])
            self.stdout.write(f"{written} Dateien in {options['out']}")
        for line in lines:
            self.stderr.write(line)
        if lines:
            raise CommandError(f"{len(lines)} Erwartungen sind nicht erfüllt.", returncode=1)
        self.stdout.write("Alle Erwartungen sind erfüllt.")


def _unfinished() -> list[str]:
    """Documents that were ordered and could not be made are differences too."""
    return [
        f"Dokument {document.number} ({document.slug}): {document.get_state_display()}. {document.error}"
        for document in Document.objects.exclude(state="ready")
    ]


def write_documents(played: Played, folder: Path) -> int:
    """Write every file of every document as NN-case-slug.ext, in the order they came into being."""
    folder.mkdir(parents=True, exist_ok=True)
    labels = {pk: label for label, pk in played.cases.items()}
    names = _names_of_subjects(labels)
    written = 0
    for position, document in enumerate(Document.objects.order_by("pk").prefetch_related("files__file"), 1):
        label = names.get(document.subject, "fonds")
        for part in document.files.all():
            path = folder / f"{position:02d}-{label}-{document.slug}.{part.format}"
            path.write_bytes(read_bytes(part.file))
            written += 1
    return written


def _names_of_subjects(labels: dict[int, str]) -> dict[str, str]:
    """The label of the case for everything that documents are made about."""
    applications = Application.objects.filter(pk__in=labels)
    grants = Grant.objects.filter(case__in=labels)
    orders = PaymentOrder.objects.filter(grant__case__in=labels).select_related("grant")
    return (
        {each.subject: labels[each.pk].lower() for each in applications}
        | {grant.subject: labels[grant.case_id].lower() for grant in grants}
        | {order.subject: labels[order.grant.case_id].lower() for order in orders}
    )
