"""Whether this process can do its work, for a load balancer or a container engine to ask."""

import redis
from django.conf import settings
from django.db import Error, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

OK, UNREACHABLE, NOT_CONFIGURED = "ok", "unreachable", "not configured"


@require_safe
@never_cache
def healthz(request):
    """200 while pages can be answered, 503 without a database.

    Redis away is told but leaves the answer at 200: pages work on, and jobs wait in the outbox.
    No reason is given, because an error of a driver names hosts and accounts.
    """
    database = database_state()
    return JsonResponse(
        {"status": database, "database": database, "redis": redis_state()},
        status=200 if database == OK else 503,
    )


def database_state():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return UNREACHABLE
    return OK


def redis_state():
    if not settings.REDIS_URL:
        return NOT_CONFIGURED
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1) as client:
            client.ping()
    except (redis.RedisError, OSError):
        return UNREACHABLE
    return OK
