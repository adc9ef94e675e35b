"""Chains as people read them: through whom an initiative is linked with a municipality, and what a field hangs on."""
