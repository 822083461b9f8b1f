"""Word documents: from the parts of a .docx to paragraphs with their marks and places."""
