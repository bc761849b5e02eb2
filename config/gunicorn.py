"""Configures gunicorn with threads, because requests mostly wait for the database."""

worker_class = "gthread"
threads = 4
timeout = 30
graceful_timeout = 10
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
accesslog = None
errorlog = "-"
control_socket_disable = True
