"""A case as a whole: saved when it is damaged, packed for others, added to from the web."""
