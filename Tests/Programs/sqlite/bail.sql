SELECT 'before';
SELECT wrong;
SELECT 'never';
