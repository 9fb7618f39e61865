"""What pages ask of a case: each function takes a shelf and gives frozen rows, a page of them at most."""
