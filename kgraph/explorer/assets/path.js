// The shortest ways between two things.
