"""Text in, plain records out, and back: vCard, CSV, mail drafts."""
