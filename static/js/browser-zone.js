// Tells with the form which time zone the browser is in: a guest's result has the date of that zone, else that of UTC.
for (const field of document.querySelectorAll("input[name=time_zone]")) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
}
