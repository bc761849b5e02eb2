"""Closes what the first guards left open: moving rows between versions, going back in a version's life."""

from django.db import migrations

# Both the version a row leaves and the one it enters must be a draft.
STRUCTURE = """
CREATE OR REPLACE FUNCTION assessments_structure_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    new_row jsonb := to_jsonb(NEW);
    old_row jsonb := to_jsonb(OLD);
    this_row jsonb;
    of_questionnaire bigint;
    of_status text;
    field text;
    changed boolean := TG_OP <> 'UPDATE';
BEGIN
    FOREACH field IN ARRAY ARRAY['key', 'order', 'lower_bound', 'questionnaire_id', 'section_id', 'stage_id'] LOOP
        changed := changed OR (new_row -> field) IS DISTINCT FROM (old_row -> field);
    END LOOP;
    IF changed THEN
        FOREACH this_row IN ARRAY ARRAY[old_row, new_row] LOOP
            of_questionnaire := COALESCE(
                (this_row ->> 'questionnaire_id')::bigint,
                (SELECT questionnaire_id FROM assessments_section WHERE id = (this_row ->> 'section_id')::bigint)
            );
            SELECT status INTO of_status FROM assessments_questionnaire WHERE id = of_questionnaire;
            IF of_status IN ('published', 'archived') THEN
                RAISE EXCEPTION 'the structure of a published questionnaire never changes'
                USING ERRCODE = 'integrity_constraint_violation';
            END IF;
        END LOOP;
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
"""

RESPONSES = """
CREATE OR REPLACE FUNCTION assessments_response_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_questionnaire bigint;
    completed timestamptz;
BEGIN
    SELECT questionnaire_id, completed_at INTO of_questionnaire, completed
    FROM assessments_assessment WHERE id = NEW.assessment_id FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'assessment is deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF completed IS NOT NULL THEN
        RAISE EXCEPTION 'assessment is completed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.assessment_id <> OLD.assessment_id OR NEW.statement_id <> OLD.statement_id) THEN
        RAISE EXCEPTION 'a response stays where it is' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM assessments_statement statement
        JOIN assessments_section section ON section.id = statement.section_id
        WHERE statement.id = NEW.statement_id AND section.questionnaire_id = of_questionnaire
    ) THEN
        RAISE EXCEPTION 'statement belongs to another questionnaire' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

LIFE = """
CREATE FUNCTION assessments_life_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> NEW.status AND NOT (
        OLD.status = 'draft' OR (OLD.status = 'published' AND NEW.status = 'archived')
    ) THEN
        RAISE EXCEPTION 'a questionnaire goes from draft to published to archived, never back'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER life_guard BEFORE UPDATE ON assessments_questionnaire
FOR EACH ROW EXECUTE FUNCTION assessments_life_guard();
"""
DROP_LIFE = "DROP TRIGGER life_guard ON assessments_questionnaire; DROP FUNCTION assessments_life_guard();"

ADVICE = """
CREATE FUNCTION assessments_advice_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT questionnaire_id FROM assessments_section WHERE id = NEW.section_id)
        IS DISTINCT FROM (SELECT questionnaire_id FROM assessments_stage WHERE id = NEW.stage_id) THEN
        RAISE EXCEPTION 'advice joins a section and a stage of one questionnaire'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER advice_guard BEFORE INSERT OR UPDATE ON assessments_stageadvice
FOR EACH ROW EXECUTE FUNCTION assessments_advice_guard();
"""
DROP_ADVICE = "DROP TRIGGER advice_guard ON assessments_stageadvice; DROP FUNCTION assessments_advice_guard();"


class Migration(migrations.Migration):
    dependencies = [("assessments", "0004_history_guards")]
    operations = [
        migrations.RunSQL(STRUCTURE, migrations.RunSQL.noop),
        migrations.RunSQL(RESPONSES, migrations.RunSQL.noop),
        migrations.RunSQL(LIFE, DROP_LIFE),
        migrations.RunSQL(ADVICE, DROP_ADVICE),
    ]
