"""Configures gunicorn with threads, because requests mostly wait for the database."""

worker_class = "config.worker.PageWorker"
threads = 12  # of which 8 at most wait with an uploaded file (spreadsheets/turns.py)
timeout = 30
graceful_timeout = 10
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
accesslog = None
errorlog = "-"
control_socket_disable = True
limit_request_line = 8190  # the most that gunicorn allows
forwarder_headers = ""  # no header sets SCRIPT_NAME: a client could send one through the proxy
