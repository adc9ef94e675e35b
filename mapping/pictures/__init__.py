"""Ties as pictures: what is shown (`scene`), where it stands (one module for each way of arranging), and the SVG of it.

Nothing here asks the database or knows of a request. `mapping.records.picturing` makes the scene.
"""
