/// What this program calls itself in results and pages.
let programVersion = "allot 0.1.0"
