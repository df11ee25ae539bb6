from django.contrib import admin

from organisasi.pengelolaan import BarisSisip, MilikAdmin
from survei.models import Survei, UnsurSurvei


class UnsurSisip(BarisSisip):
    model = UnsurSurvei


@admin.register(Survei)
class SurveiAdmin(MilikAdmin):
    list_display = ["instansi", "tahun", "responden"]
    list_filter = ["tahun"]
    inlines = [UnsurSisip]
