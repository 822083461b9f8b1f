"""Writers: an Edition in, pieces of text or bytes out; one file a family of formats."""
