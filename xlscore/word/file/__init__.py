"""The file of a document: its parts, what forbids to edit it, its properties and what travels in it unseen."""
