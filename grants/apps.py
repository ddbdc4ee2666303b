from django.apps import AppConfig


class GrantsConfig(AppConfig):
    """What is granted: funds, applications, jury, grants, payments, proofs, claims, ledger, letters."""

    name = "grants"
    verbose_name = "Förderung"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from foundation.files import readers
        from foundation.outbox import registry
        from grants import tasks
        from grants.selectors import readers as may_read
        from grants.services import letter_occasions
        from grants.services.access_links import SEND_LINKS
        from grants.services.letters import MAKE_LETTER
        from grants.signals import transitioned

        readers.register("application", may_read.may_read_application)
        readers.register("grant", may_read.may_read_grant)
        readers.register("payment_order", may_read.may_read_payment_order)
        readers.register("receipt_order", may_read.may_read_receipt_order)
        readers.register("case_file", may_read.may_read_case_file)
        readers.register("session", may_read.may_read_session)
        readers.register("fund", may_read.may_read_fund)
        readers.register("procedure", may_read.may_read_procedure)
        registry.register(SEND_LINKS, tasks.send_links)
        registry.register(MAKE_LETTER, tasks.make_letter)
        transitioned.connect(letter_occasions.on_transition, dispatch_uid="grants.letters")
