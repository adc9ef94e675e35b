"""One columnar picture of the public field: built once per change, mapped by workers, fetched by browsers."""
