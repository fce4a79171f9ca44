; A method gets only the objects out of which it was read.
; ENGINE: closed-world
; WANT: gone @never
; WANT: kept @read_by_a
%object = type { ptr, ptr, ptr }
@ops_a = internal constant { ptr, ptr } { ptr null, ptr @method_a }
@ops_b = internal constant { ptr, ptr } { ptr null, ptr @method_b }
@a = internal global %object { ptr @ops_a, ptr @read_by_a, ptr @field_a }
@b = internal global %object { ptr @ops_b, ptr @never, ptr @field_b }
@field_a = internal global { ptr } { ptr null }
@field_b = internal global { ptr } { ptr @never_in_field }
define internal void @read_by_a() { ret void }
define internal void @never() { ret void }
define internal void @never_in_field() { ret void }
define internal void @method_a(ptr %self, ptr %field) {
  %place = getelementptr %object, ptr %self, i64 0, i32 1
  %function = load ptr, ptr %place
  call void %function()
  %other = load ptr, ptr %field
  %isThere = icmp ne ptr %other, null
  br i1 %isThere, label %call, label %end
call:
  call void %other()
  br label %end
end:
  ret void
}
define internal void @method_b(ptr %self, ptr %field) { ret void }
define i32 @main(i32 %argc) {
  %isA = icmp eq i32 %argc, 1
  %self = select i1 %isA, ptr @a, ptr @b
  %table = load ptr, ptr %self
  %place = getelementptr i8, ptr %table, i64 8
  %method = load ptr, ptr %place
  %field.place = getelementptr %object, ptr %self, i64 0, i32 2
  %field = load ptr, ptr %field.place
  call void %method(ptr %self, ptr %field)
  ret i32 0
}
