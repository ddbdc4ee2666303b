# Front-end files: only what npm's lock names, nothing runs at install time.
FROM node:24-bookworm-slim AS frontend
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund --omit=dev

# Python packages: only files whose hashes stand in the lock.
FROM python:3.13-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements/prod.txt /build/prod.txt
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --require-hashes --only-binary :all: -r /build/prod.txt

FROM python:3.13-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    AKTIONSKASSE_MODE=production \
    AKTIONSKASSE_DATA_DIR=/data \
    AKTIONSKASSE_STATIC_ROOT=/app/static_collected
RUN groupadd --gid 10001 aktionskasse \
    && useradd --uid 10001 --gid aktionskasse --home-dir /data --shell /usr/sbin/nologin aktionskasse \
    && install -d -o aktionskasse -g aktionskasse -m 0750 /data
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
COPY --from=frontend /build/node_modules node_modules
COPY manage.py ./
COPY config config
COPY foundation foundation
COPY applicants applicants
COPY grants grants
COPY quarter quarter
COPY reports reports
COPY templates templates
COPY static static
COPY locale locale
RUN python -m config.translations compile
# Collecting asks for no secret, but the settings refuse to start without: these values leave no trace.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
    IBAN_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
    ALLOWED_HOSTS=build.invalid PUBLIC_URL=https://build.invalid EMAIL_HOST=build.invalid \
    DATABASE_URL=postgres://build@build.invalid/build DATABASE_PASSWORD=build REDIS_URL=redis://build.invalid/0 \
    python manage.py collectstatic --noinput --verbosity 0
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["python", "-m", "config.healthcheck"]
CMD ["gunicorn", "config.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "4", "--preload", "--max-requests", "2000", "--max-requests-jitter", "200", \
     "--graceful-timeout", "25", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
