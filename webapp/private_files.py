"""Files and folders that only the person whose library it is can read."""

from pathlib import Path


def private_folder(path: Path) -> Path:
    """The folder, made with the mode 0700 if it is new, as are those above it; raises OSError."""
    if not path.is_dir():
        private_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
        path.chmod(0o700)  # a umask may take from the owner, too
    return path


def private_file(path: Path) -> Path:
    """The file in its folder, both made for their owner alone if they are new; raises OSError.

    SQLite gives the files beside a database the mode of the database. One that is there keeps its
    mode, since somebody may share it.
    """
    private_folder(path.parent)
    if not path.exists():
        path.touch(mode=0o600)
        path.chmod(0o600)
    return path
