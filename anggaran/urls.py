"""The budget and its quarters."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
