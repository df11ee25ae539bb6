"""Pages that look at everything: what is to be done, history, help."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
