-- The schema of the first release. Written by: python -m crm_desktop.db.migrations.freeze
-- Do not edit: after the first release a change of the models is a new revision.

CREATE TABLE blob (
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_blob PRIMARY KEY (sha256)
)
 STRICT;

CREATE TABLE catalogue_item (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    sort_code TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    description TEXT NOT NULL,
    unit TEXT NOT NULL,
    price INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    currency TEXT NOT NULL,
    tax_rate INTEGER NOT NULL,
    tax_reason TEXT NOT NULL,
    created_at TEXT NOT NULL,
    deleted_at TEXT,
    CONSTRAINT ck_catalogue_item_kind CHECK (kind = 'product' OR kind = 'service'),
    CONSTRAINT ck_catalogue_item_amounts CHECK (price >= 0 AND cost >= 0)
)
 STRICT;

CREATE TABLE channel (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    purpose TEXT NOT NULL,
    label TEXT NOT NULL,
    value TEXT NOT NULL,
    folded TEXT NOT NULL,
    e164 TEXT NOT NULL,
    digits TEXT NOT NULL,
    po_box TEXT NOT NULL,
    extended TEXT NOT NULL,
    street TEXT NOT NULL,
    city TEXT NOT NULL,
    region TEXT NOT NULL,
    postcode TEXT NOT NULL,
    country TEXT NOT NULL,
    is_primary INTEGER NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT ck_channel_kind CHECK (kind = 'phone' OR kind = 'email' OR kind = 'address' OR kind = 'web'),
    CONSTRAINT ck_channel_purpose CHECK (purpose = 'mobile' OR purpose = 'work' OR purpose = 'home' OR purpose = 'fax' OR purpose = 'pager' OR purpose = 'billing' OR purpose = 'other'),
    CONSTRAINT fk_channel_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id)
)
 STRICT;

CREATE TABLE contact (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    given TEXT NOT NULL,
    middle TEXT NOT NULL,
    family TEXT NOT NULL,
    suffix TEXT NOT NULL,
    nickname TEXT NOT NULL,
    lifecycle TEXT NOT NULL,
    source TEXT NOT NULL,
    country TEXT NOT NULL,
    tax_id TEXT NOT NULL,
    language TEXT NOT NULL,
    birthday TEXT NOT NULL,
    notes TEXT NOT NULL,
    photo TEXT,
    uid TEXT NOT NULL,
    digest TEXT NOT NULL,
    extra TEXT,
    created_at TEXT NOT NULL,
    deleted_at TEXT,
    CONSTRAINT ck_contact_kind CHECK (kind = 'person' OR kind = 'company'),
    CONSTRAINT ck_contact_lifecycle CHECK (lifecycle = 'suspect' OR lifecycle = 'prospect' OR lifecycle = 'qualified' OR lifecycle = 'customer' OR lifecycle = 'former'),
    CONSTRAINT fk_contact_photo FOREIGN KEY(photo) REFERENCES blob (sha256)
)
 STRICT;

CREATE TABLE contact_tag (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    CONSTRAINT fk_contact_tag_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id)
)
 STRICT;

CREATE TABLE deal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    sort_title TEXT NOT NULL,
    contact_id INTEGER,
    stage_id INTEGER NOT NULL,
    stage_since TEXT NOT NULL,
    value INTEGER NOT NULL,
    currency TEXT NOT NULL,
    probability INTEGER,
    expected_close TEXT,
    next_step TEXT NOT NULL,
    next_step_date TEXT,
    opened_on TEXT,
    closed_on TEXT,
    lost_reason_id INTEGER,
    lost_note TEXT NOT NULL,
    owner TEXT NOT NULL,
    product TEXT NOT NULL,
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    notes TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    deleted_at TEXT,
    CONSTRAINT ck_deal_probability CHECK (probability BETWEEN 0 AND 100),
    CONSTRAINT fk_deal_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
    CONSTRAINT fk_deal_stage_id FOREIGN KEY(stage_id) REFERENCES stage (id),
    CONSTRAINT fk_deal_lost_reason_id FOREIGN KEY(lost_reason_id) REFERENCES lost_reason (id)
)
 STRICT;

CREATE TABLE deal_stage_change (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    deal_id INTEGER NOT NULL,
    from_stage_id INTEGER,
    to_stage_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT fk_deal_stage_change_deal_id FOREIGN KEY(deal_id) REFERENCES deal (id),
    CONSTRAINT fk_deal_stage_change_from_stage_id FOREIGN KEY(from_stage_id) REFERENCES stage (id),
    CONSTRAINT fk_deal_stage_change_to_stage_id FOREIGN KEY(to_stage_id) REFERENCES stage (id)
)
 STRICT;

