print("from standard input", ...)
return 5
