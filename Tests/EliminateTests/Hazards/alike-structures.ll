; A structure is used as another one that begins alike, whatever the types of the accesses say.
; WANT: kept @shown
%one = type { i32, ptr }
@object = internal global %one zeroinitializer
define internal void @shown() noinline { ret void }
define i32 @main() {
  %first = getelementptr %one, ptr @object, i64 0, i32 1
  store ptr @shown, ptr %first, !tbaa !0
  %second = getelementptr %one, ptr @object, i64 0, i32 1
  %function = load ptr, ptr %second, !tbaa !3
  call void %function()
  ret i32 0
}
!0 = !{!1, !2, i64 8}
!1 = !{!"one", !6, i64 0, !2, i64 8}
!2 = !{!"first pointer", !7, i64 0}
!3 = !{!4, !5, i64 8}
!4 = !{!"two", !6, i64 0, !5, i64 8}
!5 = !{!"second pointer", !7, i64 0}
!6 = !{!"int", !7, i64 0}
!7 = !{!"omnipotent char", !8, i64 0}
!8 = !{!"Simple C/C++ TBAA"}
