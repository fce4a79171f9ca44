-- The shell's own files: opening, importing, exporting, attaching, backups, journals, read-only use.
.open /tmp/first.db
CREATE TABLE people(name TEXT, age INT, city TEXT);
.mode csv
.import --skip 1 /data/people.csv people
.mode list
SELECT count(*), sum(age) FROM people;
SELECT name, city FROM people WHERE age > 30 ORDER BY name;
.import /data/no-such.csv people
CREATE INDEX people_city ON people(city);
PRAGMA journal_mode;
PRAGMA journal_mode = TRUNCATE;
BEGIN;
UPDATE people SET age = age + 1;
SELECT sum(age) FROM people;
ROLLBACK;
SELECT sum(age) FROM people;
PRAGMA journal_mode = PERSIST;
DELETE FROM people WHERE city = 'Lund';
PRAGMA journal_mode = MEMORY;
INSERT INTO people VALUES('Zoe', 5, 'Oslo');
PRAGMA journal_mode = DELETE;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = WAL;
INSERT INTO people VALUES('Wal', 1, 'Oslo');
PRAGMA wal_checkpoint;
PRAGMA journal_mode = DELETE;
PRAGMA locking_mode = NORMAL;
SELECT count(*) FROM people;
.backup /tmp/second.db
ATTACH '/tmp/second.db' AS second;
SELECT count(*) FROM second.people;
CREATE TABLE second.more(x);
BEGIN;
INSERT INTO second.more VALUES(1);
INSERT INTO main.people VALUES('Both', 2, 'Bergen');
COMMIT;
SELECT count(*) FROM main.people, second.more;
DETACH second;
VACUUM INTO '/tmp/third.db';
PRAGMA page_count;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO people SELECT 'person ' || i, i % 90, 'city ' || (i % 40) FROM n;
PRAGMA page_count;
DELETE FROM people WHERE age > 10;
PRAGMA freelist_count;
VACUUM;
PRAGMA freelist_count;
PRAGMA integrity_check;
.output /tmp/report.txt
SELECT count(*), max(age) FROM people;
.output stdout
.once /tmp/once.txt
SELECT 'written once';
SELECT 'back on the screen';
.open --readonly /tmp/third.db
SELECT count(*) FROM people;
INSERT INTO people VALUES('no', 1, 'no');
.open /tmp/second.db
.restore /tmp/first.db
SELECT count(*) FROM people;
.read /data/included.sql
.open --new /tmp/first.db
SELECT count(*) FROM sqlite_schema;
.open /no/such/folder/file.db
SELECT 1;
.open /data/people.csv
SELECT * FROM sqlite_schema;
.open :memory:
SELECT 'writefile', writefile('/tmp/blob.bin', x'0102030405');
SELECT hex(readfile('/tmp/blob.bin')), length(readfile('/tmp/report.txt')), readfile('/no/such');
SELECT CAST(readfile('/tmp/once.txt') AS TEXT);
SELECT name, mode & 61440, length(data) FROM fsdir('/data') WHERE name LIKE '%.csv';
CREATE VIRTUAL TABLE temp.listing USING csv(filename = '/data/people.csv');
.exit 4
