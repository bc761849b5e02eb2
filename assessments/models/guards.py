"""Builds the triggers that refuse changes, whatever program writes; for the models' Meta.

A refused write raises SQLSTATE 23000 and names its guard as the constraint (see
web.database.violated_constraint).
"""

import pgtrigger

ASSESSMENT_COMPLETED = "assessment_completed"
ASSESSMENT_DELETED = "assessment_deleted"
_STATUS_MESSAGE = "a questionnaire goes from draft to published to archived, never back"


def _refuse(guard: str, message: str) -> str:
    """Returns the statement that refuses a write."""
    return (
        f"RAISE EXCEPTION '{message}' "
        f"USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{guard}';"
    )


def response_guard() -> pgtrigger.Trigger:
    """Keeps a response with its assessment in progress and with its questionnaire.

    FOR SHARE waits for a completion under way (which holds FOR UPDATE) and then sees its outcome.
    """
    return pgtrigger.Trigger(
        name="response_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("its_questionnaire", "bigint"), ("completed", "timestamptz")],
        func=f"""
            SELECT questionnaire_id, completed_at INTO its_questionnaire, completed
            FROM assessments_assessment WHERE id = NEW.assessment_id FOR SHARE;
            IF NOT FOUND THEN
                {_refuse(ASSESSMENT_DELETED, "assessment is deleted")}
            END IF;
            IF completed IS NOT NULL THEN
                {_refuse(ASSESSMENT_COMPLETED, "assessment is completed")}
            END IF;
            IF TG_OP = 'UPDATE' AND (
                NEW.assessment_id <> OLD.assessment_id OR NEW.statement_id <> OLD.statement_id
            ) THEN
                {_refuse("response_moved", "a response stays where it is")}
            END IF;
            IF NOT EXISTS (
                SELECT 1 FROM assessments_statement statement
                JOIN assessments_section section ON section.id = statement.section_id
                WHERE statement.id = NEW.statement_id
                AND section.questionnaire_id = its_questionnaire
            ) THEN
                {_refuse("response_questionnaire", "statement belongs to another questionnaire")}
            END IF;
            RETURN NEW;
        """,
    )


def completed_guard() -> pgtrigger.Trigger:
    """Keeps a completed assessment completed, on its questionnaire and its day."""
    return pgtrigger.Trigger(
        name="completed_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=f"""
            IF OLD.completed_at IS NOT NULL AND (
                NEW.completed_at IS DISTINCT FROM OLD.completed_at
                OR NEW.questionnaire_id <> OLD.questionnaire_id
                OR NEW.assessed_on IS DISTINCT FROM OLD.assessed_on
            ) THEN
                {_refuse("assessment_stays_completed", "a completed assessment stays completed")}
            END IF;
            RETURN NEW;
        """,
    )


def result_guard() -> pgtrigger.Trigger:
    """Refuses changes of a stored result. An account can still be deleted with its results."""
    return pgtrigger.Trigger(
        name="result_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=_refuse("result_unchanged", "a result never changes"),
    )


def structure_guard() -> pgtrigger.Trigger:
    """Refuses changes of a published structure: rows, keys, order, bounds. Wording may change.

    Both the version that a row leaves and the one that it enters must be a draft.
    """
    return pgtrigger.Trigger(
        name="structure_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[
            ("new_row", "jsonb := to_jsonb(NEW)"),
            ("old_row", "jsonb := to_jsonb(OLD)"),
            ("this_row", "jsonb"),
            ("its_questionnaire", "bigint"),
            ("its_status", "text"),
            ("field", "text"),
            ("changed", "boolean := TG_OP <> 'UPDATE'"),
        ],
        func=f"""
            FOREACH field IN ARRAY ARRAY[
                'key', 'order', 'lower_bound', 'questionnaire_id', 'section_id', 'stage_id'
            ] LOOP
                changed := changed OR (new_row -> field) IS DISTINCT FROM (old_row -> field);
            END LOOP;
            IF changed THEN
                FOREACH this_row IN ARRAY ARRAY[old_row, new_row] LOOP
                    its_questionnaire := COALESCE(
                        (this_row ->> 'questionnaire_id')::bigint,
                        (
                            SELECT questionnaire_id FROM assessments_section
                            WHERE id = (this_row ->> 'section_id')::bigint
                        )
                    );
                    SELECT status INTO its_status
                    FROM assessments_questionnaire WHERE id = its_questionnaire;
                    IF its_status IN ('published', 'archived') THEN
                        {_refuse("published_structure", "the structure of a published questionnaire never changes")}
                    END IF;
                END LOOP;
            END IF;
            RETURN COALESCE(NEW, OLD);
        """,
    )


def status_guard() -> pgtrigger.Trigger:
    """Allows a questionnaire to go from draft to published to archived only."""
    return pgtrigger.Trigger(
        name="status_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=f"""
            IF OLD.status <> NEW.status AND NOT (
                OLD.status = 'draft' OR (OLD.status = 'published' AND NEW.status = 'archived')
            ) THEN
                {_refuse("questionnaire_status", _STATUS_MESSAGE)}
            END IF;
            RETURN NEW;
        """,
    )


def advice_guard() -> pgtrigger.Trigger:
    """Requires the section and the stage of advice to be of one questionnaire."""
    return pgtrigger.Trigger(
        name="advice_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
            IF (SELECT questionnaire_id FROM assessments_section WHERE id = NEW.section_id)
                IS DISTINCT FROM
                (SELECT questionnaire_id FROM assessments_stage WHERE id = NEW.stage_id)
            THEN
                {_refuse("advice_questionnaire", "advice joins a section and a stage of one questionnaire")}
            END IF;
            RETURN NEW;
        """,
    )


def share_link_guard() -> pgtrigger.Trigger:
    """Allows a share link to be revoked only: its result, token and end are fixed."""
    return pgtrigger.Trigger(
        name="share_link_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=f"""
            IF NEW.assessment_id <> OLD.assessment_id OR NEW.token_hash <> OLD.token_hash
                OR NEW.expires_at <> OLD.expires_at
                OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)
            THEN
                {_refuse("share_link_only_revoked", "a share link can only be revoked")}
            END IF;
            RETURN NEW;
        """,
    )
