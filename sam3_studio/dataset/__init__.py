"""Projects, pictures and label files on disk: kept, searched, imported, exported, checked and measured."""
