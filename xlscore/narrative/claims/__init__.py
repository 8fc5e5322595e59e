"""What a sentence says, as claims: tokens → phrases → roles of figures and grades → subjects → claims.

The words, the phrases and the public names are tables beside the code (`data`), to be read by an officer and extended by a
developer; nothing here knows a figure of the workbook.
"""

from xlscore.narrative.claims.names import NameIndex
from xlscore.narrative.claims.reading import claims_in

__all__ = ["NameIndex", "claims_in"]
