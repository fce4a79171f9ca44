def square: . * .;
def twice: . * 2;
