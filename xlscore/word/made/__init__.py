"""New content of a document as XML, made from plain values."""
