"""Command: pairs of everyday language that we have made, for what public parallel text lacks.

    python -m training.everyday EVERYDAY.tsv --count 20000

Parallel text that is free is of parliaments, manuals and learners' sentences; millers, attics and
ten o'clock are rare in it. The sentences here are put together of lists in this folder: nouns with
gender and kind, verbs with their forms, and phrases that are taken whole.
"""
