"""Pure French text work, no I/O: paragraphs, segmentation, language detection."""
