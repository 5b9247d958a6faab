-- What version 4 changed: contacts have a full-text index of their own, and the timeline is in the other.
-- Never edited: a later change of the index is another revision.

CREATE VIRTUAL TABLE search_others USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2');

DELETE FROM search WHERE rowid % 8 <> 0;

CREATE VIEW search_interaction AS SELECT c.id AS id, replace(replace(c.title, 'ß', 'ss'), 'ẞ', 'ss') AS title, replace(replace(c.text || ' ' || c.address, 'ß', 'ss'), 'ẞ', 'ss') AS body FROM interaction c WHERE +c.deleted_at IS NULL;

CREATE TRIGGER search_interaction_insert AFTER INSERT ON interaction BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.id * 8 + 5); END;

CREATE TRIGGER search_interaction_update AFTER UPDATE OF address, deleted_at, id, text, title ON interaction BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.id * 8 + 5); INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.id * 8 + 5); END;

CREATE TRIGGER search_interaction_delete AFTER DELETE ON interaction BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.id * 8 + 5); END;
