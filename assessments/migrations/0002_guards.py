"""What must hold, holds in the database: no path of the code, and no other program, gets past these."""

from django.db import migrations

from localization.triggers import watch_content

CONTENT_TABLES = ["questionnaire", "section", "statement", "stage", "stageadvice"]

# A response belongs to an assessment in progress and to a statement of its questionnaire. FOR SHARE waits for a
# completion under way (which holds FOR UPDATE) and then sees its outcome.
RESPONSES = """
CREATE FUNCTION assessments_response_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_questionnaire bigint;
    completed timestamptz;
BEGIN
    SELECT questionnaire_id, completed_at INTO of_questionnaire, completed
    FROM assessments_assessment WHERE id = NEW.assessment_id FOR SHARE;
    IF completed IS NOT NULL THEN
        RAISE EXCEPTION 'assessment is completed' USING ERRCODE = 'integrity_constraint_violation';
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
CREATE TRIGGER response_guard BEFORE INSERT OR UPDATE ON assessments_response
FOR EACH ROW EXECUTE FUNCTION assessments_response_guard();
"""
DROP_RESPONSES = "DROP TRIGGER response_guard ON assessments_response; DROP FUNCTION assessments_response_guard();"

# Results are written once. Deleting stays possible: an account may be deleted with all it owns.
RESULTS = """
CREATE FUNCTION assessments_result_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a result never changes' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER result_guard BEFORE UPDATE ON assessments_result
FOR EACH ROW EXECUTE FUNCTION assessments_result_guard();
CREATE TRIGGER section_result_guard BEFORE UPDATE ON assessments_sectionresult
FOR EACH ROW EXECUTE FUNCTION assessments_result_guard();
CREATE FUNCTION assessments_completed_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.completed_at IS NOT NULL AND (
        NEW.completed_at IS DISTINCT FROM OLD.completed_at OR NEW.questionnaire_id <> OLD.questionnaire_id
    ) THEN
        RAISE EXCEPTION 'a completed assessment stays completed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER completed_guard BEFORE UPDATE ON assessments_assessment
FOR EACH ROW EXECUTE FUNCTION assessments_completed_guard();
"""
DROP_RESULTS = """
DROP TRIGGER completed_guard ON assessments_assessment; DROP FUNCTION assessments_completed_guard();
DROP TRIGGER section_result_guard ON assessments_sectionresult;
DROP TRIGGER result_guard ON assessments_result; DROP FUNCTION assessments_result_guard();
"""

# The structure of a questionnaire that was published (what there is, keys, order, bounds) never changes; wording may.
STRUCTURE = """
CREATE FUNCTION assessments_structure_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    new_row jsonb := to_jsonb(NEW);
    old_row jsonb := to_jsonb(OLD);
    this_row jsonb := COALESCE(to_jsonb(NEW), to_jsonb(OLD));
    of_questionnaire bigint;
    of_status text;
    field text;
    changed boolean := TG_OP <> 'UPDATE';
BEGIN
    FOREACH field IN ARRAY ARRAY['key', 'order', 'lower_bound', 'questionnaire_id', 'section_id', 'stage_id'] LOOP
        changed := changed OR (new_row -> field) IS DISTINCT FROM (old_row -> field);
    END LOOP;
    IF changed THEN
        of_questionnaire := COALESCE(
            (this_row ->> 'questionnaire_id')::bigint,
            (SELECT questionnaire_id FROM assessments_section WHERE id = (this_row ->> 'section_id')::bigint)
        );
        SELECT status INTO of_status FROM assessments_questionnaire WHERE id = of_questionnaire;
        IF of_status IN ('published', 'archived') THEN
            RAISE EXCEPTION 'the structure of a published questionnaire never changes'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
"""
STRUCTURE += "".join(
    f"CREATE TRIGGER structure_guard BEFORE INSERT OR UPDATE OR DELETE ON assessments_{table} "
    "FOR EACH ROW EXECUTE FUNCTION assessments_structure_guard();"
    for table in CONTENT_TABLES[1:]
)
DROP_STRUCTURE = (
    "".join(f"DROP TRIGGER structure_guard ON assessments_{table};" for table in CONTENT_TABLES[1:])
    + "DROP FUNCTION assessments_structure_guard();"
)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial"), ("localization", "0001_initial")]
    operations = [
        migrations.RunSQL(RESPONSES, DROP_RESPONSES),
        migrations.RunSQL(RESULTS, DROP_RESULTS),
        migrations.RunSQL(STRUCTURE, DROP_STRUCTURE),
        *[watch_content(f"assessments_{table}") for table in CONTENT_TABLES],
    ]
