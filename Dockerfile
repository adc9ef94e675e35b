# One image for the web, the worker and the scheduler; docker-compose.yml says which runs what.
FROM python:3.13-slim AS packages
RUN python -m venv /opt/venv
COPY requirements.lock .
RUN /opt/venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

FROM python:3.13-slim
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/srv/data \
    STATIC_ROOT=/srv/static
# For the words in pictures that are downloaded as PNG, also in Arabic and Ethiopic script.
RUN apt-get update && apt-get install --yes --no-install-recommends fonts-noto-core && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin kustlijn \
    && install --directory --owner kustlijn --mode 0750 /srv/data
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/kustlijn
COPY . .
# The key serves this step alone; nothing is signed with it.
RUN SECRET_KEY=only-for-building-the-image python manage.py compile_texts \
    && SECRET_KEY=only-for-building-the-image python manage.py collectstatic --noinput --verbosity 0
USER kustlijn
VOLUME /srv/data
EXPOSE 8000
CMD ["gunicorn", "mapping.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--max-requests", "2000", "--max-requests-jitter", "200"]
