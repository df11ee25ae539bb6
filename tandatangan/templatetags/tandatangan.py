from django import template

from organisasi.tanggal import print_waktu

register = template.Library()
register.filter("waktu", print_waktu)
