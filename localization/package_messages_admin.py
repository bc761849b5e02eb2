"""Lists texts of Django's forms and admin whose catalogues have no translation, or a bad one.

See package_messages.py, which collects those of sign-in and of passwords.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

ADMIN_MESSAGES = (
    _("This password is too common."),
    _("This field is required."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("%s KB"),
    _("%s MB"),
    _("(Hidden field %(name)s) %(error)s"),
    _("salt"),
    _("hash"),
    _("Breadcrumbs"),
    _("Site administration"),
    _("%(app)s administration"),
    _("Models in the %(name)s application"),
    _("Welcome,"),
    _("Log out"),
    _("Logged out"),
    _("Log in again"),
    _("Thanks for spending some quality time with the web site today."),
    _("Start typing to filter…"),
    _("Toggle sorting"),
    _("Remove from sorting"),
    _("Any date"),
    _("Has date"),
    _("No date"),
    _("last login"),
    _("superuser status"),
    _("user permissions"),
    _("Designates that this user has all permissions without explicitly assigning them."),
    _("content type"),
    _("Content Types"),
    _("Sessions"),
    _("Delete selected %(verbose_name_plural)s"),
    _("Delete multiple objects"),
    _("Add another %(verbose_name)s"),
    _("Add another %(model)s"),
    _("Change selected %(model)s"),
    _("View selected %(model)s"),
    _("Delete selected %(model)s"),
    _("Select %s to change"),
    _("Select %s to view"),
    _("Add %s"),
    _("Change %s"),
    _("View %s"),
    _("Add %(name)s"),
    _("%(name)s with ID “%(key)s” doesn’t exist. Perhaps it was deleted?"),
    _("%(model_name)s with this %(field_label)s already exists."),
    _("The {name} “{obj}” was added successfully."),
    _("The {name} “{obj}” was added successfully. You may add another {name} below."),
    _("The {name} “{obj}” was changed successfully."),
    _("The {name} “{obj}” was changed successfully. You may edit it again below."),
    _("You may edit it again below."),
    _("The %(name)s “%(obj)s” was deleted successfully."),
    _("Successfully deleted %(count)d %(items)s."),
    _(
        'Are you sure you want to delete the %(object_name)s "%(escaped_object)s"? All of the following related items will be deleted:'
    ),
    _(
        "Are you sure you want to delete the selected %(objects_name)s? All of the following objects and their related items will be deleted:"
    ),
    _(
        "Deleting the %(object_name)s '%(escaped_object)s' would require deleting the following protected related objects:"
    ),
    _(
        "Deleting the selected %(objects_name)s would require deleting the following protected related objects:"
    ),
    _("Yes, I’m sure"),
    _("No, take me back"),
    _("Change history: %s"),
    _("This object doesn’t have a change history. It probably wasn’t added via this admin site."),
    _(
        "Please enter your old password, for security’s sake, and then enter your new password twice so we can verify you typed it in correctly."
    ),
    _("Password change successful"),
    _("Password changed successfully."),
    _("Password confirmation"),
    _("New password confirmation"),
    _("Enter a new password for the user <strong>%(username)s</strong>."),
)

PLURALS = (ngettext_lazy("Please correct the error below.", "Please correct the errors below.", 1),)
