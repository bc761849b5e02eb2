from django import template

from accounts.presenters.people import person_name

register = template.Library()
register.filter("person", person_name)
