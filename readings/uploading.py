"""Reading uploads within bounds: what goes beyond them is let through unread, and nothing is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

TOO_MANY_TO_LOOK_AT = 10_000  # files; to tell where one ends and the next begins takes 0.1 ms each


@dataclass(frozen=True, slots=True)
class Dropped:
    """What of an upload was let through unread: names of files too large, by place, and whether there were too many."""

    too_large: Mapping[int, str] = field(default_factory=dict)
    too_many: bool = False

    def __bool__(self) -> bool:
        return bool(self.too_large or self.too_many)


NOTHING_DROPPED = Dropped()


def dropped(request: HttpRequest) -> Dropped:
    """Say what of a request's files was dropped; known once `request.FILES` was looked at."""
    return Dropped(request.META.get("UPLOADS_TOO_LARGE", {}), "UPLOADS_TOO_MANY" in request.META)


class BoundedUploadHandler(FileUploadHandler):
    """Spool each file to a temporary file as far as settings.UPLOAD_LIMIT (bytes), of settings.UPLOAD_MOST_FILES.

    The temporary files have no name on the disk: however a process ends, nothing is left of them.
    """

    request: HttpRequest
    files = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.files += 1
        if self.files > TOO_MANY_TO_LOOK_AT:
            self.request.META["UPLOADS_TOO_MANY"] = True
            raise StopUpload  # takes in what is left without looking at it
        if settings.SESSION_COOKIE_NAME not in self.request.COOKIES:
            raise SkipFile  # nobody who is not signed in brings files: not a byte is kept of them
        if self.files > settings.UPLOAD_MOST_FILES:
            self.request.META["UPLOADS_TOO_MANY"] = True
            raise SkipFile
        self.received = 0
        # Not `file`: of a handler's `file` Django thinks that it may close it when another one is skipped.
        self.spool = TemporaryFile()  # noqa: SIM115 (closed with the request)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_LIMIT:
            self.spool.close()
            self.request.META.setdefault("UPLOADS_TOO_LARGE", {})[self.files - 1] = self.file_name or "?"
            raise SkipFile
        self.spool.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        self.spool.seek(0)
        return UploadedFile(
            self.spool, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )

    def upload_interrupted(self) -> None:
        if hasattr(self, "spool"):
            self.spool.close()
