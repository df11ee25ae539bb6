"""Property tests do not fail because a machine is slow."""

from hypothesis import settings

settings.register_profile("tanpa_tenggat", deadline=None)
settings.load_profile("tanpa_tenggat")
