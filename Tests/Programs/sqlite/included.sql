SELECT 'from an included file';
CREATE TABLE included(a);
