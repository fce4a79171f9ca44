; Function pointers that are copied with their structures: whole, by words, by bytes, by value.
; WANT: kept @by_block
; WANT: kept @by_words
; WANT: kept @by_bytes
; WANT: kept @by_value
; WANT: kept @as_aggregate
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
@block = internal constant { i64, ptr } { i64 1, ptr @by_block }
@words = internal constant { i64, ptr } { i64 1, ptr @by_words }
@bytes = internal constant { i64, ptr } { i64 1, ptr @by_bytes }
@value = internal constant { i64, ptr } { i64 1, ptr @by_value }
@aggregate = internal constant { i64, ptr } { i64 1, ptr @as_aggregate }
@copy = internal global { i64, ptr } zeroinitializer
define void @by_block() { ret void }
define void @by_words() { ret void }
define void @by_bytes() { ret void }
define void @by_value() { ret void }
define void @as_aggregate() { ret void }
define internal void @call_second(ptr %record) {
  %place = getelementptr i8, ptr %record, i64 8
  %function = load ptr, ptr %place
  call void %function()
  ret void
}
define internal void @take(ptr byval({ i64, ptr }) %record) {
  call void @call_second(ptr %record)
  ret void
}
define i32 @main() {
entry:
  call void @llvm.memcpy.p0.p0.i64(ptr @copy, ptr @block, i64 16, i1 false)
  call void @call_second(ptr @copy)
  %local = alloca { i64, ptr }
  %low = load i64, ptr @words
  %high.place = getelementptr i8, ptr @words, i64 8
  %high = load i64, ptr %high.place
  store i64 %low, ptr %local
  %local.high = getelementptr i8, ptr %local, i64 8
  store i64 %high, ptr %local.high
  call void @call_second(ptr %local)
  %buffer = alloca [16 x i8], align 8
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %i.next, %loop ]
  %from = getelementptr i8, ptr @bytes, i64 %i
  %byte = load i8, ptr %from
  %to = getelementptr i8, ptr %buffer, i64 %i
  store i8 %byte, ptr %to
  %i.next = add i64 %i, 1
  %done = icmp eq i64 %i.next, 16
  br i1 %done, label %end, label %loop
end:
  call void @call_second(ptr %buffer)
  call void @take(ptr byval({ i64, ptr }) @value)
  %whole = load { i64, ptr }, ptr @aggregate
  %function = extractvalue { i64, ptr } %whole, 1
  call void %function()
  ret i32 0
}
