"""The pages: one module each. A handler reads what it was asked, asks the shelf, and renders."""
