"""What was rendered, read as a curious person would, and searched for what belongs to the participants."""
