//! A report as text, Markdown, a page, JSON or CSV.
