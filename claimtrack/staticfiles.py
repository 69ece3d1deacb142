"""How style sheets and scripts are stored for serving."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Static files under names that carry their content's hash, compressed ahead of time.

    The `import` statements of ES modules are rewritten to the hashed names too.
    """

    support_js_module_import_aggregation = True
