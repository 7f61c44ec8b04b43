//! Any text about a story, checked against the story's report.
