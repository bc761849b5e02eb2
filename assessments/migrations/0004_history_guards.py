"""What a completed assessment keeps: its day on paper too. Reasons and share links may come and go."""

from django.db import migrations

COMPLETED = """
CREATE OR REPLACE FUNCTION assessments_completed_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.completed_at IS NOT NULL AND (
        NEW.completed_at IS DISTINCT FROM OLD.completed_at OR NEW.questionnaire_id <> OLD.questionnaire_id
        OR NEW.assessed_on IS DISTINCT FROM OLD.assessed_on
    ) THEN
        RAISE EXCEPTION 'a completed assessment stays completed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION assessments_completed_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.completed_at IS NOT NULL AND (
        NEW.completed_at IS DISTINCT FROM OLD.completed_at OR NEW.questionnaire_id <> OLD.questionnaire_id
    ) THEN
        RAISE EXCEPTION 'a completed assessment stays completed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

# A shared result never turns into another one, and a token is never exchanged.
LINKS = """
CREATE FUNCTION assessments_link_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.assessment_id <> OLD.assessment_id OR NEW.token_hash <> OLD.token_hash
        OR NEW.expires_at <> OLD.expires_at
        OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)
    THEN
        RAISE EXCEPTION 'a share link can only be revoked' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER link_guard BEFORE UPDATE ON assessments_sharelink
FOR EACH ROW EXECUTE FUNCTION assessments_link_guard();
"""
DROP_LINKS = "DROP TRIGGER link_guard ON assessments_sharelink; DROP FUNCTION assessments_link_guard();"


class Migration(migrations.Migration):
    dependencies = [("assessments", "0003_history")]
    operations = [
        migrations.RunSQL(COMPLETED, BEFORE),
        migrations.RunSQL(LINKS, DROP_LINKS),
    ]
