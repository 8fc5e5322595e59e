"""Elements of a document: their names, their order, and a tree that keeps the bytes of what nobody touched."""
