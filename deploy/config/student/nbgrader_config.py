"""nbgrader on a class server: one course, one exchange folder that everybody can reach.

The exchange is a folder with mode 0777: ``install -d -m 0777 /srv/nbgrader/exchange``. Who may
read what in it is decided by file owners, so each student needs an account of the system.
"""

import os

c = get_config()  # noqa: F821 (nbgrader provides it)
c.CourseDirectory.course_id = "receptor_to_fracture"
c.Exchange.root = os.environ.get("COURSE_EXCHANGE", "/srv/nbgrader/exchange")
