"""Renderers: each turns a :class:`lakip.dokumen.Dokumen` into one format and sees nothing else."""
