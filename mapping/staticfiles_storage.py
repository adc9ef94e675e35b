"""How static files are named and packed for browsers."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names that carry a digest, also inside ES modules, each beside a gzip and a brotli copy.

    ``import { a } from "./a.js";`` is rewritten to the name with the digest; without the closing
    semicolon Django leaves it as it is, silently, which tests/house/test_static_files.py refuses.
    """

    support_js_module_import_aggregation = True
