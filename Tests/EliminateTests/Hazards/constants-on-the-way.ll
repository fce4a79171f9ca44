; A few constants are not few any more once something else can come of them: sums, part of the bytes
; written anew, extensions, shifts out of bounds, and more of them than are told apart.
; ENGINE: closed-world
; WANT: kept @if_sum
; WANT: kept @if_part
; WANT: kept @if_extended
; WANT: kept @if_many
; WANT: kept @if_again
@word = internal global i32 0
@many = internal global i32 0
define internal void @if_sum() { ret void }
define internal void @if_part() { ret void }
define internal void @if_extended() { ret void }
define internal void @if_many() { ret void }
define internal void @if_again() { ret void }
define internal void @note(i32 %value) noinline {
  store i32 %value, ptr @many
  ret void
}
define internal i32 @pick(i32 %argc, i32 %one, i32 %other) noinline {
  %odd = icmp eq i32 %argc, 2
  %value = select i1 %odd, i32 %one, i32 %other
  ret i32 %value
}
define i32 @main(i32 %argc) {
entry:
  %few = call i32 @pick(i32 %argc, i32 100, i32 9000)
  %sum = add i32 %few, 5
  %is.sum = icmp eq i32 %sum, 9005
  br i1 %is.sum, label %one, label %second
one:
  call void @if_sum()
  br label %second
second:
  store i32 %few, ptr @word
  %upper = getelementptr i8, ptr @word, i64 2
  store i8 1, ptr %upper
  %mixed = load i32, ptr @word
  %is.mixed = icmp eq i32 %mixed, 65636
  br i1 %is.mixed, label %two, label %third
two:
  call void @if_part()
  br label %third
third:
  %byte = trunc i32 %few to i8
  %wide = sext i8 %byte to i32
  %is.wide = icmp eq i32 %wide, 40
  br i1 %is.wide, label %three, label %loop
three:
  call void @if_extended()
  br label %loop
loop:
  %i = phi i32 [ 0, %third ], [ 0, %three ], [ %next, %loop ]
  %square = mul i32 %i, %i
  call void @note(i32 %square)
  %next = add i32 %i, 1
  %more = icmp slt i32 %next, %argc
  br i1 %more, label %loop, label %ends
ends:
  %last = load i32, ptr @many
  %is.last = icmp eq i32 %last, 961
  br i1 %is.last, label %four, label %turns
four:
  call void @if_many()
  br label %turns
turns:
  %x = phi i32 [ 3, %ends ], [ 3, %four ], [ %turned, %turns ]
  %turned = xor i32 %x, 1001
  %is.turned = icmp eq i32 %x, 1002
  br i1 %is.turned, label %five, label %turns
five:
  call void @if_again()
  ret i32 0
}
