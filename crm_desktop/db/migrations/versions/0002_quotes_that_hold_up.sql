-- What version 2 added: revisions, payment schedules, acceptances, invoices and receipts, templates, the timeline,
-- built prices. Never edited: a later change of the models is another revision.

ALTER TABLE quote_line ADD COLUMN tax_category TEXT DEFAULT '' NOT NULL;

ALTER TABLE quote_line ADD COLUMN hide_prices INTEGER DEFAULT '0' NOT NULL;

ALTER TABLE quote_issue ADD COLUMN chain TEXT DEFAULT '' NOT NULL;

ALTER TABLE catalogue_item ADD COLUMN tax_category TEXT DEFAULT '' NOT NULL;

ALTER TABLE catalogue_item ADD COLUMN hours INTEGER;

ALTER TABLE catalogue_item ADD COLUMN hour_rate INTEGER DEFAULT '0' NOT NULL;

ALTER TABLE catalogue_item ADD COLUMN material INTEGER DEFAULT '0' NOT NULL;

ALTER TABLE catalogue_item ADD COLUMN markup INTEGER DEFAULT '0' NOT NULL;

CREATE TABLE quote_new (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER,
    deal_id INTEGER,
    copied_from_id INTEGER,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    date TEXT NOT NULL,
    valid_until TEXT,
    currency TEXT NOT NULL,
    language TEXT NOT NULL,
    price_mode TEXT NOT NULL,
    discount_kind TEXT,
    discount INTEGER NOT NULL,
    withholding INTEGER,
    deposit_kind TEXT,
    deposit INTEGER NOT NULL,
    reference TEXT NOT NULL,
    intro TEXT NOT NULL,
    closing TEXT NOT NULL,
    payment_terms TEXT NOT NULL,
    notes TEXT NOT NULL,
    status TEXT NOT NULL,
    status_at TEXT NOT NULL,
    status_note TEXT NOT NULL,
    net INTEGER NOT NULL,
    total INTEGER NOT NULL,
    revision_of_id INTEGER,
    revision INTEGER DEFAULT '1' NOT NULL,
    design TEXT DEFAULT '' NOT NULL,
    cash_rounding INTEGER DEFAULT '0' NOT NULL,
    external_id TEXT DEFAULT '' NOT NULL,
    follow_up_on TEXT,
    sent_on TEXT,
    created_at TEXT NOT NULL,
    deleted_at TEXT,
    CONSTRAINT ck_quote_status CHECK (status = 'draft' OR status = 'issued' OR status = 'sent' OR status = 'accepted' OR status = 'declined' OR status = 'withdrawn' OR status = 'superseded'),
    CONSTRAINT ck_quote_price_mode CHECK (price_mode = 'net' OR price_mode = 'gross'),
    CONSTRAINT fk_quote_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
    CONSTRAINT fk_quote_deal_id FOREIGN KEY(deal_id) REFERENCES deal (id),
    CONSTRAINT fk_quote_copied_from_id FOREIGN KEY(copied_from_id) REFERENCES quote (id),
    CONSTRAINT fk_quote_revision_of_id FOREIGN KEY(revision_of_id) REFERENCES quote (id)
)
 STRICT;

INSERT INTO quote_new (id, contact_id, deal_id, copied_from_id, number, title, date, valid_until, currency, language,
price_mode, discount_kind, discount, withholding, deposit_kind, deposit, reference, intro, closing,
payment_terms, notes, status, status_at, status_note, net, total, created_at, deleted_at)
SELECT id, contact_id, deal_id, copied_from_id, number, title, date, valid_until, currency, language,
price_mode, discount_kind, discount, withholding, deposit_kind, deposit, reference, intro, closing,
payment_terms, notes, status, status_at, status_note, net, total, created_at, deleted_at FROM quote;

-- A quote that is sent moved to that state when it went out, which an answer taken back leads back to.
UPDATE quote_new SET sent_on = substr(status_at, 1, 10)
WHERE status = 'sent' AND status_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*';

DROP TABLE quote;

ALTER TABLE quote_new RENAME TO quote;

CREATE INDEX ix_quote_contact_id ON quote (contact_id);

CREATE INDEX ix_quote_deal_id ON quote (deal_id);

CREATE INDEX ix_quote_list_date ON quote (deleted_at, date, id);

CREATE INDEX ix_quote_list_number ON quote (deleted_at, number, id);

CREATE INDEX ix_quote_list_status ON quote (deleted_at, status, date, id);

CREATE INDEX ix_quote_list_total ON quote (deleted_at, total, id);

CREATE TABLE interaction (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER,
    quote_id INTEGER,
    deal_id INTEGER,
    kind TEXT NOT NULL,
    direction TEXT NOT NULL,
    at TEXT NOT NULL,
    address TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    created_at TEXT NOT NULL,
    deleted_at TEXT,
    CONSTRAINT ck_interaction_kind CHECK (kind = 'call' OR kind = 'email' OR kind = 'meeting' OR kind = 'visit' OR kind = 'message' OR kind = 'letter' OR kind = 'note'),
    CONSTRAINT ck_interaction_direction CHECK (direction = 'in' OR direction = 'out'),
    CONSTRAINT fk_interaction_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
    CONSTRAINT fk_interaction_quote_id FOREIGN KEY(quote_id) REFERENCES quote (id),
    CONSTRAINT fk_interaction_deal_id FOREIGN KEY(deal_id) REFERENCES deal (id)
)
 STRICT;

