"""What every other package shares: values that need numpy alone, where things belong on disk, and files over HTTP."""
