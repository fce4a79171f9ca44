; What some calls pass as a pointer, others pass as a number, as to ioctl and fcntl.
; WANT: kept @on_d
; WANT: kept @on_x
define internal void @control(i32 %command, i64 %argument) noinline {
entry:
  %isPointer = icmp eq i32 %command, 1
  br i1 %isPointer, label %pointer, label %number
pointer:
  %place = inttoptr i64 %argument to ptr
  %kind = load i16, ptr %place
  switch i16 %kind, label %end [ i16 0, label %d
                                 i16 1, label %d
                                 i16 2, label %d ]
d:
  call void @on_d()
  ret void
number:
  %big = icmp ugt i64 %argument, 3
  br i1 %big, label %x, label %end
x:
  call void @on_x()
  ret void
end:
  ret void
}
define internal void @on_d() noinline { ret void }
define internal void @on_x() noinline { ret void }
define i32 @main(i32 %argc) {
  %lock = alloca [8 x i16]
  %kind = trunc i32 %argc to i16
  store i16 %kind, ptr %lock
  %number = zext i32 %argc to i64
  call void @control(i32 2, i64 %number)
  %more = icmp sgt i32 %argc, 5
  br i1 %more, label %lock_it, label %end
lock_it:
  %address = ptrtoint ptr %lock to i64
  call void @control(i32 1, i64 %address)
  br label %end
end:
  ret i32 0
}
