from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0002_document_history"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(fields=["sha256"], name="files_stored_hash"),
        ),
    ]
