"""Control charts: the summary of all of them, the pages of those that signal, and the explorer."""