CREATE TABLE employment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL,
    company_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    department TEXT NOT NULL,
    reports_to_id INTEGER,
    position INTEGER NOT NULL,
    CONSTRAINT fk_employment_person_id FOREIGN KEY(person_id) REFERENCES contact (id),
    CONSTRAINT fk_employment_company_id FOREIGN KEY(company_id) REFERENCES contact (id),
    CONSTRAINT fk_employment_reports_to_id FOREIGN KEY(reports_to_id) REFERENCES contact (id)
)
 STRICT;

CREATE TABLE gesture (
    id INTEGER NOT NULL,
    label TEXT NOT NULL,
    subject TEXT NOT NULL,
    at TEXT NOT NULL,
    barrier TEXT NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT pk_gesture PRIMARY KEY (id),
    CONSTRAINT ck_gesture_state CHECK (state = 'done' OR state = 'undone' OR state = 'dropped')
)
 STRICT;

CREATE TABLE gesture_batch (
    id INTEGER NOT NULL,
    gesture_id INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    first_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    binned_at TEXT,
    CONSTRAINT pk_gesture_batch PRIMARY KEY (id),
    CONSTRAINT fk_gesture_batch_gesture_id FOREIGN KEY(gesture_id) REFERENCES gesture (id)
)
 STRICT;

CREATE TABLE gesture_row (
    id INTEGER NOT NULL,
    gesture_id INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    "before" TEXT,
    "after" TEXT,
    CONSTRAINT pk_gesture_row PRIMARY KEY (id),
    CONSTRAINT fk_gesture_row_gesture_id FOREIGN KEY(gesture_id) REFERENCES gesture (id)
)
 STRICT;

CREATE TABLE job (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER,
    quote_id INTEGER,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    date TEXT NOT NULL,
    problem TEXT NOT NULL,
    work_done TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    labour INTEGER NOT NULL,
    total INTEGER NOT NULL,
    currency TEXT NOT NULL,
    next_date TEXT,
    notes TEXT NOT NULL,
    created_at TEXT NOT NULL,
    deleted_at TEXT,
    CONSTRAINT ck_job_kind CHECK (kind = 'visit' OR kind = 'repair' OR kind = 'installation' OR kind = 'maintenance' OR kind = 'remote' OR kind = 'other'),
    CONSTRAINT ck_job_status CHECK (status = 'planned' OR status = 'in_progress' OR status = 'done' OR status = 'cancelled'),
    CONSTRAINT ck_job_amounts CHECK (minutes >= 0 AND labour >= 0 AND total >= 0),
    CONSTRAINT fk_job_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
    CONSTRAINT fk_job_quote_id FOREIGN KEY(quote_id) REFERENCES quote (id)
)
 STRICT;

CREATE TABLE job_part (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    job_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    unit TEXT NOT NULL,
    unit_price INTEGER NOT NULL,
    item_id INTEGER,
    CONSTRAINT fk_job_part_job_id FOREIGN KEY(job_id) REFERENCES job (id),
    CONSTRAINT fk_job_part_item_id FOREIGN KEY(item_id) REFERENCES catalogue_item (id)
)
 STRICT;

CREATE TABLE lost_reason (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    archived INTEGER NOT NULL
)
 STRICT;

CREATE TABLE pipeline (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    position INTEGER NOT NULL
)
 STRICT;

CREATE TABLE quote (
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
    created_at TEXT NOT NULL,
    deleted_at TEXT,
    CONSTRAINT ck_quote_status CHECK (status = 'draft' OR status = 'issued' OR status = 'sent' OR status = 'accepted' OR status = 'declined' OR status = 'withdrawn' OR status = 'superseded'),
    CONSTRAINT ck_quote_price_mode CHECK (price_mode = 'net' OR price_mode = 'gross'),
    CONSTRAINT fk_quote_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
    CONSTRAINT fk_quote_deal_id FOREIGN KEY(deal_id) REFERENCES deal (id),
    CONSTRAINT fk_quote_copied_from_id FOREIGN KEY(copied_from_id) REFERENCES quote (id)
)
 STRICT;

