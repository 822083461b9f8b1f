"""Reads the files of Office Open XML: Word documents, presentations and workbooks."""
