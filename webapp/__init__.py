"""Vis-à-vis: read French beside English, translated offline.

The rooms, from the inside out: text, then engine, library and formats, then pretranslation, then
views and the command line. Arrows point inward only (tests/unit/test_architecture.py). Importing
the package imports no room: the command line needs no Flask, and nothing opens a model.
"""
