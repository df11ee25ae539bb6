"""An index by which the history of one instansi and year is found among the entries of all (organisasi/jejak.py)."""

from django.db import migrations

TABEL, NAMA = "auditlog_logentry", "jejak_milik"
ISI = {
    "postgresql": "((additional_data ->> '{}')::integer)",
    "sqlite": "JSON_EXTRACT(additional_data, '$.{}')",
}


def pasang(apps, schema_editor):
    isi = ISI[schema_editor.connection.vendor]
    kolom = f"{isi.format('instansi')}, {isi.format('tahun')}, \"timestamp\""
    schema_editor.execute(f"CREATE INDEX {NAMA} ON {TABEL} ({kolom})")


def cabut(apps, schema_editor):
    schema_editor.execute(f"DROP INDEX {NAMA}")


class Migration(migrations.Migration):
    dependencies = [("organisasi", "0002_ruang_kerja"), ("auditlog", "0017_add_actor_email")]
    operations = [migrations.RunPython(pasang, cabut)]
