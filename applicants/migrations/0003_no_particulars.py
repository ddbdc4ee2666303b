"""Name and address stand with each application now; the rows were copied there before."""

from django.db import migrations

MOVED = (
    "channel",
    "contact_person",
    "email",
    "identity_key",
    "is_adult",
    "kind",
    "name",
    "no_fixed_address",
    "phone",
    "postcode",
    "street",
    "town",
)


class Migration(migrations.Migration):
    dependencies = [("applicants", "0002_link_requests"), ("grants", "0006_particulars_void_votes")]

    operations = [migrations.RemoveField(model_name="applicant", name=name) for name in MOVED]
