-- Functions of text, numbers, dates, JSON, aggregates, and output modes of the shell.
SELECT length('häuser'), upper('abc'), lower('ABC'), trim('  x '), ltrim('xxabc', 'x'), rtrim('abcxx', 'x'), substr('abcdef', 2, 3), substr('abcdef', -2), replace('banana', 'an', 'AN'), instr('hello', 'l');
SELECT hex('abc'), unicode('€'), char(72, 105), quote('it''s'), zeroblob(3) = x'000000', printf('%5d|%-5s|%05.1f|%x|%,d|%q|%Q', 42, 'ab', 3.14159, 255, 1234567, 'a''b', 'c''d');
SELECT abs(-5), round(2.567, 2), round(-2.5), max(1, 5, 3), min(2, 0), sign(-3), ifnull(NULL, 'x'), nullif(1, 1), coalesce(NULL, NULL, 7), iif(1 > 2, 'yes', 'no'), typeof(1.0), likely(1);
SELECT round(sin(1), 6), round(cos(1), 6), round(exp(1), 6), round(ln(10), 6), log(100), log2(8), round(pi(), 6), pow(2, 10), sqrt(2) > 1.41, ceil(1.2), floor(-1.2), mod(7, 3), trunc(2.7), degrees(pi()), round(radians(180), 6), atan2(1, 1) > 0.78;
SELECT date('2024-02-28', '+2 days'), time('12:00', '+90 minutes'), datetime('2000-01-01', '+1 month', '-1 day'), julianday('2000-01-01'), strftime('%Y|%m|%d|%H|%M|%S|%j|%w|%W|%s|%J|%f', '2026-11-23 08:30:15.5'), date('2026-11-23', 'weekday 0'), date('2024-01-31', '+1 month'), unixepoch('1970-01-02');
SELECT date('not a date'), datetime(0, 'unixepoch'), date('2026-11-23', 'start of year'), strftime('%s', '1969-12-31'), time('25:00');
SELECT json('{"a" : [1, 2, {"b": null}]}'), json_valid('{bad}'), json_valid('[1]'), json_extract('{"a":{"b":[10,20]}}', '$.a.b[1]'), '{"x":5}' -> '$.x', '{"x":"t"}' ->> 'x', json_type('{"a":1.5}', '$.a');
SELECT json_array(1, 'two', NULL, 3.5), json_object('k', 1, 'l', json('[1]')), json_set('{"a":1}', '$.b', 2), json_insert('{"a":1}', '$.a', 9), json_replace('{"a":1}', '$.a', 9), json_remove('[0,1,2]', '$[1]'), json_patch('{"a":1,"b":2}', '{"b":null,"c":3}'), json_array_length('[1,2,3]'), json_quote('q"q');
SELECT key, value, type, fullkey FROM json_each('{"a":1,"b":[true,false],"c":"x"}');
SELECT fullkey, atom FROM json_tree('{"a":[1,{"b":2}],"c":null}') WHERE atom IS NOT NULL;
SELECT json_group_array(value), json_group_object(key, value) FROM json_each('{"p":1,"q":2}');
SELECT json_extract('{"a":', '$.a');
SELECT group_concat(value, '/') FROM generate_series(1, 10, 3);
SELECT sum(value), avg(value), count(*) FROM generate_series(1, 1000);
SELECT 'a' < 'B' COLLATE NOCASE, 'abc' = 'abc  ' COLLATE RTRIM, 'abc' LIKE 'A_C', 'abc' GLOB '[a-c]*', 'a%c' LIKE 'a\%c' ESCAPE '\', 'x' IS NOT 'y', 1 IS TRUE, 0 IS FALSE;
SELECT 'abc' REGEXP 'b';
SELECT total(x), sum(x) FROM (SELECT NULL AS x);
SELECT sum(9223372036854775807) FROM (VALUES(1), (2));
SELECT abs(-9223372036854775808);
SELECT 1 / 0, 1 % 0, 1.0 / 0, 0.1 + 0.2, 1e15, 1e16, 123456789.123456789, 1e-10, 100000000000000000000;
SELECT sqlite_version() LIKE '3.40%', sqlite_compileoption_used('THREADSAFE'), length(randomblob(16)), random() IS NOT NULL;
SELECT hex(sha3('abc', 256));
SELECT unhex('41');
.mode csv
SELECT 1 AS one, 'a,b' AS quoted, 'say "hi"' AS said, NULL AS none;
.headers on
.mode column
SELECT 1 AS one, 'text' AS two, 3.25 AS three UNION ALL SELECT 22, 'longer text', NULL;
.mode line
SELECT 1 AS one, 'text' AS two;
.mode insert target
SELECT 1 AS one, 'it''s' AS two, x'00ff' AS three, NULL;
.mode json
SELECT 1 AS one, 'a"b' AS two, NULL AS three UNION ALL SELECT 2, 'c', 1.5;
.mode html
SELECT '<b>' AS tag, 1 AS n;
.mode markdown
SELECT 'x' AS a, 1 AS b;
.mode box
SELECT 'boxed' AS a, 12345 AS b;
.mode table
SELECT 'tabled' AS a, -1 AS b;
.mode quote
SELECT 'q''q', 1.5, NULL, x'01';
.mode tabs
SELECT 1, 2;
.mode list
.separator ;
.nullvalue (null)
SELECT 1, NULL, 'x';
.headers off
.print plain text
.width 10 5
.show
.parameter init
.parameter set :v 42
SELECT :v + 1;
.parameter list
.timer off
.changes on
CREATE TABLE c(a);
INSERT INTO c VALUES(1), (2);
.changes off
.echo on
SELECT 'echoed';
.echo off
.help .mode
.nonsense
