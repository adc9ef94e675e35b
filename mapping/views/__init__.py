"""Views of the reading side: one module per page."""
