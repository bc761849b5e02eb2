"""What the change pages of all content share."""


class StaffEditing:
    """Mixed into the admin of everything that staff write."""
