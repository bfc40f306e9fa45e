"""nbgrader's configuration of this course; the settings stand in gradschool/teach/nbgrader_plugin/settings.py."""

from gradschool.teach.nbgrader_plugin.settings import put_tools_on_path, settings

c = get_config()  # noqa: F821 (nbgrader gives this name)
settings(c)
put_tools_on_path()

# Limits of the sandbox in which submissions run, and whether there is one; see `gradschool doctor`.
# c.Execute.cell_seconds = 10.0
# c.Execute.total_seconds = 60.0
# c.Execute.memory_bytes = 2 * 2**30
# c.Execute.isolated = True
