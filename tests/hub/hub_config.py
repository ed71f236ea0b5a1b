"""The shipped configuration on loopback, with made-up people and a database of its own."""

import os

c = get_config()  # noqa: F821 (JupyterHub provides it)
load_subconfig(os.environ["SHIPPED_CONFIG"])  # noqa: F821

c.JupyterHub.bind_url = os.environ["PUBLIC_URL"]
c.JupyterHub.hub_bind_url = os.environ["HUB_URL"]
c.JupyterHub.db_url = "sqlite:////srv/hub/hub.sqlite"
c.JupyterHub.cookie_secret_file = "/srv/hub/cookie_secret"

# The proxy is a program of its own, so that it stays up while the hub is down.
c.ConfigurableHTTPProxy.should_start = False
c.ConfigurableHTTPProxy.api_url = os.environ["PROXY_URL"]

c.JupyterHub.spawner_class = "localprocess"
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = os.environ["STUDENT_PASSWORD"]
c.SharedPasswordAuthenticator.admin_password = os.environ["INSTRUCTOR_PASSWORD"]
c.Authenticator.allowed_users = set(os.environ["STUDENTS"].split())
c.Authenticator.admin_users = {os.environ["INSTRUCTOR"]}
