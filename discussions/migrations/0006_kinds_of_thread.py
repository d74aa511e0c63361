"""A thread is of a kind, and a question may have its answer: a comment of the same thread, which PostgreSQL holds to."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SAME_THREAD = """
ALTER TABLE discussions_thread
    ADD CONSTRAINT thread_answer_in_same_thread FOREIGN KEY (id, answer_id)
    REFERENCES discussions_comment (thread_id, id) DEFERRABLE INITIALLY DEFERRED;
"""

UNDO = "ALTER TABLE discussions_thread DROP CONSTRAINT thread_answer_in_same_thread;"


class Migration(migrations.Migration):
    dependencies = [
        ("discussions", "0005_seen"),
        ("groups", "0010_counted_and_looks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="thread",
            name="answer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to="discussions.comment",
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="answered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="thread",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                help_text="who marked the answer",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="kind",
            field=models.CharField(
                choices=[
                    ("comment", "Comment"),
                    ("question", "Question"),
                    ("definition", "Definition"),
                    ("summary", "Summary"),
                ],
                db_default="comment",
                default="comment",
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="thread",
            index=models.Index(
                condition=models.Q(("answer", None), ("kind", "question")),
                fields=["group", "created_at"],
                name="thread_group_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["comment", "question", "definition", "summary"])),
                name="thread_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", None), ("answered_at", None), ("answered_by", None)),
                    models.Q(
                        ("answer__isnull", False),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        ("kind", "question"),
                    ),
                    _connector="OR",
                ),
                name="thread_answer_of_a_question_marked_by_somebody",
            ),
        ),
        migrations.RunSQL(SAME_THREAD, UNDO),
    ]
