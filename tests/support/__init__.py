"""The outside judges of the tests, each behind one module: LibreOffice, the Open XML SDK validator, poppler."""
