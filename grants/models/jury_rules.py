"""Who decides in a fund, as fields of its dated rules: the tiers of value, and what a vote of the jury is."""

from typing import Any

from django.db import models

from grants.rules.criteria import Criterion, parse_criteria


class JuryRules(models.Model):
    """Up to which amount who decides (domain handbook 1.3: decision tiers), and whether the jury binds."""

    manager_limit_cents = models.BigIntegerField(
        "Ohne Jury entscheiden bis",
        default=0,
        help_text="Bis zu dieser Antragssumme entscheidet das Büro allein. 0 heißt: nie.",
    )
    jury_limit_cents = models.BigIntegerField(
        "Jury entscheidet bis",
        null=True,
        blank=True,
        help_text="Über diesem Betrag entscheidet nach der Jury ein zweites Gremium. Leer heißt: nie.",
    )
    second_body_name = models.CharField(
        "Zweites Gremium", max_length=120, blank=True, help_text="Zum Beispiel: Stadtrat, Hauptausschuss"
    )
    jury_vote = models.CharField(
        "Beschluss der Jury",
        max_length=12,
        choices=[("binding", "bindet die Stadt"), ("recommending", "ist eine Empfehlung")],
        default="binding",
        help_text="Von einer Empfehlung weicht die Stadt nur mit schriftlicher Begründung ab.",
    )

    jury_sees_names = models.BooleanField(
        "Jury sieht, wer beantragt",
        default=True,
        help_text="Sonst liest sie „Projekt A“ und erklärt Befangenheit auf einem eigenen Blatt.",
    )
    circular_allowed = models.BooleanField(
        "Umlaufverfahren erlaubt",
        default=False,
        help_text="Die Jury stimmt ohne Sitzung ab. Ein Widerspruch bringt den Antrag in eine Sitzung.",
    )
    circular_limit_cents = models.BigIntegerField(
        "Umlaufverfahren bis",
        null=True,
        blank=True,
        help_text="Bis zu dieser Antragssumme. Leer heißt: ohne Grenze.",
    )
    criteria_text = models.TextField(
        "Kriterien, eines je Zeile",
        blank=True,
        help_text="Name; Gewicht; höchste Punktzahl. Zum Beispiel: Nutzen für das Quartier; 2; 5",
    )

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        """Store the version. Raises InvalidInput for a line that is no criterion."""
        parse_criteria(self.criteria_text)
        super().save(**kwargs)

    @property
    def others_decide(self) -> bool:
        """There may be decisions beside the jury's: alone, by a second body, or of a city that deviates."""
        is_deviable = self.jury_vote == "recommending"
        return bool(self.manager_limit_cents) or self.jury_limit_cents is not None or is_deviable

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The fund's catalogue in its order; empty when the jury gives no points."""
        return parse_criteria(self.criteria_text)
