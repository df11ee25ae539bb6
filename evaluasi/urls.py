"""Evaluation and recommendations."""

from django.urls import path

from evaluasi import views

urlpatterns = [path("<slug:slug>/<tahun:tahun>/lke/buat/", views.buat_lke, name="buat_lke")]