CREATE TABLE quote_issue (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    quote_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    series TEXT NOT NULL,
    year INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    issued_at TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    pdf BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    CONSTRAINT fk_quote_issue_quote_id FOREIGN KEY(quote_id) REFERENCES quote (id)
)
 STRICT;

CREATE TABLE quote_line (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    quote_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    description TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    unit TEXT NOT NULL,
    unit_price INTEGER NOT NULL,
    discount_kind TEXT,
    discount INTEGER NOT NULL,
    tax_rate INTEGER NOT NULL,
    tax_reason TEXT NOT NULL,
    role TEXT NOT NULL,
    cost INTEGER,
    item_id INTEGER,
    CONSTRAINT ck_quote_line_kind CHECK (kind = 'item' OR kind = 'section' OR kind = 'text' OR kind = 'subtotal' OR kind = 'page_break'),
    CONSTRAINT ck_quote_line_role CHECK (role = 'standard' OR role = 'optional' OR role = 'alternative'),
    CONSTRAINT fk_quote_line_quote_id FOREIGN KEY(quote_id) REFERENCES quote (id),
    CONSTRAINT fk_quote_line_item_id FOREIGN KEY(item_id) REFERENCES catalogue_item (id)
)
 STRICT;

CREATE TABLE sale (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER,
    quote_id INTEGER,
    deal_id INTEGER,
    origin TEXT NOT NULL,
    date TEXT NOT NULL,
    title TEXT NOT NULL,
    reference TEXT NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    created_at TEXT NOT NULL,
    deleted_at TEXT,
    CONSTRAINT ck_sale_origin CHECK (origin = 'quote' OR origin = 'deal' OR origin = 'hand' OR origin = 'import'),
    CONSTRAINT fk_sale_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
    CONSTRAINT fk_sale_quote_id FOREIGN KEY(quote_id) REFERENCES quote (id),
    CONSTRAINT fk_sale_deal_id FOREIGN KEY(deal_id) REFERENCES deal (id)
)
 STRICT;

CREATE VIRTUAL TABLE search USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2');

CREATE TABLE search_stale (id INTEGER PRIMARY KEY) STRICT;

CREATE TABLE setting (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    value TEXT NOT NULL
)
 STRICT;

CREATE TABLE stage (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    pipeline_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    probability INTEGER NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT ck_stage_kind CHECK (kind = 'open' OR kind = 'won' OR kind = 'lost'),
    CONSTRAINT ck_stage_probability CHECK (probability BETWEEN 0 AND 100),
    CONSTRAINT fk_stage_pipeline_id FOREIGN KEY(pipeline_id) REFERENCES pipeline (id)
)
 STRICT;

CREATE INDEX ix_catalogue_item_code ON catalogue_item (sort_code);

CREATE INDEX ix_catalogue_item_list ON catalogue_item (deleted_at, sort_name, id);

CREATE INDEX ix_channel_contact_id ON channel (contact_id);

CREATE INDEX ix_channel_digits ON channel (digits, contact_id);

CREATE INDEX ix_channel_value ON channel (kind, folded, contact_id);

CREATE INDEX ix_contact_digest ON contact (digest);

CREATE INDEX ix_contact_list ON contact (deleted_at, sort_name, id);

CREATE INDEX ix_contact_list_created ON contact (deleted_at, created_at, id);

CREATE INDEX ix_contact_list_kind ON contact (deleted_at, kind, sort_name, id);

CREATE INDEX ix_contact_list_lifecycle ON contact (deleted_at, lifecycle, sort_name, id);

CREATE INDEX ix_contact_tag_contact_id ON contact_tag (contact_id);

CREATE INDEX ix_contact_tag_folded ON contact_tag (folded, contact_id);

CREATE INDEX ix_contact_tax_id ON contact (tax_id, deleted_at) WHERE tax_id <> '';

CREATE INDEX ix_contact_uid ON contact (uid);

CREATE INDEX ix_deal_board ON deal (deleted_at, stage_id, position, id, value, probability, currency);

CREATE INDEX ix_deal_contact_id ON deal (contact_id);

CREATE INDEX ix_deal_external_id ON deal (external_id);

CREATE INDEX ix_deal_list_close ON deal (deleted_at, expected_close, id);

CREATE INDEX ix_deal_list_title ON deal (deleted_at, sort_title, id);

CREATE INDEX ix_deal_list_value ON deal (deleted_at, value, id);

CREATE INDEX ix_deal_stage_change_deal_id ON deal_stage_change (deal_id);

CREATE INDEX ix_employment_company_id ON employment (company_id);

