"""What stands in a document: its stories, controls, paragraphs, tables and pictures, to be read and changed."""
