package com.meddevo.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One call of the command line, in this process. */
public record CommandLineCall(int exit, String out, String err) {
    public static CommandLineCall of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Meddevo.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
        return new CommandLineCall(exit, out.toString(), err.toString());
    }
}
