"""Where the folders that travel with the code are: templates, static, seeds, models.

They stand beside the package in a checkout and inside it in a wheel, where pyproject.toml
(force-include) puts them.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The folder ``name`` of an installed wheel, or else of the checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
