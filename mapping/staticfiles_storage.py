"""Which static files are published, under which names, and how they are packed."""

from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage


class PublishedStaticFiles(StaticFilesConfig):
    """What libraries bring along and no page of ours asks for stays out."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "django_htmx/ext/*",
        "django_htmx/htmax*",
        "leaflet/draw/*",
        "leaflet/proj4*",
        "leaflet/Control.MiniMap*",
    ]


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names that carry a digest, also inside ES modules, each beside a gzip and a brotli copy.

    ``import { a } from "./a.js";`` is rewritten to the name with the digest; without the closing
    semicolon Django leaves it as it is, silently, which tests/house/test_static_files.py refuses.
    """

    support_js_module_import_aggregation = True
    # A name settles when those of all modules that a module imports, from far or near, have settled. In the worst order
    # of files, and the file system decides that, each pass settles one more of a chain. It ends once nothing changes.
    max_post_process_passes = 30