CREATE INDEX ix_employment_person_id ON employment (person_id);

CREATE INDEX ix_gesture_batch_gesture_id ON gesture_batch (gesture_id);

CREATE INDEX ix_gesture_row_gesture_id ON gesture_row (gesture_id);

CREATE INDEX ix_gesture_row_record ON gesture_row (kind, record_id);

CREATE INDEX ix_gesture_undone ON gesture (id) WHERE state = 'undone';

CREATE INDEX ix_job_contact_id ON job (contact_id);

CREATE INDEX ix_job_list_date ON job (deleted_at, date, id);

CREATE INDEX ix_job_list_next ON job (deleted_at, next_date, id);

CREATE INDEX ix_job_list_status ON job (deleted_at, status, date, id);

CREATE INDEX ix_job_part_job_id ON job_part (job_id);

CREATE INDEX ix_quote_contact_id ON quote (contact_id);

CREATE INDEX ix_quote_deal_id ON quote (deal_id);

CREATE UNIQUE INDEX ix_quote_issue_number ON quote_issue (number);

CREATE UNIQUE INDEX ix_quote_issue_quote_id ON quote_issue (quote_id);

CREATE INDEX ix_quote_issue_sequence ON quote_issue (series, year, sequence);

CREATE INDEX ix_quote_line_quote_id ON quote_line (quote_id, position);

CREATE INDEX ix_quote_list_date ON quote (deleted_at, date, id);

CREATE INDEX ix_quote_list_number ON quote (deleted_at, number, id);

CREATE INDEX ix_quote_list_status ON quote (deleted_at, status, date, id);

CREATE INDEX ix_quote_list_total ON quote (deleted_at, total, id);

CREATE INDEX ix_sale_contact_id ON sale (contact_id, deleted_at, date, amount, currency);

CREATE INDEX ix_sale_deal_id ON sale (deal_id);

CREATE INDEX ix_sale_quote_id ON sale (quote_id);

CREATE UNIQUE INDEX ix_setting_key ON setting ("key");

CREATE INDEX ix_stage_pipeline_id ON stage (pipeline_id, position);

CREATE VIEW search_catalogue AS SELECT c.id AS id, replace(replace(c.code || ' ' || c.name, 'ß', 'ss'), 'ẞ', 'ss') AS title, replace(replace(c.description, 'ß', 'ss'), 'ẞ', 'ss') AS body FROM catalogue_item c WHERE +c.deleted_at IS NULL;

CREATE VIEW search_contact AS SELECT c.id AS id, replace(replace(c.sort_name, 'ß', 'ss'), 'ẞ', 'ss') AS title, replace(replace(
    c.name || ' ' || c.nickname || ' ' || c.tax_id || ' ' || c.source || ' ' || c.notes
    || ' ' || coalesce((SELECT group_concat(h.value || ' ' || h.label || ' ' || h.street || ' ' || h.extended || ' '
        || h.city || ' ' || h.region || ' ' || h.postcode || ' ' || h.country, ' ')
        FROM channel h WHERE h.contact_id = c.id), '')
    || ' ' || coalesce((SELECT group_concat(f.name || ' ' || e.role || ' ' || e.department, ' ')
        FROM employment e JOIN contact f ON f.id = e.company_id WHERE e.person_id = c.id), '')
    || ' ' || coalesce((SELECT group_concat(t.name, ' ') FROM contact_tag t WHERE t.contact_id = c.id), '')
, 'ß', 'ss'), 'ẞ', 'ss') AS body FROM contact c WHERE +c.deleted_at IS NULL;

CREATE VIEW search_deal AS SELECT c.id AS id, replace(replace(c.title, 'ß', 'ss'), 'ẞ', 'ss') AS title, replace(replace(c.next_step || ' ' || c.product || ' ' || c.owner || ' ' || c.external_id || ' ' || c.notes || ' ' || c.lost_note, 'ß', 'ss'), 'ẞ', 'ss') AS body FROM deal c WHERE +c.deleted_at IS NULL;

CREATE VIEW search_job AS SELECT c.id AS id, replace(replace(c.title, 'ß', 'ss'), 'ẞ', 'ss') AS title, replace(replace(c.problem || ' ' || c.work_done || ' ' || c.notes || ' ' || coalesce((SELECT group_concat(p.name, ' ') FROM job_part p WHERE p.job_id = c.id), ''), 'ß', 'ss'), 'ẞ', 'ss') AS body FROM job c WHERE +c.deleted_at IS NULL;

