"""Builds the triggers that refuse changes, whatever program writes; for the models' Meta."""

import pgtrigger


def last_owner_guard() -> pgtrigger.Trigger:
    """Keeps an owner in every account that has one, unless the account is deleted.

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
            PERFORM 1 FROM accounts_account WHERE id = OLD.account_id FOR NO KEY UPDATE;
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
