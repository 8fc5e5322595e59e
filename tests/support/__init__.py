"""The outside judges of the tests: LibreOffice, the Open XML SDK validator, poppler."""
