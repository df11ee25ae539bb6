"""The document as JSON: the contract of rancangan.md §5."""

from __future__ import annotations

import json

from lakip.dokumen import Dokumen, to_json


def render_json(dokumen: Dokumen) -> bytes:
    """Return the contract as UTF-8, in the order of the document; the same document gives the same bytes."""
    return (json.dumps(to_json(dokumen), ensure_ascii=False, indent=1) + "\n").encode()
