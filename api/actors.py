"""Who acts."""

from __future__ import annotations

LOCAL = "user:local"
"""Whoever sits at this machine: nobody logs in in this version."""
