"""How much a dossier shows, so that a case of any size gives a file that opens.

Where something is left out the dossier says how much, and where it can be had. At these bounds it is some 6 MB.
"""

CHARACTERS = 2_000_000  # of the full texts together, some 300,000 words
REMOVED = 8_000  # characters shown of what was taken out of one page
CONTEXT = 300  # characters of its sentence shown before and after a claim
PASSAGE = 900  # characters of a passage shown as evidence

FAMILIES = 60  # families of reports drawn
ROWS = 120  # nodes drawn of one family

DERIVATIONS = 120  # pairs whose evidence is shown
POSSIBLE = 60  # possible pairs shown
PASSAGES = 5  # pairs of passages shown of one piece of evidence

MAIN = 150  # findings shown in full
BRIEF = 400  # findings of one report listed
CLAIMS = 16  # claims of one finding shown in their sentence
FIGURES = 3  # figures written into one part of a system that is drawn
STAGE = 5  # findings listed under one part of a system
CHANGES = 120  # changes in retelling shown side by side
