"""Files in and out, by trade.

- ``readers``: bytes in, an ImportedDocument out.
- ``slices``: a text cut into the words for people and the raw slices between them.
- ``inplace``: a file whose words alone are changed.
- ``prose``: texts with markup, where the prose is read and written, and all else stays.
- ``messages``: files of software, where the words of each message stand in them.
- ``writers``: an Edition in, pieces of a file out.
- ``marks``: where the marks of a source go in its target.
- ``corrections``: XLIFF and TMX that come back.

``edition`` is what writers are given; ``archive``, ``markup``, ``plain_text`` and ``escaping`` are
what readers and writers share. ``loading`` finds the functions that the catalogues name.
"""
