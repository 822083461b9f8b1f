"""Argos packages and CTranslate2: the only room that imports them.

Importing it opens no model and imports neither. ``ArgosTranslators`` is the way in.
"""

from webapp.engine.interface import (
    Language,
    Priority,
    Translation,
    Translator,
    Translators,
    Workload,
)
from webapp.engine.registry import ArgosTranslators

__all__ = [
    "ArgosTranslators",
    "Language",
    "Priority",
    "Translation",
    "Translator",
    "Translators",
    "Workload",
]
