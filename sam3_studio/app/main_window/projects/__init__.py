"""From folders, label files and backups to a project, and from a project to label files and numbers."""
