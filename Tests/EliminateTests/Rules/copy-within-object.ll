; One part of a structure is copied to another part of it: that reads nothing else of it.
; ENGINE: closed-world
; WANT: gone @handler
; WANT: kept @copied
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
%node = type { ptr, [2 x ptr], [2 x ptr], i64 }
@node = internal global %node { ptr @handler, [2 x ptr] zeroinitializer,
  [2 x ptr] [ptr null, ptr @copied], i64 0 }
define internal void @handler() { ret void }
define internal void @copied() { ret void }
define i32 @main() {
  %to = getelementptr %node, ptr @node, i64 0, i32 1
  %from = getelementptr %node, ptr @node, i64 0, i32 2
  call void @llvm.memcpy.p0.p0.i64(ptr %to, ptr %from, i64 16, i1 false)
  %place = getelementptr i8, ptr %to, i64 8
  %function = load ptr, ptr %place
  %isThere = icmp ne ptr %function, null
  br i1 %isThere, label %call, label %end
call:
  call void %function()
  br label %end
end:
  ret i32 0
}
