"""The one file: models, transactions, history, search, backups. The only place that knows SQL dialects."""
