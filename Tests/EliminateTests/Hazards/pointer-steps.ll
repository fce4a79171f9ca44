; Pointers that move: unknown indices, steps back to the structure around a field, vectors, atomics.
; WANT: kept @at_unknown
; WANT: kept @around_field
; WANT: kept @in_vector
; WANT: kept @exchanged
; WANT: kept @compared
; WANT: kept @chosen
@unknown = internal constant [3 x { i64, ptr }] [{ i64, ptr } zeroinitializer, { i64, ptr } zeroinitializer, { i64, ptr } { i64 0, ptr @at_unknown }]
@record = internal global { ptr, i64, i64 } { ptr @around_field, i64 0, i64 0 }
@pair = internal constant [2 x ptr] [ptr null, ptr @in_vector]
@cell = internal global ptr null
define void @at_unknown() { ret void }
define void @around_field() { ret void }
define void @in_vector() { ret void }
define void @exchanged() { ret void }
define void @compared() { ret void }
define void @chosen() { ret void }
define internal void @from_field(ptr %field) {
  %around = getelementptr i8, ptr %field, i64 -16
  %function = load ptr, ptr %around
  call void %function()
  ret void
}
define i32 @main(i32 %argc) {
  %n = sext i32 %argc to i64
  %place = getelementptr [3 x { i64, ptr }], ptr @unknown, i64 0, i64 %n, i32 1
  %a = load ptr, ptr %place
  call void %a()
  call void @from_field(ptr getelementptr (i8, ptr @record, i64 16))
  %both = load <2 x ptr>, ptr @pair
  %b = extractelement <2 x ptr> %both, i64 %n
  call void %b()
  %old = atomicrmw xchg ptr @cell, ptr @exchanged seq_cst
  %c = load ptr, ptr @cell
  call void %c()
  %swap = cmpxchg ptr @cell, ptr null, ptr @compared seq_cst seq_cst
  %d = load ptr, ptr @cell
  call void %d()
  %is = icmp sgt i32 %argc, 2
  %e = select i1 %is, ptr @chosen, ptr @compared
  call void %e()
  ret i32 0
}
