"""The same jobs without a window: one module for each area's commands, all through the services."""
