# syntax=docker/dockerfile:1
# What production runs: locked dependencies, static files collected, catalogues compiled, no root.

FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
COPY requirements/base.txt /tmp/base.txt
RUN pip install --require-hashes --only-binary :all: -r /tmp/base.txt
WORKDIR /app
COPY . .
# These two steps need no database and no secret; the settings only want to see that both make sense.
RUN python -m devserver catalogues \
 && STATIC_ROOT=/app/var/static DATABASE_URL=postgres://nobody@localhost/none SECRET_KEY=this-value-serves-the-build-step-alone-and-signs-nothing ALLOWED_HOSTS=build \
    EMAIL_URL=consolemail:// DEFAULT_FROM_EMAIL=build@localhost DJANGO_SETTINGS_MODULE=config.settings.production \
    python manage.py collectstatic --noinput --verbosity 0

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin app
COPY --from=build /venv /venv
COPY --from=build --chown=root:root /app /app
# A new volume for exports takes its owner and permissions from this folder.
RUN install --directory --owner app --mode 700 /app/var/exports
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=config.settings.production
USER app
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-m", "devserver", "healthy"]
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--config", "config/gunicorn.py"]
