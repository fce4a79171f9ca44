-- A database with a write-ahead log, whose index is a file that all connections map and share.
.open /tmp/wal.db
PRAGMA journal_mode = WAL;
CREATE TABLE log(id INTEGER PRIMARY KEY, entry TEXT);
BEGIN;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
INSERT INTO log SELECT i, printf('entry %d %s', i, hex(i * 7919)) FROM n;
COMMIT;
UPDATE log SET entry = entry || '!' WHERE id % 10 = 0;
DELETE FROM log WHERE id % 7 = 3;
-- A second connection sees what is committed, and nothing else.
ATTACH '/tmp/wal.db' AS reader;
SELECT count(*), sum(length(entry)) FROM reader.log;
BEGIN;
INSERT INTO main.log VALUES(100000, 'not yet');
SELECT count(*) FROM main.log WHERE id = 100000;
SELECT count(*) FROM reader.log WHERE id = 100000;
ROLLBACK;
SELECT count(*) FROM main.log WHERE id = 100000;
.connection 1
.open /tmp/wal.db
SELECT count(*), max(id) FROM log;
BEGIN IMMEDIATE;
INSERT INTO log VALUES(200000, 'from the other connection');
.connection 0
INSERT INTO log VALUES(300000, 'locked out');
SELECT count(*) FROM log WHERE id >= 200000;
.connection 1
COMMIT;
.connection 0
SELECT count(*) FROM log WHERE id >= 200000;
DETACH reader;
PRAGMA wal_checkpoint(TRUNCATE);
PRAGMA integrity_check;
.connection close 1
PRAGMA wal_autocheckpoint = 10;
WITH RECURSIVE n(i) AS (SELECT 400000 UNION ALL SELECT i + 1 FROM n WHERE i < 402000)
INSERT INTO log SELECT i, 'more' FROM n;
SELECT count(*), min(id), max(id), sum(length(entry)) FROM log;
PRAGMA mmap_size = 1000000;
SELECT count(*), sum(length(entry)) FROM log WHERE entry LIKE 'entry%';
PRAGMA journal_mode = DELETE;
PRAGMA integrity_check;
SELECT count(*) FROM log;