CREATE TABLE price_break (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    item_id INTEGER NOT NULL,
    from_quantity INTEGER NOT NULL,
    price INTEGER NOT NULL,
    CONSTRAINT ck_price_break_amounts CHECK (from_quantity > 0 AND price >= 0),
    CONSTRAINT fk_price_break_item_id FOREIGN KEY(item_id) REFERENCES catalogue_item (id)
)
 STRICT;

CREATE TABLE quote_acceptance (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    quote_id INTEGER NOT NULL,
    accepted_on TEXT NOT NULL,
    accepted_by TEXT NOT NULL,
    how TEXT NOT NULL,
    options TEXT NOT NULL,
    states_before TEXT NOT NULL,
    net INTEGER NOT NULL,
    total INTEGER NOT NULL,
    note TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT ck_quote_acceptance_how CHECK (how = 'email' OR how = 'phone' OR how = 'signed' OR how = 'form' OR how = 'in_person' OR how = 'message'),
    CONSTRAINT fk_quote_acceptance_quote_id FOREIGN KEY(quote_id) REFERENCES quote (id)
)
 STRICT;

CREATE TABLE quote_invoice (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    quote_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    date TEXT NOT NULL,
    amount INTEGER NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT ck_quote_invoice_amounts CHECK (amount >= 0),
    CONSTRAINT fk_quote_invoice_quote_id FOREIGN KEY(quote_id) REFERENCES quote (id)
)
 STRICT;

CREATE TABLE quote_payment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    quote_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    share INTEGER NOT NULL,
    due TEXT,
    CONSTRAINT ck_quote_payment_kind CHECK (kind = 'percent' OR kind = 'amount'),
    CONSTRAINT fk_quote_payment_quote_id FOREIGN KEY(quote_id) REFERENCES quote (id)
)
 STRICT;

CREATE TABLE quote_receipt (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    quote_id INTEGER NOT NULL,
    date TEXT NOT NULL,
    amount INTEGER NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT ck_quote_receipt_amounts CHECK (amount > 0),
    CONSTRAINT fk_quote_receipt_quote_id FOREIGN KEY(quote_id) REFERENCES quote (id)
)
 STRICT;

CREATE TABLE template (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    deleted_at TEXT,
    CONSTRAINT ck_template_kind CHECK (kind = 'quote' OR kind = 'lines')
)
 STRICT;

CREATE INDEX ix_interaction_contact_id ON interaction (contact_id, deleted_at, at);

CREATE INDEX ix_interaction_deal_id ON interaction (deal_id);

CREATE INDEX ix_interaction_quote_id ON interaction (quote_id, at);

CREATE UNIQUE INDEX ix_price_break_item_id ON price_break (item_id, from_quantity);

CREATE UNIQUE INDEX ix_quote_acceptance_quote_id ON quote_acceptance (quote_id);

CREATE INDEX ix_quote_external_id ON quote (external_id);

CREATE INDEX ix_quote_follow_up ON quote (deleted_at, follow_up_on, id);

CREATE INDEX ix_quote_invoice_number ON quote_invoice (number);

CREATE INDEX ix_quote_invoice_quote_id ON quote_invoice (quote_id, date);

CREATE INDEX ix_quote_payment_quote_id ON quote_payment (quote_id, position);

CREATE INDEX ix_quote_receipt_quote_id ON quote_receipt (quote_id, date);

CREATE INDEX ix_quote_revision_of_id ON quote (revision_of_id);

CREATE INDEX ix_template_list ON template (deleted_at, kind, sort_name, id);

CREATE TRIGGER frozen_quote_payment_delete BEFORE DELETE ON quote_payment WHEN EXISTS (SELECT 1 FROM quote_issue i WHERE i.quote_id = OLD.quote_id) BEGIN SELECT RAISE(ABORT, 'an issued quote cannot change'); END;

CREATE TRIGGER frozen_quote_payment_insert BEFORE INSERT ON quote_payment WHEN EXISTS (SELECT 1 FROM quote_issue i WHERE i.quote_id = NEW.quote_id) OR EXISTS (SELECT 1 FROM quote_payment l JOIN quote_issue i ON i.quote_id = l.quote_id WHERE l.id = NEW.id) BEGIN SELECT RAISE(ABORT, 'an issued quote cannot change'); END;

CREATE TRIGGER frozen_quote_payment_update BEFORE UPDATE ON quote_payment WHEN EXISTS (SELECT 1 FROM quote_issue i WHERE i.quote_id = OLD.quote_id) OR EXISTS (SELECT 1 FROM quote_issue i WHERE i.quote_id = NEW.quote_id) OR EXISTS (SELECT 1 FROM quote_payment l JOIN quote_issue i ON i.quote_id = l.quote_id WHERE l.id = NEW.id) BEGIN SELECT RAISE(ABORT, 'an issued quote cannot change'); END;

CREATE TRIGGER frozen_quote_update BEFORE UPDATE OF id, date, valid_until, currency, language, price_mode, discount_kind, discount, withholding, deposit_kind, deposit, reference, intro, closing, payment_terms, number, title, net, total, revision_of_id, revision, design, cash_rounding ON quote WHEN EXISTS (SELECT 1 FROM quote_issue i WHERE i.quote_id = OLD.id) OR EXISTS (SELECT 1 FROM quote_issue i WHERE i.quote_id = NEW.id) BEGIN SELECT RAISE(ABORT, 'an issued quote cannot change'); END;
