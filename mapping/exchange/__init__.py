"""Exchange: the whole field, or a part of it, in and out as a workbook, a ZIP of CSV files, JSON or GeoJSON.

The shape of the workbook follows from the documents of the door (`shapes`), so that a field added to a document has its
column at once. Importing reads a file into what it says (`gathering`), compares that with the heads (`comparing`) and
makes a plan, all before any transaction; applying a plan is one change set. Exports are made from public documents.
"""
