from django import template

from tandatangan.kotak import print_waktu

register = template.Library()
register.filter("waktu", print_waktu)
