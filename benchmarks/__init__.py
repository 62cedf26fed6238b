"""Programs that measure the project, and what they measure it on."""
