"""How an entry is sealed: the hash over its canonical form and the hash before it."""

import hashlib
import json

FIRST = "0" * 64


def sealed(previous: str, row: dict) -> str:
    """Return the SHA-256 that seals the row (JSON, sorted keys, no spaces) onto the chain."""
    canonical = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()