CREATE VIEW search_quote AS SELECT c.id AS id, replace(replace(c.number || ' ' || c.title, 'ß', 'ss'), 'ẞ', 'ss') AS title, replace(replace(c.reference || ' ' || c.intro || ' ' || c.notes || ' ' || coalesce((SELECT group_concat(l.description, ' ') FROM quote_line l WHERE l.quote_id = c.id), ''), 'ß', 'ss'), 'ẞ', 'ss') AS body FROM quote c WHERE +c.deleted_at IS NULL;

CREATE TRIGGER frozen_blob_insert BEFORE INSERT ON blob WHEN EXISTS (SELECT 1 FROM blob b WHERE b.sha256 = NEW.sha256 AND b.content IS NOT NEW.content) BEGIN SELECT RAISE(ABORT, 'an issued quote cannot change'); END;

CREATE TRIGGER frozen_blob_update BEFORE UPDATE ON blob BEGIN SELECT RAISE(ABORT, 'an issued quote cannot change'); END;

CREATE TRIGGER frozen_quote_delete BEFORE DELETE ON quote WHEN EXISTS (SELECT 1 FROM quote_issue i WHERE i.quote_id = OLD.id) BEGIN SELECT RAISE(ABORT, 'an issued quote cannot change'); END;

CREATE TRIGGER frozen_quote_insert BEFORE INSERT ON quote WHEN EXISTS (SELECT 1 FROM quote_issue i WHERE i.quote_id = NEW.id) BEGIN SELECT RAISE(ABORT, 'an issued quote cannot change'); END;

CREATE TRIGGER frozen_quote_issue_delete BEFORE DELETE ON quote_issue BEGIN SELECT RAISE(ABORT, 'an issued quote cannot change'); END;

CREATE TRIGGER frozen_quote_issue_insert BEFORE INSERT ON quote_issue WHEN EXISTS (SELECT 1 FROM quote_issue i WHERE i.id = NEW.id OR i.quote_id = NEW.quote_id OR i.number = NEW.number) BEGIN SELECT RAISE(ABORT, 'an issued quote cannot change'); END;

CREATE TRIGGER frozen_quote_issue_update BEFORE UPDATE ON quote_issue BEGIN SELECT RAISE(ABORT, 'an issued quote cannot change'); END;

CREATE TRIGGER frozen_quote_line_delete BEFORE DELETE ON quote_line WHEN EXISTS (SELECT 1 FROM quote_issue i WHERE i.quote_id = OLD.quote_id) BEGIN SELECT RAISE(ABORT, 'an issued quote cannot change'); END;

CREATE TRIGGER frozen_quote_line_insert BEFORE INSERT ON quote_line WHEN EXISTS (SELECT 1 FROM quote_issue i WHERE i.quote_id = NEW.quote_id) OR EXISTS (SELECT 1 FROM quote_line l JOIN quote_issue i ON i.quote_id = l.quote_id WHERE l.id = NEW.id) BEGIN SELECT RAISE(ABORT, 'an issued quote cannot change'); END;

CREATE TRIGGER frozen_quote_line_update BEFORE UPDATE ON quote_line WHEN EXISTS (SELECT 1 FROM quote_issue i WHERE i.quote_id = OLD.quote_id) OR EXISTS (SELECT 1 FROM quote_issue i WHERE i.quote_id = NEW.quote_id) OR EXISTS (SELECT 1 FROM quote_line l JOIN quote_issue i ON i.quote_id = l.quote_id WHERE l.id = NEW.id) BEGIN SELECT RAISE(ABORT, 'an issued quote cannot change'); END;

CREATE TRIGGER frozen_quote_update BEFORE UPDATE OF id, date, valid_until, currency, language, price_mode, discount_kind, discount, withholding, deposit_kind, deposit, reference, intro, closing, payment_terms, number, title, net, total ON quote WHEN EXISTS (SELECT 1 FROM quote_issue i WHERE i.quote_id = OLD.id) OR EXISTS (SELECT 1 FROM quote_issue i WHERE i.quote_id = NEW.id) BEGIN SELECT RAISE(ABORT, 'an issued quote cannot change'); END;

CREATE TRIGGER search_catalogue_item_delete AFTER DELETE ON catalogue_item BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.id * 8 + 4); END;

CREATE TRIGGER search_catalogue_item_insert AFTER INSERT ON catalogue_item BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.id * 8 + 4); END;

