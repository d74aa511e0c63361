"""An answer stands in the thread of the comment it answers: PostgreSQL holds to that, whatever code writes the rows."""

from django.db import migrations

SAME_THREAD = """
ALTER TABLE discussions_comment
    ADD CONSTRAINT comment_thread_and_id UNIQUE (thread_id, id);
ALTER TABLE discussions_comment
    ADD CONSTRAINT comment_parent_in_same_thread FOREIGN KEY (thread_id, parent_id)
    REFERENCES discussions_comment (thread_id, id) DEFERRABLE INITIALLY DEFERRED;
"""

UNDO = """
ALTER TABLE discussions_comment DROP CONSTRAINT comment_parent_in_same_thread;
ALTER TABLE discussions_comment DROP CONSTRAINT comment_thread_and_id;
"""


class Migration(migrations.Migration):
    dependencies = [("discussions", "0001_initial")]

    operations = [migrations.RunSQL(SAME_THREAD, UNDO)]
