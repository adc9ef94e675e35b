"""The stories of the fiction that are told in full, one module each."""
