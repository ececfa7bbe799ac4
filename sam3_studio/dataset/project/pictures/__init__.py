"""Which pictures a project has, in step with its folder."""
