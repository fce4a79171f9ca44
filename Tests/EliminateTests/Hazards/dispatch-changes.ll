; An object whose table of methods is replaced later, and one that several tables may belong to.
; WANT: kept @read_by_second
; WANT: kept @read_through_either
@first = internal constant { ptr } { ptr @nothing }
@second = internal constant { ptr } { ptr @call_second }
@object = internal global { ptr, ptr } { ptr @first, ptr @read_by_second }
@other = internal global { ptr, ptr } { ptr null, ptr @read_through_either }
define void @read_by_second() { ret void }
define void @read_through_either() { ret void }
define internal void @nothing(ptr %self) { ret void }
define internal void @call_second(ptr %self) {
  %place = getelementptr i8, ptr %self, i64 8
  %function = load ptr, ptr %place
  call void %function()
  ret void
}
define internal void @run(ptr %self) noinline {
  %table = load ptr, ptr %self
  %method = load ptr, ptr %table
  call void %method(ptr %self)
  ret void
}
define i32 @main(i32 %argc) {
  call void @run(ptr @object)
  store ptr @second, ptr @object
  call void @run(ptr @object)
  %isOne = icmp eq i32 %argc, 1
  %table = select i1 %isOne, ptr @first, ptr @second
  store ptr %table, ptr @other
  call void @run(ptr @other)
  ret i32 0
}
