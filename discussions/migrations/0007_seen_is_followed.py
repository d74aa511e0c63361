from django.db import migrations, models

# Who has said something in a thread follows it, as whoever does so from now on.
FOLLOW = """
    INSERT INTO discussions_seen (user_id, thread_id, is_followed)
    SELECT DISTINCT author_id, thread_id, true FROM discussions_comment WHERE removed_at IS NULL
    ON CONFLICT (thread_id, user_id) DO UPDATE SET is_followed = true
"""


class Migration(migrations.Migration):
    dependencies = [
        ("discussions", "0006_kinds_of_thread"),
    ]

    operations = [
        migrations.AddField(
            model_name="seen",
            name="is_followed",
            field=models.BooleanField(db_default=False),
        ),
        migrations.RunSQL(FOLLOW, migrations.RunSQL.noop),
    ]
