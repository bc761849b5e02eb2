"""Builds the triggers that refuse changes, whatever program writes; for the models' Meta."""

import pgtrigger


def last_owner_guard() -> pgtrigger.Trigger:
    """Keeps an owner in every account that has one, unless the account is deleted or due to be.

    It looks when the transaction ends, so that two owners may change places in one. The account's
    row is locked first: of two owners who demote each other at once, the second waits for the
    first and is refused. The refusal is SQLSTATE 23000 with this guard as its constraint.
    """
    return pgtrigger.Trigger(
        name="last_owner_guard",
        when=pgtrigger.After,
        operation=pgtrigger.Update | pgtrigger.Delete,
        timing=pgtrigger.Deferred,
        condition=pgtrigger.Q(old__role="owner"),
        func="""
            PERFORM 1 FROM accounts_account
            WHERE id = OLD.account_id AND (deletion_due_at IS NULL OR deletion_due_at > now())
            FOR NO KEY UPDATE;
            IF FOUND AND NOT EXISTS (
                SELECT 1 FROM accounts_membership
                WHERE account_id = OLD.account_id AND role = 'owner'
            ) THEN
                RAISE EXCEPTION 'an account keeps at least one owner'
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'account_keeps_an_owner';
            END IF;
            RETURN NULL;
        """,
    )


def activity_guard() -> pgtrigger.Trigger:
    """Keeps what happened in an account as it was recorded.

    A row changes only to say less of a person: to lose its user or the address of an email, and to
    have its IP address shortened to a network. It is deleted with its account, or after two years
    (see accounts.services.activity.KEPT_FOR). A refused write is SQLSTATE 23000 with this guard as
    its constraint. TRUNCATE fires no trigger of rows; it needs the right to it, which only the
    table's owner has unless somebody grants it.
    """
    return pgtrigger.Trigger(
        name="activity_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        declare=[
            ("erasable", "text[] := ARRAY['actor_id', 'subject_id', 'subject_email', 'address']")
        ],
        func="""
            IF TG_OP = 'DELETE' THEN
                IF OLD.happened_at < now() - interval '730 days' OR NOT EXISTS (
                    SELECT 1 FROM accounts_account WHERE id = OLD.account_id
                    AND (deletion_due_at IS NULL OR deletion_due_at > now())
                ) THEN
                    RETURN OLD;
                END IF;
            ELSIF to_jsonb(NEW) - erasable = to_jsonb(OLD) - erasable
                AND (NEW.actor_id IS NULL OR NEW.actor_id = OLD.actor_id)
                AND (NEW.subject_id IS NULL OR NEW.subject_id = OLD.subject_id)
                AND NEW.subject_email IN ('', OLD.subject_email)
                AND (NEW.address IS NULL OR NEW.address = OLD.address OR NEW.address = host(network(
                    set_masklen(OLD.address, CASE family(OLD.address) WHEN 4 THEN 24 ELSE 48 END)
                ))::inet)
            THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'what happened in an account stays as it was recorded'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'activity_only_added';
        """,
    )
