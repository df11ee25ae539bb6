"""The budget and its quarters."""

from anggaran import urls_triwulan

urlpatterns = [*urls_triwulan.urlpatterns]
