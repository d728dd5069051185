import CommandLine
import Glibc

signal(SIGPIPE, SIG_IGN)
let invocation = ArgumentParser(Program.declaration).parseOrExit()
exit(Commands.run(invocation).rawValue)
