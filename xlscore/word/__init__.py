"""A Word document as a package of parts: paragraphs, controls, tables and pictures; knows no police word."""
