"""Starting a workshop: a questionnaire that carries its own mapping, and a workspace to put everything in."""