CREATE TRIGGER search_catalogue_item_update AFTER UPDATE OF code, deleted_at, description, id, name ON catalogue_item BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.id * 8 + 4); INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.id * 8 + 4); END;

CREATE TRIGGER search_channel_delete AFTER DELETE ON channel BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.contact_id * 8 + 0); END;

CREATE TRIGGER search_channel_insert AFTER INSERT ON channel BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.contact_id * 8 + 0); END;

CREATE TRIGGER search_channel_update AFTER UPDATE OF city, contact_id, country, extended, label, postcode, region, street, value ON channel BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.contact_id * 8 + 0); INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.contact_id * 8 + 0); END;

CREATE TRIGGER search_contact_company AFTER UPDATE OF name ON contact BEGIN INSERT OR IGNORE INTO search_stale(id) SELECT person_id * 8 FROM employment WHERE company_id = NEW.id; END;

CREATE TRIGGER search_contact_delete AFTER DELETE ON contact BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.id * 8 + 0); END;

CREATE TRIGGER search_contact_insert AFTER INSERT ON contact BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.id * 8 + 0); END;

CREATE TRIGGER search_contact_tag_delete AFTER DELETE ON contact_tag BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.contact_id * 8 + 0); END;

CREATE TRIGGER search_contact_tag_insert AFTER INSERT ON contact_tag BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.contact_id * 8 + 0); END;

CREATE TRIGGER search_contact_tag_update AFTER UPDATE OF contact_id, name ON contact_tag BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.contact_id * 8 + 0); INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.contact_id * 8 + 0); END;

CREATE TRIGGER search_contact_update AFTER UPDATE OF deleted_at, id, name, nickname, notes, sort_name, source, tax_id ON contact BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.id * 8 + 0); INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.id * 8 + 0); END;

CREATE TRIGGER search_deal_delete AFTER DELETE ON deal BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.id * 8 + 1); END;

CREATE TRIGGER search_deal_insert AFTER INSERT ON deal BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.id * 8 + 1); END;

CREATE TRIGGER search_deal_update AFTER UPDATE OF deleted_at, external_id, id, lost_note, next_step, notes, owner, product, title ON deal BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.id * 8 + 1); INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.id * 8 + 1); END;

CREATE TRIGGER search_employment_delete AFTER DELETE ON employment BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.person_id * 8 + 0); END;

CREATE TRIGGER search_employment_insert AFTER INSERT ON employment BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.person_id * 8 + 0); END;

CREATE TRIGGER search_employment_update AFTER UPDATE OF company_id, department, person_id, role ON employment BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.person_id * 8 + 0); INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.person_id * 8 + 0); END;

CREATE TRIGGER search_job_delete AFTER DELETE ON job BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.id * 8 + 3); END;

CREATE TRIGGER search_job_insert AFTER INSERT ON job BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.id * 8 + 3); END;

CREATE TRIGGER search_job_part_delete AFTER DELETE ON job_part BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.job_id * 8 + 3); END;

CREATE TRIGGER search_job_part_insert AFTER INSERT ON job_part BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.job_id * 8 + 3); END;

CREATE TRIGGER search_job_part_update AFTER UPDATE OF job_id, name ON job_part BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.job_id * 8 + 3); INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.job_id * 8 + 3); END;

CREATE TRIGGER search_job_update AFTER UPDATE OF deleted_at, id, notes, problem, title, work_done ON job BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.id * 8 + 3); INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.id * 8 + 3); END;

CREATE TRIGGER search_quote_delete AFTER DELETE ON quote BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.id * 8 + 2); END;

CREATE TRIGGER search_quote_insert AFTER INSERT ON quote BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.id * 8 + 2); END;

CREATE TRIGGER search_quote_line_delete AFTER DELETE ON quote_line BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.quote_id * 8 + 2); END;

CREATE TRIGGER search_quote_line_insert AFTER INSERT ON quote_line BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.quote_id * 8 + 2); END;

CREATE TRIGGER search_quote_line_update AFTER UPDATE OF description, quote_id ON quote_line BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.quote_id * 8 + 2); INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.quote_id * 8 + 2); END;

CREATE TRIGGER search_quote_update AFTER UPDATE OF deleted_at, id, intro, notes, number, reference, title ON quote BEGIN INSERT OR IGNORE INTO search_stale(id) VALUES (OLD.id * 8 + 2); INSERT OR IGNORE INTO search_stale(id) VALUES (NEW.id * 8 + 2); END;
