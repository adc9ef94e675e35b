"""What the map page, the list and the embedded map tell besides the drawing: who is there, filters, the chosen item."""
