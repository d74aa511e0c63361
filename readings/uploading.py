"""Reading an upload within bounds: past the limit the rest is let through unread, and nothing is kept of it."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Spool an upload to a temporary file as far as settings.UPLOAD_LIMIT (bytes).

    A longer one is dropped, and its name stands in `request.META["UPLOADS_TOO_LARGE"]` for the form.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_LIMIT:
            self.file.close()
            if self.request is not None:
                self.request.META.setdefault("UPLOADS_TOO_LARGE", []).append(self.file_name or "?")
            raise SkipFile
        super().receive_data_chunk(raw_data, start)
