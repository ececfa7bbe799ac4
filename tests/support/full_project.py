"""A project whose disk has no room left."""

from sam3_studio.dataset.project.project import Project


def fill_up(project: Project) -> None:
    """From here on its database cannot grow."""
    connection = project._database._connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")


def make_room(project: Project) -> None:
    """It can again."""
    project._database._connection.execute("PRAGMA max_page_count = 1000000")
