"""The history has a page of its own; Django's admin neither shows it nor lets anyone touch it."""

import auditlog.admin  # noqa: F401 - registers what is taken out here, whichever app is loaded first
from auditlog.models import LogEntry
from django.contrib import admin

admin.site.unregister(LogEntry)
